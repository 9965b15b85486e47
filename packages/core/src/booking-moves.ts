import {
  type Booking,
  type ConfirmBookingInput,
  type ExtendHoldInput,
  HoldfastError,
  type RescheduleBookingInput,
} from "@holdfast/contract";
import type { BookingsTable, Database } from "@holdfast/db";
import { type Selectable, sql, type Transaction } from "kysely";
import { type Actor, writeAudit } from "./audit.ts";
import { confirmBooking, getBooking, requireStatus } from "./booking.ts";
import { mayCancel } from "./change-statements.ts";
import type { Context, TransactionContext } from "./context.ts";
import { releaseDownTo } from "./due-holds.ts";
import { hasEvent, writeEvents } from "./events.ts";
import { NO_SEAT } from "./granting.ts";
import { enqueueExpiryJob } from "./jobs.ts";
import { bookingColumns, toBooking } from "./rows.ts";
import type { LockedSlot } from "./slot-locks.ts";
import { admitWaitingOf, lockSlotsFairly, type PromotionContext } from "./waitlist-promotion.ts";

/* What a booking may go through beside its straight life: more time, a second chance, another slot. */

/**
 * Gives a live hold its full time once more, counted from now, but never more than `MAX_HOLD_SECONDS` from its
 * creation; it never becomes shorter. At that bound the answer is the hold as it is.
 * @throws BOOKING_NOT_FOUND; HOLD_EXPIRED; BOOKING_NOT_PENDING where it is confirmed or cancelled
 */
export async function extendHold(
  { holds, holdLimits, actor }: Context,
  { id }: ExtendHoldInput,
): Promise<Booking> {
  const booking = await holds.transact(id, async (ctx) => {
    const before = await ctx.trx
      .selectFrom("bookings")
      .select("expires_at")
      .where("id", "=", id)
      .forUpdate()
      .executeTakeFirst();
    const row = await ctx.trx
      .updateTable("bookings")
      .set({
        expires_at: sql<Date>`greatest(expires_at, least(
          clock_timestamp() + make_interval(secs => ${ctx.holdSeconds}),
          created_at + make_interval(secs => ${ctx.maxHoldSeconds})))`,
        updated_at: sql<Date>`clock_timestamp()`,
      })
      .where("id", "=", id)
      .where("status", "=", "PENDING")
      .where("expires_at", ">", sql<Date>`clock_timestamp()`)
      .returning(bookingColumns)
      .executeTakeFirst();
    if (!before || !row) return requireStatus(ctx.trx, id, "PENDING");
    if (row.expires_at > before.expires_at) {
      await enqueueExpiryJob(ctx, row.expires_at);
      const change = { action: "booking.extended", subjectId: id, slotId: row.slot_id } as const;
      await writeAudit(ctx.trx, actor, [{ ...change, before: expiryOf(before), after: expiryOf(row) }]);
    }
    return toBooking(row);
  });
  holdLimits?.renew(id);
  return booking;
}

const expiryOf = (row: Pick<Selectable<BookingsTable>, "expires_at">) => ({
  expiresAt: row.expires_at.toISOString(),
});

/**
 * Confirms a booking as `confirmBooking` does, and where its hold has ended and `reacquire` is set, takes its places
 * again if they are still free. Where they are not, an event tells that money may have to go back; from then on it is
 * too late for good, because it may have gone back already.
 * @throws what `confirmBooking` throws; HOLD_EXPIRED where the places are taken, or were at an earlier attempt
 */
export async function confirmOrReacquireBooking(ctx: Context, input: ConfirmBookingInput): Promise<Booking> {
  try {
    return await confirmBooking(ctx, input);
  } catch (error) {
    const isTooLate = error instanceof HoldfastError && error.code === "HOLD_EXPIRED";
    if (!isTooLate || !input.reacquire) throw error;
    const booking = await reacquireBooking(ctx, input);
    if (!booking) throw new HoldfastError("HOLD_EXPIRED", "The hold has ended, and its places were taken");
    return booking;
  }
}

/**
 * Confirms a booking whose hold has ended, if its places are still free: it takes them again.
 * @returns undefined where they are taken, or were once: the event that says so has to be committed
 * @throws BOOKING_NOT_FOUND; BOOKING_NOT_PENDING where it was cancelled
 */
async function reacquireBooking(
  { db, holds, actor }: Context,
  { id }: { id: string },
): Promise<Booking | undefined> {
  const { slotId } = await getBooking({ db }, { id });
  return holds.transact(slotId, async (ctx) => {
    const { trx } = ctx;
    const { booking, slots } = await lockBooking(ctx, id, slotId, [slotId]);
    if (booking.status === "CANCELLED" || booking.status === "CONFIRMED") {
      return requireStatus(trx, id, "CONFIRMED");
    }
    // A hold that nobody has released yet is still counted.
    if (booking.status === "FAILED") {
      const slot = slots.get(slotId) as LockedSlot;
      const wasTooLate = await hasEvent(trx, "booking.confirmed_too_late", id);
      if (wasTooLate || slot.deleted_at || !(await hasRoom(trx, slot, booking.quantity))) {
        await writeEvents(trx, [{ type: "booking.confirmed_too_late", slotId, bookingId: id }]);
        return undefined;
      }
      await addBooked(trx, slotId, booking.quantity);
    }
    const change = { action: "booking.reacquired", subjectId: id, slotId } as const;
    const [before, after] = [{ status: "FAILED" }, { status: "CONFIRMED" }];
    await writeAudit(trx, actor, [{ ...change, before, after }]);
    return update(trx, id, { status: "CONFIRMED", failure_reason: null });
  });
}

/**
 * Moves a live hold or a confirmed booking to another slot of the same resource: it takes the new places and
 * gives back the old ones in one transaction. Moving it to where it is gives the same answer.
 * @throws BOOKING_NOT_FOUND, SLOT_NOT_FOUND; CANCELLATION_CLOSED where only staff may take it off its slot; NO_SEAT, NOT_BOOKABLE; OTHER_RESOURCE; HOLD_EXPIRED; BOOKING_NOT_PENDING where it
 *   was cancelled; BUSY where a slot stays locked
 */
export async function rescheduleBooking(
  { db, holds, actor }: Context,
  { id, slotId: toId }: RescheduleBookingInput,
): Promise<Booking> {
  const { slotId: fromId } = await getBooking({ db }, { id });
  return holds.transact(fromId < toId ? fromId : toId, async (ctx) => {
    const { trx } = ctx;
    const { booking, slots } = await lockBooking(ctx, id, fromId, [fromId, toId]);
    if (!booking.isLive) return requireStatus(trx, id, "CONFIRMED");
    if (fromId === toId) return getBooking({ db: trx }, { id });
    const slot = slots.get(toId);
    if (!slot || slot.deleted_at) throw new HoldfastError("SLOT_NOT_FOUND");
    if (!slot.isBookable) throw new HoldfastError("NOT_BOOKABLE");
    await requireSameResource(trx, fromId, toId);
    await requireMayLeave(trx, actor, fromId);
    if (!(await hasRoom(trx, slot, booking.quantity))) throw NO_SEAT;
    await addBooked(trx, toId, booking.quantity);
    await addBooked(trx, fromId, -booking.quantity);
    const change = { action: "booking.rescheduled", subjectId: id } as const;
    const [before, after] = [{ slotId: fromId }, { slotId: toId }];
    // One for the history of each slot; the booking's own shows the one of its new slot.
    const changes = [fromId, toId].map((slotId) => ({ ...change, slotId, before, after }));
    await writeAudit(trx, actor, changes);
    const moved = await update(trx, id, { slot_id: toId });
    await admitWaitingOf(ctx, [slots.get(fromId) as LockedSlot]);
    return moved;
  });
}

/** A booking's row under its lock. */
type LockedBooking = Pick<Selectable<BookingsTable>, "status" | "quantity" | "slot_id"> & { isLive: boolean };

/**
 * Locks slots, in the order of their ids, lets in who waits for them, and then locks the booking, which must be on the slot that it was read on.
 * @throws BUSY where it was moved meanwhile, or where a slot stays locked
 */
async function lockBooking(
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
async function hasRoom(trx: Transaction<Database>, slot: LockedSlot, places: number): Promise<boolean> {
  if (slot.waiting > 0) return false;
  const others = slot.capacity - places;
  return (await releaseDownTo(trx, slot, others)) <= others;
}

/** @throws CANCELLATION_CLOSED */
async function requireMayLeave(trx: Transaction<Database>, actor: Actor, slotId: string): Promise<void> {
  const slot = await trx
    .selectFrom("slots")
    .select(mayCancel(sql`${actor}::text`).as("mayLeave"))
    .where("id", "=", slotId)
    .executeTakeFirstOrThrow();
  if (!slot.mayLeave) throw new HoldfastError("CANCELLATION_CLOSED");
}

async function addBooked(trx: Transaction<Database>, slotId: string, places: number): Promise<void> {
  await trx
    .updateTable("slots")
    .set((slot) => ({ booked: slot("booked", "+", places) }))
    .where("id", "=", slotId)
    .execute();
}

async function requireSameResource(trx: Transaction<Database>, ...slotIds: string[]): Promise<void> {
  const owners = await trx
    .selectFrom("slots")
    .select("resource_id")
    .distinct()
    .where("id", "in", slotIds)
    .execute();
  if (owners.length > 1) throw new HoldfastError("OTHER_RESOURCE");
}

async function update(
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
