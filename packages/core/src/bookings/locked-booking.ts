import { type Booking, HoldfastError } from "@holdfast/contract";
import type { BookingsTable } from "@holdfast/db";
import { type Selectable, sql } from "kysely";
import type { Trx } from "../shared/index.ts";
import { bookingColumns, toBooking } from "./booking.ts";

/** Selects a booking's slot, and locks the booking until the transaction ends. */
export const selectForUpdate = (trx: Trx, id: string) =>
  trx.selectFrom("bookings").select("slot_id").where("id", "=", id).forUpdate();

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
  const booking = await selectForUpdate(trx, id)
    .select([
      "status",
      "quantity",
      sql<boolean>`status = 'CONFIRMED' OR (status = 'PENDING' AND expires_at > clock_timestamp())`.as(
        "isLive",
      ),
    ])
    .executeTakeFirstOrThrow();
  if (booking.slot_id !== slotId) throw new HoldfastError("BUSY", "The booking is being moved");
  return booking;
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
