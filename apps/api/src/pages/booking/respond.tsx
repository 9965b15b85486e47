import { ERRORS, type HoldfastError, QUANTITY_MAX_PLACES } from "@holdfast/contract";
import { getBooking } from "@holdfast/core";
import { errorHeaders } from "../../http/index.ts";
import { respondPage } from "../layout.tsx";
import { nearestFree } from "../nearest.ts";
import type { Texts } from "../texts/index.ts";
import { idOf, type Visit } from "../visit.ts";
import type { Details } from "./details-typed.ts";
import { isStillFree } from "./state.ts";
import { type BookingNotice, BookingView } from "./view.tsx";

export const readBooking = (visit: Visit) =>
  getBooking(visit.deps, { id: idOf(visit.c), expand: ["slot", "resource"] });

type Words = Texts["booking"];

/** What is said of a change that was made, by its name in the address. */
const NOTES: Readonly<Record<string, (words: Words) => BookingNotice>> = {
  extended: (words) => ({ title: words.extended, tone: "good" }),
  unextended: (words) => ({ title: words.unextended, tone: "bad" }),
  answered: (words) => ({ title: words.answered, tone: "good" }),
  corrected: (words) => ({ title: words.correction.done, tone: "good" }),
  moved: (words) => ({ title: words.moved, tone: "good" }),
  resized: (words) => ({ title: words.resized, tone: "good" }),
};

/** The refusals that the page tells beside the booking as it is now. */
const TOLD = new Set<HoldfastError["code"]>([
  "HOLD_EXPIRED",
  "BOOKING_NOT_PENDING",
  "BOOKING_CHECKED_IN",
  "CANCELLATION_CLOSED",
  "NO_SEAT",
  "CONTACT_LIMIT",
  "CONTACT_REQUIRED",
  "NOT_BOOKABLE",
  "RATE_LIMITED",
]);

/** Whether the page can say why a change was refused. */
export const isTold = (error: HoldfastError): boolean => TOLD.has(error.code) || isUnfit(error);

/** Whether the number of places that was typed is none. */
const isUnfit = ({ issues }: HoldfastError): boolean => issues?.[0]?.path === "quantity";

function noticeOf({ c, texts }: Visit, error: HoldfastError | undefined): BookingNotice | undefined {
  const words = texts.booking;
  if (!error) {
    const note = c.req.query("note") ?? "";
    return Object.hasOwn(NOTES, note) ? NOTES[note]?.(words) : undefined;
  }
  if (isUnfit(error)) return { title: texts.fields.quantityUnfit(QUANTITY_MAX_PLACES), tone: "bad" };
  if (error.code === "NO_SEAT" || error.code === "NOT_BOOKABLE") {
    return { title: words.notSoMany, text: words.notSoManyText, tone: "bad" };
  }
  if (error.code === "CONTACT_LIMIT") {
    return { title: texts.slot.shareTaken, text: texts.slot.shareWasTaken, tone: "bad" };
  }
  if (error.code === "CONTACT_REQUIRED") {
    return { title: words.notPossible, text: texts.fields.contactMissing, tone: "bad" };
  }
  if (error.code === "RATE_LIMITED") {
    const text = texts.slot.limitedText(error.retryAfterSeconds ?? 1);
    return { title: texts.slot.limited, text, tone: "bad" };
  }
  if (error.code === "HOLD_EXPIRED") return { title: words.tooLate, tone: "bad" };
  return { title: words.notPossible, text: words.notPossibleText, tone: "bad" };
}

/**
 * Responds with a booking as it is now, and with what was refused, if anything was.
 * @param details what was typed to confirm it, and why that was refused
 */
export async function respondBooking(
  visit: Visit,
  error?: HoldfastError,
  details?: Details,
): Promise<Response> {
  const { texts, now, deps } = visit;
  const booking = await readBooking(visit);
  const { slot, quantity, status } = booking;
  const isLost = status === "FAILED" && slot && !isStillFree(booking, slot, now);
  const others = isLost ? await nearestFree(deps, slot.id, quantity) : [];
  const init = {
    title: texts.booking.title(booking.resourceName),
    ...(error && { status: ERRORS[error.code].status, headers: errorHeaders(error) }),
  };
  // What is wrong with the fields stands beside them.
  const notice = details ? undefined : noticeOf(visit, error);
  const shown = { visit, booking, others, notice, details };
  return respondPage(visit, init, <BookingView {...shown} />);
}
