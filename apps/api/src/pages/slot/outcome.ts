import type { HoldfastError, Slot } from "@holdfast/contract";
import { errorHeaders } from "../../http/index.ts";
import type { Faults } from "../parts/field.tsx";
import type { Texts } from "../texts/index.ts";
import type { Visit } from "../visit.ts";
import { mostPlaces } from "./form.tsx";

/** What a slot's page says of the form that was sent to it. */
export interface Outcome {
  status: number;
  headers?: Record<string, string>;
  notice?: { title: string; text: string; tone: "bad" | "good" };
  faults: Faults;
}

type Words = Texts["slot"];
type Notice = NonNullable<Outcome["notice"]>;

const bad = (title: string, text: string): Notice => ({ title, text, tone: "bad" });

/** What is said of each refusal; of one that is not here the whole page tells. */
const NOTICES: Partial<
  Record<HoldfastError["code"], (words: Words, error: HoldfastError, slot: Slot) => Notice>
> = {
  NO_SEAT: (words, _error, { available }) =>
    available > 0 ? bad(words.tooFew(available), words.tooFewText) : bad(words.lost, words.lostText),
  CONTACT_LIMIT: (words, _error, { maxPerContact }) =>
    bad(words.shareTaken, maxPerContact === null ? words.shareWasTaken : words.shareTakenText(maxPerContact)),
  NOT_BOOKABLE: (words) => bad(words.late, words.lateText),
  SLOT_NOT_FULL: (words) => ({ title: words.freeAgain, text: words.freeAgainText, tone: "good" }),
  WAITLIST_FULL: (words) => bad(words.waitlistFull, words.waitlistFullText),
  RATE_LIMITED: (words, { retryAfterSeconds = 1 }) =>
    bad(words.limited, words.limitedText(retryAfterSeconds)),
  BUSY: (words) => bad(words.busy, words.busyText),
  IDEMPOTENCY_KEY_IN_USE: (words) => bad(words.busy, words.busyText),
  IDEMPOTENCY_MISMATCH: (words) => bad(words.sentBefore, words.sentBeforeText),
};

/** Whether the page of the slot can say what was refused. */
export const isTold = ({ code, issues }: HoldfastError): boolean =>
  code in NOTICES || code === "CONTACT_REQUIRED" || issues?.[0]?.path === "quantity";

/** What the page says of a refusal that it can tell. */
export function outcomeOf({ texts }: Visit, error: HoldfastError, status: number, slot: Slot): Outcome {
  const notice = NOTICES[error.code]?.(texts.slot, error, slot);
  if (notice) return { status, headers: errorHeaders(error), notice, faults: {} };
  if (error.code === "CONTACT_REQUIRED") {
    return { status, faults: { customer_contact: texts.fields.contactMissing } };
  }
  return { status, faults: { quantity: texts.fields.quantityUnfit(mostPlaces(slot, "join")) } };
}
