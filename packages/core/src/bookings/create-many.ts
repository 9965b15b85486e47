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
 * Asks for holds on several slots, all or none; lines for the same slot are added up to one hold.
 * Repeated with the same idempotency key, it gives the first answer again.
 * @returns a hold per slot, in the order in which the lines name them first
 * @throws NO_SEAT, SLOT_NOT_FOUND for the first slot that refuses, named in the message; INVALID_INPUT where a
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
  const asked = placesBySlot(input).map(([slotId, quantity]) =>
    holdRequest({ slotId, quantity, customer, idempotencyKey }, actor, keyed?.salt),
  );
  // The key is of all of them together.
  const requests = asked.map(({ idempotencyKey: _ofAll, ...request }) => request);
  const [subject = ""] = requests.map(({ slotId }) => slotId).sort();
  const place = () =>
    holds.transact(subject, (within) =>
      runIdempotentWithin(within.trx, keyed, options, () => placeAll(within, requests)),
    );
  return withinHoldLimits(ctx, requests, options.from, place, idempotencyKey);
}

/** Places a hold for each request, or throws why one cannot be placed. */
async function placeAll(ctx: TransactionContext, requests: readonly HoldRequest[]): Promise<Holds> {
  const answers = await placeHolds(ctx, requests);
  const items = answers.map((answer, index) => {
    if (isHold(answer)) return answer;
    if (!(answer instanceof HoldfastError)) throw new Error("a line was left without an answer");
    throw new HoldfastError(answer.code, `${answer.message}: slot ${requests[index]?.slotId}`);
  });
  return { items };
}

/** The places asked of each slot. */
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
