import type { CreateBookingInput, Hold } from "@holdfast/contract";
import { type HoldsContext, holdRequest, ReplayedHold, withinHoldLimits } from "../holds/index.ts";
import type { Abortable, Caller, CreateOptions } from "../shared/index.ts";
import { isNoted, placeNotedHolds } from "./place-noted.ts";

/**
 * Places one hold; simultaneous requests share a transaction (see `HoldQueue`), except those with names,
 * answers, metadata or an external id. With the same idempotency key, a repetition returns the first response.
 * @param options `signal` drops a request that is aborted before it is sent to the database
 * @throws NO_SEAT, NOT_BOOKABLE, SLOT_NOT_FOUND; CONTACT_LIMIT, and CONTACT_REQUIRED for a customer without a contact, on a
 *   slot with a limit per contact; IDEMPOTENCY_KEY_IN_USE, IDEMPOTENCY_MISMATCH; INVALID_INPUT for names or answers that are not
 *   asked for; EXTERNAL_ID_TAKEN; UNAUTHORIZED for a customer's metadata or external id; RATE_LIMITED where the contact,
 *   or the address in `from`, holds too much; BUSY when too many wait, or the slot stays locked for too long
 */
export async function createBooking(
  ctx: HoldsContext & Caller,
  input: CreateBookingInput,
  { signal, onReplay, from }: CreateOptions & { signal?: Abortable | undefined } = {},
): Promise<Hold> {
  if (isNoted(input)) {
    const { slotId, quantity, customer, metadata, externalId, language, idempotencyKey } = input;
    const { attendees, answers } = input;
    // In one order, whatever the caller's: the payload's hash is to be the same over REST and tRPC.
    const noted = { metadata, externalId, language, idempotencyKey, attendees, answers };
    const payload = { slotId, quantity, customer, ...noted };
    const call = { operation: "bookings.create", payload } as const;
    return placeNotedHolds(ctx, call, [{ ...payload, at: "" }], { onReplay, from }, ([hold]) => hold as Hold);
  }
  const request = holdRequest(input, ctx.actor);
  const place = () => ctx.holds.place(request, signal);
  const placed = await withinHoldLimits(ctx, [request], from, place, input.idempotencyKey);
  if (!(placed instanceof ReplayedHold)) return placed;
  onReplay?.();
  return placed.hold;
}
