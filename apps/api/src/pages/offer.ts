/* What a slot offers a visitor at a moment. It has no imports: the pages' scripts judge a slot that changes by the same rule. */

/** What of a slot decides it. */
export interface OfferedSlot {
  startsAt: string;
  endsAt: string;
  capacity: number;
  available: number;
  closed: boolean;
  bookableFrom: string | null;
  bookableUntil: string | null;
  leadMinutes: number;
}

/**
 * - `free`, `few`: it can be booked; of few places the visitor is told.
 * - `full`: others may give places back, so there is a waitlist.
 * - `early`: its booking window has not begun.
 * - `late`: its booking window or its lead time is over; staff may still book it.
 * - `closed`: it takes no bookings.
 * - `past`: it has ended.
 */
export type Offer = "free" | "few" | "full" | "early" | "late" | "closed" | "past";

const FEW_MAX_PLACES = 5;
/** Few are at most a fifth of all places. */
const FEW_SHARE = 0.2;
const MINUTE_MILLISECONDS = 60_000;

/** What a slot offers at `now`, in milliseconds since 1970. */
export function offerOf(slot: OfferedSlot, now: number): Offer {
  const { bookableFrom, bookableUntil, leadMinutes, available, capacity } = slot;
  if (Date.parse(slot.endsAt) <= now) return "past";
  if (slot.closed) return "closed";
  if (bookableFrom !== null && Date.parse(bookableFrom) > now) return "early";
  if (bookableUntil !== null && Date.parse(bookableUntil) <= now) return "late";
  if (leadMinutes > 0 && Date.parse(slot.startsAt) - leadMinutes * MINUTE_MILLISECONDS <= now) return "late";
  if (available <= 0) return "full";
  return available < capacity && available <= Math.max(1, Math.min(FEW_MAX_PLACES, capacity * FEW_SHARE))
    ? "few"
    : "free";
}

/** Whether an offer can be taken. */
export const isFree = (offer: Offer): boolean => offer === "free" || offer === "few";
