/** Headers of what the scripts ask for: a browser tells the server of no frame that they run in. */
export const ownHeaders = (): Record<string, string> =>
  document.documentElement.dataset["embedOrigins"] === undefined ? {} : { "Holdfast-Embedded": "1" };
