import type { Booking, Slot } from "@holdfast/contract";
import { isFree, offerOf } from "../offer.ts";

/** What a booking is to its visitor. */
export type BookingState = "held" | "expired" | "confirmed" | "over" | "checkedIn" | "noShow" | "cancelled";

export function stateOf(booking: Booking, now: number): BookingState {
  if (booking.status === "PENDING") return "held";
  if (booking.status === "FAILED") return "expired";
  if (booking.status === "CANCELLED") return "cancelled";
  if (booking.noShowAt) return "noShow";
  const isOver = Date.parse(booking.endsAt) <= now;
  // While some are missing, the ticket lets them in.
  if (booking.checkedInAt && (isOver || booking.checkedIn >= booking.quantity)) return "checkedIn";
  return isOver ? "over" : "confirmed";
}

const HOUR_MILLISECONDS = 60 * 60 * 1000;

/** Until when a visitor may cancel or move a confirmed booking: as the slot says, and never after its end. */
export function changeableUntil({ startsAt, endsAt }: Booking, slot: Slot | null | undefined): Date {
  const end = Date.parse(endsAt);
  const hours = slot?.cancelUntil ?? null;
  if (hours === null) return new Date(end);
  return new Date(Math.min(end, Date.parse(startsAt) - hours * HOUR_MILLISECONDS));
}

/** Whether an expired reservation may still become a booking, as far as a page can tell. */
export const isStillFree = (booking: Booking, slot: Slot | null | undefined, now: number): boolean =>
  slot != null && isFree(offerOf(slot, now)) && slot.available >= booking.quantity;
