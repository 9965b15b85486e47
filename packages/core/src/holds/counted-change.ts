import type { Booking } from "@holdfast/contract";
import { hasRecord } from "../idempotency/index.ts";
import { type ClientAddress, type Db, isStaff, newId } from "../shared/index.ts";
import type { HoldCounts, HoldsContext } from "./hold-limits.ts";

/** How a change of a booking counts. */
export interface CountedChange {
  /** The booking, read before its lock. */
  before: Booking;
  idempotencyKey: string | undefined;
  read: (db: Db, id: string) => Promise<Booking>;
  /**
   * Counts the booking as it is about to be; undefined: it cannot have too much by that.
   * @throws RATE_LIMITED where its contact or address would have too much
   */
  count: ((limits: HoldCounts) => Promise<void>) | undefined;
  /** Counts the booking as it is, after the change or its failure. */
  settle: (limits: HoldCounts, booking: Booking, isChanged: boolean) => void;
}

/**
 * Changes a booking, unless its contact or address would have too much. Staff may give it what they like.
 * @throws RATE_LIMITED, and the errors of `change`
 */
export async function withinLimits<Changed extends Booking>(
  { db, actor, holdLimits }: Pick<HoldsContext, "db" | "actor" | "holdLimits">,
  { before, idempotencyKey, read, count, settle }: CountedChange,
  change: () => Promise<Changed>,
): Promise<Changed> {
  if (!holdLimits) return change();
  // A replay changes nothing, whatever the booking is by now.
  if (idempotencyKey !== undefined && (await hasRecord(db, actor, idempotencyKey))) return change();
  const isCounted = count !== undefined && !isStaff(actor);
  if (isCounted) await count(holdLimits);
  try {
    const booking = await change();
    settle(holdLimits, booking, true);
    return booking;
  } catch (error) {
    // Another change may have succeeded meanwhile.
    if (isCounted) settle(holdLimits, await read(db, before.id).catch(() => before), false);
    throw error;
  }
}

/**
 * How another quantity counts: more places of a hold with it, those of a confirmed booking as if they were booked and
 * confirmed anew.
 * @param from undefined: nothing is counted
 */
export function countedQuantity(
  before: Booking,
  quantity: number,
  from: ClientAddress | undefined,
): Pick<CountedChange, "count" | "settle"> {
  const { id, slotId, status, customerName: name, customerContact: contact } = before;
  const isMore = quantity > before.quantity && from !== undefined;
  const request = { id, slotId, quantity, customer: { name, contact } };
  if (isMore && status === "CONFIRMED") {
    const added = { ...request, id: newId(), quantity: quantity - before.quantity };
    return {
      count: (limits) => limits.reserve([added], from),
      settle: (limits, _booking, isChanged) =>
        isChanged ? limits.confirm(added.id) : limits.remove(added.id),
    };
  }
  return {
    count: isMore && status === "PENDING" ? (limits) => limits.grow(request, from) : undefined,
    settle: (limits, booking) => limits.hasPlaces(id, booking.quantity),
  };
}
