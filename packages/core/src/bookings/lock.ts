import { type Booking, HoldfastError } from "@holdfast/contract";
import type { BookingsTable, Database } from "@holdfast/db";
import { type Selectable, sql, type Transaction } from "kysely";
import type { TransactionContext } from "../holds/index.ts";
import { type LockedSlot, lockSlotsFairly, releaseDownTo } from "../inventory/index.ts";
import type { PromotionContext } from "../shared/index.ts";
import { bookingColumns, toBooking } from "./booking.ts";

/** A booking's row under its lock. */
type LockedBooking = Pick<Selectable<BookingsTable>, "status" | "quantity" | "slot_id"> & { isLive: boolean };

/**
 * Locks slots, in the order of their ids, lets in who waits for them, and then locks the booking, which must be on the slot that it was read on.
 * @throws BUSY where it was moved meanwhile, or where a slot stays locked
 */
export async function lockBooking(
  ctx: PromotionContext,
  id: string,
  slotId: string,
  slotIds: readonly string[],
): Promise<{ booking: LockedBooking; slots: Map<string, LockedSlot> }> {
  const locked = await lockSlotsFairly(ctx, [...new Set(slotIds)]);
  const slots = new Map(locked.map((slot) => [slot.id, slot]));
  const booking = await ctx.trx
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
  return { booking, slots };
}

/** Whether a locked slot has so many places free that nobody waits for, after releasing what is due, if need be. */
export async function hasRoom(
  trx: Transaction<Database>,
  slot: LockedSlot,
  places: number,
): Promise<boolean> {
  if (slot.waiting > 0) return false;
  const others = slot.capacity - places;
  return (await releaseDownTo(trx, slot, others)) <= others;
}

export async function update(
  trx: TransactionContext["trx"],
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
