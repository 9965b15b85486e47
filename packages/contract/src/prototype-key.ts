import { z } from "zod";

/** No key: JavaScript would take it for an object's prototype. */
export const PROTOTYPE_KEY = "__proto__";

/** A map whose keys are checked. zod leaves this one out without a word; here it is as wrong as any other bad key. */
export const refusingPrototypeKey = <Map extends z.ZodType>(map: Map, message: string) =>
  z.preprocess<unknown, Map, z.input<Map>>((given, context) => {
    if (typeof given === "object" && given !== null && Object.hasOwn(given, PROTOTYPE_KEY)) {
      context.addIssue({ code: "custom", path: [PROTOTYPE_KEY], message });
    }
    return given as z.input<Map>;
  }, map);
