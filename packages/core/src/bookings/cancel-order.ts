import { type CancelOrderInput, HoldfastError, type Order } from "@holdfast/contract";
import { lockingTransaction } from "../concurrency/index.ts";
import type { HoldsContext, TransactionContext } from "../holds/index.ts";
import { keyedChange, runIdempotentWithin } from "../idempotency/index.ts";
import { type LockedSlot, withLockedSlots } from "../inventory/index.ts";
import type { Actor, Caller, ReplayOptions } from "../shared/index.ts";
import { cancelOnLockedSlots } from "./cancel.ts";
import { lockOrder, orderAsSeenBy, readOrder, requireOrderStatus } from "./order.ts";

/** Its bookings may be moved to other slots, or be locked, while its slots are locked. */
const CANCEL_MAX_ATTEMPTS = 3;

/**
 * Cancels the live holds and confirmed bookings of an order, all or none, clears no-shows, and releases the places in the same
 * transaction, once per idempotency key. Bookings that have expired or are cancelled stay as they are; a repetition without a
 * key changes nothing.
 * @throws ORDER_NOT_FOUND; for the first booking that refuses, which the message names, BOOKING_CHECKED_IN or
 *   CANCELLATION_CLOSED as `cancelBooking`; HOLD_EXPIRED where all have expired; IDEMPOTENCY_KEY_IN_USE, IDEMPOTENCY_MISMATCH;
 *   BUSY where a slot or a booking stays locked
 */
export async function cancelOrder(
  ctx: HoldsContext & Caller,
  input: CancelOrderInput,
  options: ReplayOptions = {},
): Promise<Order> {
  const { db, holds, holdLimits, actor } = ctx;
  const { id } = input;
  const request = keyedChange(actor, "orders.cancel", input);
  for (let attempt = 1; attempt <= CANCEL_MAX_ATTEMPTS; attempt += 1) {
    const { bookings } = await readOrder(db, id);
    const ofBookings = bookings.map((booking) => booking.id);
    const [subject = id] = bookings.map(({ slotId }) => slotId).sort();
    const order = await holds.transact(subject, (within) =>
      runIdempotentWithin(within.trx, request, options, () =>
        withLockedSlots(within, { ofBookings }, (slots) => cancelWithin(within, actor, id, slots)),
      ),
    );
    if (order) {
      for (const { id, status } of order.bookings) if (status === "CANCELLED") holdLimits?.remove(id);
      return orderAsSeenBy(ctx, order);
    }
    // The wait for a booking comes without the lock of a slot, because it would block the slot's other requests.
    await lockingTransaction(db, id, (trx) => lockOrder(trx, id));
  }
  throw new HoldfastError("BUSY", "The booking is in use");
}

/** @returns undefined where a booking is locked, or on another slot than those that are */
async function cancelWithin(
  { trx, isOpenToAll }: TransactionContext,
  actor: Actor,
  id: string,
  slots: readonly LockedSlot[],
): Promise<Order | undefined> {
  const locked = await lockOrder(trx, id, "skip");
  const { bookings } = await readOrder(trx, id);
  const known = new Set(slots.map((slot) => slot.id));
  if (locked.length < bookings.length || locked.some(({ slot_id }) => !known.has(slot_id))) return undefined;
  const changes = locked.map((booking) => ({ id: booking.id, actor }));
  await cancelOnLockedSlots(trx, changes, slots, isOpenToAll);
  return requireOrderStatus(trx, id, "CANCELLED");
}
