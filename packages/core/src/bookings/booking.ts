import { type Booking, type BookingStatus, HoldfastError } from "@holdfast/contract";
import type { BookingsTable, Database } from "@holdfast/db";
import { type Kysely, type Selectable, sql } from "kysely";
import { isExpired } from "../inventory/index.ts";
import type { DbContext } from "../shared/index.ts";

/** The columns of a booking. An expired hold reads as FAILED, whether or not that is written down. */
export const bookingColumns = [
  "bookings.id",
  "bookings.slot_id",
  "bookings.customer_name",
  "bookings.customer_contact",
  "bookings.quantity",
  "bookings.checked_in_at",
  "bookings.no_show_at",
  "bookings.expires_at",
  "bookings.created_at",
  "bookings.updated_at",
  sql<BookingsTable["status"]>`CASE WHEN ${isExpired} THEN 'FAILED' ELSE bookings.status END`.as("status"),
  sql<
    BookingsTable["failure_reason"]
  >`CASE WHEN ${isExpired} THEN 'HOLD_EXPIRED' ELSE bookings.failure_reason END`.as("failure_reason"),
] as const;

/** A row of `bookingColumns`. */
export type BookingRow = Omit<Selectable<BookingsTable>, "contact_key" | "token_hash">;

/** Maps a row to the contract's `Booking`. */
export const toBooking = (row: BookingRow): Booking => ({
  id: row.id,
  slotId: row.slot_id,
  status: row.status,
  failureReason: row.failure_reason,
  quantity: row.quantity,
  customerName: row.customer_name,
  customerContact: row.customer_contact,
  checkedInAt: row.checked_in_at?.toISOString() ?? null,
  noShowAt: row.no_show_at?.toISOString() ?? null,
  expiresAt: row.expires_at.toISOString(),
  createdAt: row.created_at.toISOString(),
  updatedAt: row.updated_at.toISOString(),
});

/**
 * Reads a booking.
 * @throws BOOKING_NOT_FOUND
 */
export async function getBooking({ db }: DbContext, { id }: { id: string }): Promise<Booking> {
  const row = await db.selectFrom("bookings").select(bookingColumns).where("id", "=", id).executeTakeFirst();
  if (!row) throw new HoldfastError("BOOKING_NOT_FOUND");
  return toBooking(row);
}

/**
 * Reads a booking that a verb could not change, for a repetition of the verb.
 * @internal
 * @param wanted the status that the verb leaves
 * @throws BOOKING_NOT_FOUND; where the booking has another status, the reason for the verb's refusal: HOLD_EXPIRED,
 *   BOOKING_CHECKED_IN, CANCELLATION_CLOSED or BOOKING_NOT_PENDING
 */
export async function requireStatus(
  db: Kysely<Database>,
  id: string,
  wanted: BookingStatus,
): Promise<Booking> {
  const booking = await getBooking({ db }, { id });
  if (booking.status === wanted) return booking;
  if (booking.status === "FAILED") throw new HoldfastError("HOLD_EXPIRED", "The hold ended before this");
  // Only two things keep a live booking from being cancelled.
  if (wanted === "CANCELLED") {
    throw new HoldfastError(booking.checkedInAt ? "BOOKING_CHECKED_IN" : "CANCELLATION_CLOSED");
  }
  throw new HoldfastError("BOOKING_NOT_PENDING", `The booking is ${booking.status}`);
}
