import { type ConfirmOrderInput, HoldfastError, type Order } from "@holdfast/contract";
import type { HoldsContext, TransactionContext } from "../holds/index.ts";
import { keyedChange, runIdempotentWithin } from "../idempotency/index.ts";
import { type Actor, type Caller, isStaff, type ReplayOptions, type Trx } from "../shared/index.ts";
import { confirmLiveHolds } from "./confirm.ts";
import { lockOrder, orderAsSeenBy, requireOrderAnswers, requireOrderStatus } from "./order.ts";
import { reacquireOrder } from "./reacquire-order.ts";

/** What to confirm; `reacquire` is false where it is left out. */
type ConfirmInput = Pick<ConfirmOrderInput, "id"> & Partial<ConfirmOrderInput>;

/**
 * Confirms the live holds of an order, all or none, in a transaction of its own and once per idempotency key. Bookings that are
 * confirmed or cancelled stay as they are; a repetition without a key changes nothing. With `reacquire`, expired holds are
 * confirmed, too, as `confirmOrReacquireBooking` does.
 * @throws ORDER_NOT_FOUND; HOLD_EXPIRED for the first booking that has expired, which the message names; BOOKING_NOT_PENDING where
 *   all are cancelled; ANSWERS_MISSING where a hold of a customer's lacks what its resource requires; IDEMPOTENCY_KEY_IN_USE, IDEMPOTENCY_MISMATCH; BUSY
 */
export async function confirmOrder(
  ctx: HoldsContext & Caller,
  { reacquire = false, ...given }: ConfirmInput,
  options: ReplayOptions = {},
): Promise<Order> {
  const { holds, holdLimits, actor } = ctx;
  const { id } = given;
  const payload = { ...given, reacquire };
  const request = keyedChange(actor, "orders.confirm", payload);
  const confirm = ({ trx }: TransactionContext) =>
    runIdempotentWithin(trx, request, options, () => confirmWithin(trx, actor, id));
  const late = (error: unknown) => {
    const isTooLate = error instanceof HoldfastError && error.code === "HOLD_EXPIRED";
    if (!isTooLate || !reacquire) throw error;
    return reacquireOrder(ctx, id, request, options);
  };
  const order = await holds.transact(id, confirm).catch(late);
  for (const { id, status } of order.bookings) if (status === "CONFIRMED") holdLimits?.confirm(id);
  return orderAsSeenBy(ctx, order);
}

async function confirmWithin(trx: Trx, actor: Actor, id: string): Promise<Order> {
  const bookings = await lockOrder(trx, id);
  await confirmLiveHolds(
    trx,
    bookings.map((booking) => ({ id: booking.id, actor })),
    "wait",
  );
  return requireConfirmed(trx, actor, id);
}

/** @throws as `confirmOrder`: an expired hold first, then what is missing of the others */
async function requireConfirmed(trx: Trx, actor: Actor, id: string): Promise<Order> {
  try {
    return await requireOrderStatus(trx, id, "CONFIRMED");
  } catch (error) {
    const isLeft = error instanceof HoldfastError && error.code === "BOOKING_NOT_PENDING";
    if (isLeft && !isStaff(actor)) await requireOrderAnswers(trx, id);
    throw error;
  }
}
