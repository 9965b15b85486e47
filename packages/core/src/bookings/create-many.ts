import { type CreateBookingsInput, HoldfastError, type Holds, QUANTITY_MAX_PLACES } from "@holdfast/contract";
import {
  type HoldRequest,
  type HoldsContext,
  holdRequest,
  isHold,
  placeHolds,
  type TransactionContext,
  withinHoldLimits,
} from "../holds/index.ts";
import { keyedRequest, runIdempotentWithin } from "../idempotency/index.ts";
import type { CreateOptions } from "../shared/index.ts";

/**
 * Places holds on several slots, all or none; lines for the same slot are added up to one hold. With the same
 * idempotency key, a repetition returns the first response.
 * @returns a hold per slot, in the order of the slots' first lines
 * @throws NO_SEAT, NOT_BOOKABLE, SLOT_NOT_FOUND for the first slot that refuses, named in the message; INVALID_INPUT where a
 *   slot's lines add up to more than 100 places; IDEMPOTENCY_KEY_IN_USE, IDEMPOTENCY_MISMATCH; RATE_LIMITED as
 *   `createBooking`; BUSY
 */
export async function createBookings(
  ctx: HoldsContext,
  input: CreateBookingsInput,
  options: CreateOptions = {},
): Promise<Holds> {
  const { holds, actor } = ctx;
  const { customer, idempotencyKey } = input;
  const keyed = keyedRequest(actor, "bookings.createMany", input);
  const keyedRequests = placesBySlot(input).map(([slotId, quantity]) =>
    holdRequest({ slotId, quantity, customer, idempotencyKey }, actor, keyed?.salt),
  );
  // The key has one record, of all the requests together.
  const requests = keyedRequests.map(({ idempotencyKey: _ofAll, ...request }) => request);
  const [subject = ""] = requests.map(({ slotId }) => slotId).sort();
  const place = () =>
    holds.transact(subject, (within) =>
      runIdempotentWithin(within.trx, keyed, options, () => placeAll(within, requests)),
    );
  return withinHoldLimits(ctx, requests, options.from, place, idempotencyKey);
}

/** @throws NO_SEAT, NOT_BOOKABLE, SLOT_NOT_FOUND for the first request that is refused */
async function placeAll(ctx: TransactionContext, requests: readonly HoldRequest[]): Promise<Holds> {
  const results = await placeHolds(ctx, requests);
  const items = results.map((result, index) => {
    if (isHold(result)) return result;
    if (!(result instanceof HoldfastError)) throw new Error("a line was left without a result");
    throw new HoldfastError(result.code, `${result.message}: slot ${requests[index]?.slotId}`);
  });
  return { items };
}

/** @throws INVALID_INPUT where a slot's lines add up to too many places */
function placesBySlot({ lines }: CreateBookingsInput): [slotId: string, quantity: number][] {
  const places = new Map<string, number>();
  for (const [index, { slotId, quantity }] of lines.entries()) {
    const sum = (places.get(slotId) ?? 0) + quantity;
    if (sum > QUANTITY_MAX_PLACES) {
      const message = `the lines for a slot may add up to ${QUANTITY_MAX_PLACES} places`;
      throw new HoldfastError("INVALID_INPUT", message, {
        issues: [{ path: `lines.${index}.quantity`, message }],
      });
    }
    places.set(slotId, sum);
  }
  return [...places];
}
