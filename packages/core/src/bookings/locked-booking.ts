import { type Booking, HoldfastError } from "@holdfast/contract";
import type { BookingsTable } from "@holdfast/db";
import { type Selectable, sql } from "kysely";
import { type LockedSlot, releaseDownTo } from "../inventory/index.ts";
import type { Trx } from "../shared/index.ts";
import { bookingColumns, toBooking } from "./booking.ts";

/** A locked booking. */
type LockedBooking = Pick<Selectable<BookingsTable>, "status" | "quantity" | "slot_id"> & { isLive: boolean };

/**
 * Locks a booking of a locked slot until the transaction ends.
 * @throws BUSY where the booking has been moved to another slot
 */
export async function lockBooking(
  trx: Trx,
  id: string,
  slotId: string,
): Promise<LockedBooking> {
  const booking = await trx
    .selectFrom("bookings")
    .select([
      "status",
      "quantity",
      "slot_id",
      sql<boolean>`status = 'CONFIRMED' OR (status = 'PENDING' AND expires_at > clock_timestamp())`.as(
        "isLive",
      ),
    ])
    .where("id", "=", id)
    .forUpdate()
    .executeTakeFirstOrThrow();
  if (booking.slot_id !== slotId) throw new HoldfastError("BUSY", "The booking is being moved");
  return booking;
}

/** Whether a locked slot has so many free places and no waiting entries. It writes down expired holds if it needs their places. */
export async function hasRoom(
  trx: Trx,
  slot: LockedSlot,
  places: number,
): Promise<boolean> {
  if (slot.waiting > 0) return false;
  const others = slot.capacity - places;
  return (await releaseDownTo(trx, slot, others)) <= others;
}

/** Changes a locked booking, and returns it. */
export async function updateBooking(
  trx: Trx,
  id: string,
  changes: Partial<Pick<Selectable<BookingsTable>, "status" | "failure_reason" | "slot_id">>,
): Promise<Booking> {
  const row = await trx
    .updateTable("bookings")
    .set({ ...changes, updated_at: sql<Date>`clock_timestamp()` })
    .where("id", "=", id)
    .returning(bookingColumns)
    .executeTakeFirstOrThrow();
  return toBooking(row);
}
