import type { CreateBookingInput, Hold } from "@holdfast/contract";
import {
  type HoldRequest,
  type HoldsContext,
  holdRequest,
  ReplayedHold,
  withinHoldLimits,
} from "../holds/index.ts";
import type { Abortable, ClientAddress, CreateOptions } from "../shared/index.ts";

/**
 * Places one hold; simultaneous requests share a transaction (see `HoldQueue`). With the same idempotency key, a
 * repetition returns the first response.
 * @param options `signal` drops a request that is aborted before it is sent to the database
 * @throws NO_SEAT, NOT_BOOKABLE, SLOT_NOT_FOUND; IDEMPOTENCY_KEY_IN_USE, IDEMPOTENCY_MISMATCH; RATE_LIMITED where the
 *   contact, or the address in `from`, holds too much; BUSY when too many wait, or the slot stays locked for too long
 */
export async function createBooking(
  ctx: HoldsContext,
  input: CreateBookingInput,
  { signal, onReplay, from }: CreateOptions & { signal?: Abortable | undefined } = {},
): Promise<Hold> {
  const request = holdRequest(input, ctx.actor);
  const placed = await (from === undefined
    ? ctx.holds.place(request, signal)
    : placeWithinLimits(ctx, request, from, signal));
  if (!(placed instanceof ReplayedHold)) return placed;
  onReplay?.();
  return placed.hold;
}

/**
 * Places one hold within the limits on unconfirmed places.
 * @throws as `withinHoldLimits`, and what placing the hold throws
 */
const placeWithinLimits = (
  ctx: HoldsContext,
  request: HoldRequest,
  from: ClientAddress,
  signal: Abortable | undefined,
): Promise<Hold | ReplayedHold> =>
  withinHoldLimits(ctx, [request], from, () => ctx.holds.place(request, signal), request.idempotencyKey);
