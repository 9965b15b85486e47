import { isHoldfastError } from "@holdfast/client";

const FORMAT = new Intl.DateTimeFormat(undefined, { dateStyle: "medium", timeStyle: "short" });

/** A time of the wire as the visitor writes it, in the visitor's time zone. */
export const when = (time: string): string => FORMAT.format(new Date(time));

/** What to tell the customer when something went wrong. */
export function explain(error: unknown): string {
  if (isHoldfastError(error)) {
    if (error.code === "NO_SEAT") return "Somebody else was faster. Choose another one.";
    if (error.code === "HOLD_EXPIRED") return "The time was over. Choose again.";
    if (error.code === "RATE_LIMITED") return "That was too much at once. Try again in a moment.";
  }
  return error instanceof Error ? error.message : String(error);
}
