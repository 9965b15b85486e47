import type { Booking } from "@holdfast/contract";
import { hasRecord } from "../idempotency/index.ts";
import { type ClientAddress, isStaff, newId } from "../shared/index.ts";
import type { HoldCounts, HoldsContext } from "./hold-limits.ts";

/**
 * Changes the quantity of a booking, unless its contact or address would have too much. More places of a hold count with it;
 * those of a confirmed booking as if they were booked and confirmed anew. Staff may have what they like.
 * @param before the booking, read before its lock
 * @param from undefined: nothing is counted
 * @throws RATE_LIMITED, and the errors of `change`
 */
export async function withinQuantityLimits(
  { db, holdLimits, actor }: HoldsContext,
  before: Booking,
  quantity: number,
  from: ClientAddress | undefined,
  change: () => Promise<Booking>,
  idempotencyKey: string | undefined,
): Promise<Booking> {
  if (!holdLimits) return change();
  const isLive = before.status === "PENDING" || before.status === "CONFIRMED";
  const isCounted = isLive && quantity > before.quantity && from !== undefined && !isStaff(actor);
  // A replay changes nothing, whatever the booking has by now.
  const isReplay = isCounted && idempotencyKey !== undefined && (await hasRecord(db, actor, idempotencyKey));
  if (!isCounted || isReplay) return countAfter(holdLimits, change);
  if (before.status === "CONFIRMED") return addConfirmed(holdLimits, before, quantity, from, change);
  await holdLimits.grow(countedRequest(before.id, before, quantity), from);
  return countAfter(holdLimits, change, before);
}

const countedRequest = (
  id: string,
  { slotId, customerName, customerContact }: Booking,
  quantity: number,
) => ({
  id,
  slotId,
  quantity,
  customer: { name: customerName, contact: customerContact },
});

/** Counts the places that a hold has after a change or, where that fails, as before it. */
async function countAfter(
  holdLimits: HoldCounts,
  change: () => Promise<Booking>,
  before?: Booking,
): Promise<Booking> {
  try {
    const booking = await change();
    holdLimits.hasPlaces(booking.id, booking.quantity);
    return booking;
  } catch (error) {
    if (before) holdLimits.hasPlaces(before.id, before.quantity);
    throw error;
  }
}

/** Counts the further places of a confirmed booking. */
async function addConfirmed(
  holdLimits: HoldCounts,
  before: Booking,
  quantity: number,
  from: ClientAddress,
  change: () => Promise<Booking>,
): Promise<Booking> {
  const id = newId();
  await holdLimits.reserve([countedRequest(id, before, quantity - before.quantity)], from);
  try {
    const booking = await change();
    holdLimits.confirm(id);
    return booking;
  } catch (error) {
    holdLimits.remove(id);
    throw error;
  }
}
