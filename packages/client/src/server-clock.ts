/** The server's clock as far as its answers tell it: the user's own may be wrong. */
export interface ServerClock {
  /** Takes note of an answer; `sentAt` is when it was asked for, by `performance.now()`. */
  note(response: Response, sentAt: number): void;
  /** The server's time in milliseconds since 1970, never earlier than it is; our own before the first answer. */
  now(): number;
}

/** `Date` is cut off to a whole second. */
const DATE_STEP_MILLISECONDS = 1000;

/** @internal */
export function createServerClock(): ServerClock {
  /** What `performance.now()` has to be corrected by. */
  let offset: number | undefined;
  return {
    note(response, sentAt) {
      const date = readDate(response);
      // The server wrote it after `sentAt`: counting from there makes its clock fast, if anything.
      if (date !== undefined) offset = date + DATE_STEP_MILLISECONDS - sentAt;
    },
    now: () => (offset === undefined ? Date.now() : performance.now() + offset),
  };
}

/** When an answer was written, by the clock of who wrote it; undefined where it does not say. */
export function readDate({ headers }: Response): number | undefined {
  return Date.parse(headers.get("Date") ?? "") || undefined;
}
