import type { ExtendOrderInput, Order } from "@holdfast/contract";
import type { HoldsContext, TransactionContext } from "../holds/index.ts";
import { keyedChange, runIdempotentWithin } from "../idempotency/index.ts";
import type { Actor, Caller, ReplayOptions } from "../shared/index.ts";
import { extendLockedHolds } from "./extend.ts";
import { lockOrder, orderAsSeenBy, requireOrderStatus } from "./order.ts";

/**
 * Extends the live holds of an order as `extendHold` does each, all or none and once per idempotency key. Bookings that are
 * confirmed or cancelled stay as they are.
 * @throws ORDER_NOT_FOUND; HOLD_EXPIRED for the first booking that has expired, which the message names; BOOKING_NOT_PENDING where
 *   none is a hold; IDEMPOTENCY_KEY_IN_USE, IDEMPOTENCY_MISMATCH; BUSY
 */
export async function extendOrder(
  ctx: HoldsContext & Caller,
  input: ExtendOrderInput,
  options: ReplayOptions = {},
): Promise<Order> {
  const { holds, holdLimits, actor } = ctx;
  const { id } = input;
  const request = keyedChange(actor, "orders.extend", input);
  let isReplayed = false;
  const onReplay = () => {
    isReplayed = true;
    options.onReplay?.();
  };
  const order = await holds.transact(id, (within) =>
    runIdempotentWithin(within.trx, request, { onReplay }, () => extendWithin(within, actor, id)),
  );
  for (const { id, status } of order.bookings) {
    if (!isReplayed && status === "PENDING") holdLimits?.renew(id);
  }
  return orderAsSeenBy(ctx, order);
}

async function extendWithin(ctx: TransactionContext, actor: Actor, id: string): Promise<Order> {
  await extendLockedHolds(ctx, actor, await lockOrder(ctx.trx, id));
  return requireOrderStatus(ctx.trx, id, "PENDING");
}
