import type { CreateBookingInput, Hold } from "@holdfast/contract";
import { type HoldsContext, holdRequest, ReplayedHold, withinHoldLimits } from "../holds/index.ts";
import type { Abortable, CreateOptions } from "../shared/index.ts";

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
  const place = () => ctx.holds.place(request, signal);
  const placed = await withinHoldLimits(ctx, [request], from, place, input.idempotencyKey);
  if (!(placed instanceof ReplayedHold)) return placed;
  onReplay?.();
  return placed.hold;
}
