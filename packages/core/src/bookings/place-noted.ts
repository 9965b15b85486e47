import {
  type Answers,
  type CreateBookingInput,
  type Hold,
  HoldfastError,
  type Holds,
  type KeyedOperation,
  type Metadata,
  requireAsked,
} from "@holdfast/contract";
import { executeDeferred } from "@holdfast/db";
import { sql } from "kysely";
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
  byExternalId,
  type Caller,
  type CreateOptions,
  givingExternalIds,
  metadataColumns,
  type NewToken,
  NO_METADATA,
  newToken,
  requireMaySee,
  type Trx,
} from "../shared/index.ts";
import { answeredColumns, readAsked } from "./answers.ts";

/** What is to be noted on a hold. */
interface Note {
  attendees: string[] | undefined;
  answers: Answers | undefined;
  metadata: Metadata | undefined;
  externalId: string | undefined;
}

/** A hold to place, and what is to be noted on it. */
export interface NotedLine extends Note {
  slotId: string;
  quantity: number;
  /** Where the input has its answers: empty, or `lines.0.`. */
  at: string;
}

/** A call that places holds: what its idempotency key stands for. */
interface NotedCall {
  operation: KeyedOperation;
  /** Hashed as it is, the order of its fields included. */
  payload: Pick<CreateBookingInput, "customer" | "language" | "idempotencyKey">;
  /** Of the order that the holds are; undefined: they are none. */
  orderId?: string;
}

/**
 * Places holds, all or none, and notes who comes, answers, metadata and external ids on them, in a transaction of its own, beside
 * the queue: where an external id is taken, no other booking is to fail with it.
 * @param lines one for each slot
 * @param respond makes the response of the holds, in the order of the lines
 * @throws NO_SEAT, NOT_BOOKABLE, SLOT_NOT_FOUND, CONTACT_LIMIT, CONTACT_REQUIRED for the first line that is refused, with its slot in the
 *   message where there are several; INVALID_INPUT for names and answers that its resource does not ask for; UNAUTHORIZED for a
 *   customer's metadata or external id;
 *   EXTERNAL_ID_TAKEN; IDEMPOTENCY_KEY_IN_USE, IDEMPOTENCY_MISMATCH; RATE_LIMITED; BUSY
 */
export async function placeNotedHolds<Response extends Hold | Holds>(
  ctx: HoldsContext & Caller,
  { operation, payload, orderId }: NotedCall,
  lines: readonly NotedLine[],
  { onReplay, from }: CreateOptions,
  respond: (holds: Hold[]) => Response,
): Promise<Response> {
  const { db, holds, actor } = ctx;
  const { customer, language, idempotencyKey } = payload;
  const externalIds = lines.map(({ externalId }) => externalId);
  requireMaySee(ctx, ...lines.map(({ metadata }) => metadata), ...externalIds);
  const keyed = keyedRequest(actor, operation, payload);
  const order = orderId === undefined ? undefined : newToken(orderId, idempotencyKey, keyed?.salt);
  const requests = lines.map(({ slotId, quantity }) => {
    const request = holdRequest({ slotId, quantity, customer, language, idempotencyKey }, actor, keyed?.salt);
    // The key has one record, of all the requests together.
    const { idempotencyKey: _ofAll, ...unkeyed } = request;
    return order ? { ...unkeyed, token: order } : unkeyed;
  });
  const [subject = ""] = requests.map(({ slotId }) => slotId).sort();
  const place = () =>
    holds.transact(subject, (within) =>
      runIdempotentWithin(within.trx, keyed, { onReplay }, async () => {
        await requireAnswers(within.trx, lines);
        if (orderId !== undefined && order) await writeOrder(within.trx, orderId, order);
        const placed = await placeAll(within, requests, orderId);
        return respond(await writeNotes(within.trx, actor, placed, lines));
      }),
    );
  return givingExternalIds(db, "bookings", externalIds, () =>
    withinHoldLimits(ctx, requests, from, place, idempotencyKey),
  );
}

/** @throws INVALID_INPUT for names and answers that are not asked for, or not as they must be */
async function requireAnswers(trx: Trx, lines: readonly NotedLine[]): Promise<void> {
  const answering = lines.filter(({ attendees, answers }) => attendees ?? answers);
  if (answering.length === 0) return;
  const asked = await readAsked(
    trx,
    answering.map(({ slotId }) => slotId),
  );
  for (const { slotId, quantity, at, attendees = null, answers = null } of answering) {
    const ofSlot = asked.get(slotId);
    // A slot that is not there is refused behind this.
    if (ofSlot) requireAsked(ofSlot, { attendees, answers }, { quantity, attendees, answers }, at);
  }
}

/** Writes the order that holds are about to refer to. */
const writeOrder = (trx: Trx, id: string, { hash }: NewToken) =>
  executeDeferred(trx, sql`INSERT INTO orders (id, token_hash) VALUES (${id}, ${hash}::bytea)`);

/** @throws NO_SEAT, NOT_BOOKABLE, SLOT_NOT_FOUND, CONTACT_LIMIT, CONTACT_REQUIRED for the first request that is refused */
async function placeAll(
  ctx: TransactionContext,
  requests: readonly HoldRequest[],
  orderId: string | undefined,
): Promise<Hold[]> {
  const results = await placeHolds(ctx, requests, "wait", orderId);
  return results.map((result, index) => {
    if (isHold(result)) return result;
    if (!(result instanceof HoldfastError)) throw new Error("a request was left without a result");
    if (requests.length === 1) throw result;
    throw new HoldfastError(result.code, `${result.message}: slot ${requests[index]?.slotId}`);
  });
}

/** Writes the notes of holds that the transaction has placed, one for each. */
async function writeNotes(
  trx: Trx,
  actor: Actor,
  holds: readonly Hold[],
  notes: readonly Note[],
): Promise<Hold[]> {
  const noted = holds.map((hold, index) => ({ ...hold, ...given(notes[index]) }));
  const changed = noted.filter((_, index) => isNoted(notes[index])).sort(byExternalId);
  for (const { id, metadata, externalId, attendees, answers } of changed) {
    await trx
      .updateTable("bookings")
      .set({ ...metadataColumns({ metadata, externalId }), ...answeredColumns({ attendees, answers }) })
      .where("id", "=", id)
      .execute();
  }
  await writeAudit(
    trx,
    actor,
    changed.map(({ id, slotId, metadata, externalId, attendees, answers }) => ({
      action: "booking.updated",
      subjectId: id,
      slotId,
      ...changedFields(NOTHING, { metadata, externalId, attendees, answers }),
    })),
  );
  return noted;
}

/** Whether anything is to be noted on a hold. */
export const isNoted = (note: Partial<Note> | undefined): boolean =>
  Boolean(note?.metadata ?? note?.externalId ?? note?.attendees ?? note?.answers);

const NOTHING = { metadata: NO_METADATA, externalId: null, attendees: null, answers: null };

const given = (note: Note | undefined): Pick<Hold, keyof Note> => ({
  metadata: note?.metadata ?? NO_METADATA,
  externalId: note?.externalId ?? null,
  attendees: note?.attendees ?? null,
  answers: note?.answers ?? null,
});
