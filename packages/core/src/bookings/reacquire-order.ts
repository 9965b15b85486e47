import { HoldfastError, type Order } from "@holdfast/contract";
import { hasEntry, writeAudit } from "../audit/index.ts";
import type { HoldsContext, TransactionContext } from "../holds/index.ts";
import { type KeyedRequest, runIdempotentWithin } from "../idempotency/index.ts";
import {
  isStaffOnly,
  type LockedSlot,
  lockSlots,
  readContactShares,
  releaseAllExpiredHolds,
  withLockedSlots,
} from "../inventory/index.ts";
import { type Actor, isStaff, type ReplayOptions, type Trx } from "../shared/index.ts";
import { confirmLiveHolds } from "./confirm.ts";
import { isErased } from "./erase.ts";
import {
  type LockedOrderBooking,
  lockOrder,
  readOrder,
  requireOrderAnswers,
  requireOrderStatus,
} from "./order.ts";
import { TOO_LATE, takeAgain } from "./reacquire.ts";

/**
 * Confirms an order with expired holds if the places of all of these are still free, and their contact may have them, once per idempotency key. If not, an event
 * for each that is too late commits, and nothing else.
 * @throws ORDER_NOT_FOUND; HOLD_EXPIRED where one is too late; BOOKING_NOT_PENDING where all are cancelled; ANSWERS_MISSING; BUSY
 */
export async function reacquireOrder(
  { db, holds, actor }: HoldsContext,
  id: string,
  request: KeyedRequest | undefined,
  options: ReplayOptions,
): Promise<Order> {
  const { bookings } = await readOrder(db, id);
  const ofBookings = bookings.map((booking) => booking.id);
  const [subject = id] = bookings.map(({ slotId }) => slotId).sort();
  const order = await holds.transact(subject, (ctx) =>
    runIdempotentWithin(ctx.trx, request, options, () =>
      withLockedSlots(ctx, { ofBookings }, (slots) => reacquire(ctx, actor, id, slots)),
    ),
  );
  if (!order)
    throw new HoldfastError("HOLD_EXPIRED", "A hold of the order has ended, and its places were taken");
  return order;
}

/** @returns undefined where a hold is too late: the events must commit */
async function reacquire(
  ctx: TransactionContext,
  actor: Actor,
  id: string,
  slots: readonly LockedSlot[],
): Promise<Order | undefined> {
  const { trx } = ctx;
  const { expired, known } = await expiredUnderLock(trx, id, slots);
  const tooLate: LockedOrderBooking[] = [];
  for (const booking of expired) {
    const slot = known.get(booking.slot_id) as LockedSlot;
    if (await isTooLate(ctx, actor, booking, slot, expired)) tooLate.push(booking);
  }
  tooLate.push(
    ...(await withoutShare(trx, [...known.values()], expired)).filter((one) => !tooLate.includes(one)),
  );
  if (tooLate.length > 0) {
    for (const late of tooLate) {
      if (await wasTooLate(trx, late)) continue;
      await writeAudit(trx, actor, [{ subjectId: late.id, slotId: late.slot_id, ...TOO_LATE }]);
    }
    return undefined;
  }
  if (!isStaff(actor)) await requireOrderAnswers(trx, id);
  for (const booking of expired) await takeAgain(trx, actor, booking);
  const changes = (await lockOrder(trx, id)).map((booking) => ({ id: booking.id, actor }));
  await confirmLiveHolds(trx, changes, "wait");
  return requireOrderStatus(trx, id, "CONFIRMED").catch((error: unknown) => {
    const hasJustExpired = error instanceof HoldfastError && error.code === "HOLD_EXPIRED";
    throw hasJustExpired ? new HoldfastError("BUSY", "A hold of the order has just expired") : error;
  });
}

/**
 * The expired holds of an order, locked, and its slots once their expired holds are released as far as nobody waits: so one that
 * is looked at later does not take the places of one that was looked at before.
 * @throws BUSY where a booking has been moved to another slot
 */
async function expiredUnderLock(trx: Trx, id: string, slots: readonly LockedSlot[]) {
  const locked = await lockOrder(trx, id);
  const lockedSlots = new Map(slots.map((slot) => [slot.id, slot]));
  if (locked.some(({ slot_id }) => !lockedSlots.has(slot_id))) {
    throw new HoldfastError("BUSY", "The booking is being moved");
  }
  const { bookings } = await readOrder(trx, id);
  const failed = bookings.filter(({ status }) => status === "FAILED");
  const slotIds = [...new Set(failed.map(({ slotId }) => slotId))];
  await releaseAllExpiredHolds(
    trx,
    slotIds.filter((slotId) => lockedSlots.get(slotId)?.waiting === 0),
  );
  const ids = new Set(failed.map((booking) => booking.id));
  const expired = (await lockOrder(trx, id)).filter(
    (booking) => ids.has(booking.id) || booking.status === "FAILED",
  );
  const known = new Map(
    (
      await lockSlots(
        trx,
        slots.map((slot) => slot.id),
      )
    ).map((slot) => [slot.id, slot]),
  );
  return { expired, known };
}

const wasTooLate = (trx: Trx, { id }: LockedOrderBooking) => hasEntry(trx, id, "booking.confirmed_too_late");

/** Whether a hold is counted by its slot still: it has expired, but that is not written down. */
const isCounted = ({ status }: LockedOrderBooking) => status === "PENDING";

async function isTooLate(
  { trx, isOpenToAll }: TransactionContext,
  actor: Actor,
  booking: LockedOrderBooking,
  slot: LockedSlot,
  expired: readonly LockedOrderBooking[],
): Promise<boolean> {
  if (slot.deleted_at || isStaffOnly(slot, actor, isOpenToAll)) return true;
  if ((await wasTooLate(trx, booking)) || (await isErased(trx, booking.id))) return true;
  if (isCounted(booking)) return false;
  const places = expired
    .filter((other) => other.slot_id === slot.id && !isCounted(other))
    .reduce((sum, { quantity }) => sum + quantity, 0);
  return slot.booked + places > slot.capacity;
}

/** The expired holds that their contact may not have beside what it has by now, whoever confirms, as in `reacquireBooking`. */
async function withoutShare(
  trx: Trx,
  slots: readonly LockedSlot[],
  expired: readonly LockedOrderBooking[],
): Promise<LockedOrderBooking[]> {
  const claimOf = ({ slot_id: slotId, quantity, customer_contact: contact }: LockedOrderBooking) => {
    return { slotId, quantity, customer: { contact }, actor: "system" as const };
  };
  const butFor = expired.map(({ id }) => id);
  const shares = await readContactShares(trx, slots, expired.map(claimOf), { butFor });
  return expired.filter((booking) => !shares.grant(claimOf(booking)));
}
