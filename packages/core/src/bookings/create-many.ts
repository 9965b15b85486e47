import {
  type CreateBookingsInput,
  type Hold,
  HoldfastError,
  type Holds,
  type InputIssue,
  QUANTITY_MAX_PLACES,
} from "@holdfast/contract";
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
import { type Caller, type CreateOptions, givingExternalIds, requireMaySee } from "../shared/index.ts";
import { noteMetadata } from "./create-with-metadata.ts";

/**
 * Places holds on several slots, all or none; lines for the same slot are added up to one hold. Each has the metadata of the
 * call, and the external id of its line. With the same idempotency key, a repetition returns the first response.
 * @returns a hold per slot, in the order of the slots' first lines
 * @throws NO_SEAT, NOT_BOOKABLE, SLOT_NOT_FOUND for the first slot that refuses, named in the message; INVALID_INPUT where a
 *   slot's lines add up to more than 100 places, or external ids do not fit; EXTERNAL_ID_TAKEN; UNAUTHORIZED as
 *   `createBooking`; IDEMPOTENCY_KEY_IN_USE, IDEMPOTENCY_MISMATCH; RATE_LIMITED as `createBooking`; BUSY
 */
export async function createBookings(
  ctx: HoldsContext & Caller,
  input: CreateBookingsInput,
  options: CreateOptions = {},
): Promise<Holds> {
  const { db, holds, actor } = ctx;
  const { customer, metadata, idempotencyKey } = input;
  requireMaySee(ctx, metadata, ...input.lines.map(({ externalId }) => externalId));
  const keyed = keyedRequest(actor, "bookings.createMany", input);
  const lines = linesBySlot(input);
  const keyedRequests = lines.map(({ slotId, quantity }) =>
    holdRequest({ slotId, quantity, customer, idempotencyKey }, actor, keyed?.salt),
  );
  // The key has one record, of all the requests together.
  const requests = keyedRequests.map(({ idempotencyKey: _ofAll, ...request }) => request);
  const notes = lines.map(({ externalId }) => ({ metadata, externalId }));
  const [subject = ""] = requests.map(({ slotId }) => slotId).sort();
  const place = () =>
    holds.transact(subject, (within) =>
      runIdempotentWithin(within.trx, keyed, options, async () => {
        const placed = await placeAll(within, requests);
        return { items: await noteMetadata(within.trx, actor, placed, notes) };
      }),
    );
  const externalIds = notes.map(({ externalId }) => externalId);
  return givingExternalIds(db, "bookings", externalIds, () =>
    withinHoldLimits(ctx, requests, options.from, place, idempotencyKey),
  );
}

/** @throws NO_SEAT, NOT_BOOKABLE, SLOT_NOT_FOUND for the first request that is refused */
async function placeAll(ctx: TransactionContext, requests: readonly HoldRequest[]): Promise<Hold[]> {
  const results = await placeHolds(ctx, requests);
  return results.map((result, index) => {
    if (isHold(result)) return result;
    if (!(result instanceof HoldfastError)) throw new Error("a line was left without a result");
    throw new HoldfastError(result.code, `${result.message}: slot ${requests[index]?.slotId}`);
  });
}

interface Line {
  slotId: string;
  quantity: number;
  externalId: string | undefined;
}

/**
 * Adds up the lines of each slot.
 * @throws INVALID_INPUT where they are too many places, or where two bookings would have one external id, or one booking two
 */
function linesBySlot({ lines }: CreateBookingsInput): Line[] {
  const bySlot = new Map<string, Line>();
  const slotOf = new Map<string, string>();
  for (const [index, { slotId, quantity, externalId }] of lines.entries()) {
    const before = bySlot.get(slotId);
    const sum = (before?.quantity ?? 0) + quantity;
    if (sum > QUANTITY_MAX_PLACES) {
      const message = `the lines for a slot may add up to ${QUANTITY_MAX_PLACES} places`;
      throw refused({ path: `lines.${index}.quantity`, message });
    }
    const owner = externalId === undefined ? slotId : (slotOf.get(externalId) ?? slotId);
    const known = before?.externalId;
    if (owner !== slotId || (known !== undefined && externalId !== undefined && known !== externalId)) {
      const message = "one booking, of all lines for a slot, has one external id, and no other has it";
      throw refused({ path: `lines.${index}.externalId`, message });
    }
    if (externalId !== undefined) slotOf.set(externalId, slotId);
    bySlot.set(slotId, { slotId, quantity: sum, externalId: externalId ?? known });
  }
  return [...bySlot.values()];
}

const refused = (issue: InputIssue) => new HoldfastError("INVALID_INPUT", issue.message, { issues: [issue] });
