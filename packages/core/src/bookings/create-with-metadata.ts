import { type CreateBookingInput, type Hold, HoldfastError, type Metadata } from "@holdfast/contract";
import { changedFields, writeAudit } from "../audit/index.ts";
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
import {
  type Actor,
  type Caller,
  type CreateOptions,
  givingExternalIds,
  metadataColumns,
  NO_METADATA,
  requireMaySee,
  type Trx,
} from "../shared/index.ts";

/**
 * Places one hold that has metadata or an external id, in a transaction of its own, beside the queue: where the external
 * id is taken, no other booking is to fail with it.
 * @throws as `createBooking`; UNAUTHORIZED for a customer; EXTERNAL_ID_TAKEN
 */
export async function createBookingWithMetadata(
  ctx: HoldsContext & Caller,
  { slotId, quantity, customer, metadata, externalId, idempotencyKey }: CreateBookingInput,
  options: CreateOptions,
): Promise<Hold> {
  const { db, holds, actor } = ctx;
  requireMaySee(ctx, metadata, externalId);
  // In one order, whatever the caller's: the payload's hash is to be the same over REST and tRPC.
  const payload = { slotId, quantity, customer, metadata, externalId, idempotencyKey };
  const keyed = keyedRequest(actor, "bookings.create", payload);
  const { idempotencyKey: _recordedHere, ...request } = holdRequest(
    { slotId, quantity, customer, idempotencyKey },
    actor,
    keyed?.salt,
  );
  const note = { metadata, externalId };
  const place = () =>
    holds.transact(slotId, (within) =>
      runIdempotentWithin(within.trx, keyed, options, async () => {
        const hold = await placeOne(within, request);
        const [noted] = await noteMetadata(within.trx, actor, [hold], [note]);
        return noted as Hold;
      }),
    );
  return givingExternalIds(db, "bookings", [externalId], () =>
    withinHoldLimits(ctx, [request], options.from, place, idempotencyKey),
  );
}

/** @throws NO_SEAT, NOT_BOOKABLE, SLOT_NOT_FOUND */
async function placeOne(ctx: TransactionContext, request: HoldRequest): Promise<Hold> {
  const [result] = await placeHolds(ctx, [request]);
  if (result instanceof HoldfastError) throw result;
  if (!result || !isHold(result)) throw new Error("a request was left without a result");
  return result;
}

/** What is to be noted on a hold. */
export interface Note {
  metadata: Metadata | undefined;
  externalId: string | undefined;
}

/**
 * Writes metadata and external ids of holds that the transaction has placed, one for each. External ids are written in their
 * order, so that two transactions do not wait for each other.
 */
export async function noteMetadata(
  trx: Trx,
  actor: Actor,
  holds: readonly Hold[],
  notes: readonly Note[],
): Promise<Hold[]> {
  const noted = holds.map((hold, index) => ({ ...hold, ...given(notes[index]) }));
  const changed = noted
    .filter((_, index) => notes[index]?.metadata || notes[index]?.externalId !== undefined)
    .sort((one, other) => ((one.externalId ?? "") < (other.externalId ?? "") ? -1 : 1));
  for (const { id, metadata, externalId } of changed) {
    await trx
      .updateTable("bookings")
      .set(metadataColumns({ metadata, externalId }))
      .where("id", "=", id)
      .execute();
  }
  await writeAudit(
    trx,
    actor,
    changed.map(({ id, slotId, metadata, externalId }) => ({
      action: "booking.updated",
      subjectId: id,
      slotId,
      ...changedFields(NOTHING, { metadata, externalId }),
    })),
  );
  return noted;
}

const NOTHING = { metadata: NO_METADATA, externalId: null };

const given = (note: Note | undefined): { metadata: Metadata; externalId: string | null } => ({
  metadata: note?.metadata ?? NO_METADATA,
  externalId: note?.externalId ?? null,
});
