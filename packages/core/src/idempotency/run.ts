import { HoldfastError, type KeyedOperation } from "@holdfast/contract";
import { lockingTransaction } from "../concurrency/index.ts";
import type { ReplayOptions, Trx, WriteContext } from "../shared/index.ts";
import {
  type IdempotentInput,
  type KeyedRequest,
  keyedChange,
  keyedRequest,
  lockKeys,
  writeRecords,
} from "./records.ts";

/** The context of an effect, inside the transaction of its record. */
export interface EffectContext extends WriteContext {
  db: Trx;
}

/** An effect; its writes commit together with the record. */
type Effect<Response> = (ctx: EffectContext) => Promise<Response>;

/**
 * Creates something in a transaction, once per idempotency key. A repeated request replays the first response.
 * @param lockedId the id of the row whose lock the effect may wait for: the key of its bulkhead
 * @throws IDEMPOTENCY_KEY_IN_USE while an equal request is under way; IDEMPOTENCY_MISMATCH for another payload; BUSY
 */
export function runIdempotent<Response>(
  ctx: WriteContext,
  operation: KeyedOperation,
  input: IdempotentInput,
  options: ReplayOptions,
  create: Effect<Response>,
  lockedId?: string,
): Promise<Response> {
  return runRequest(ctx, keyedRequest(ctx.actor, operation, input), options, create, lockedId);
}

/**
 * Changes what is there in a transaction, once per idempotency key; as `runIdempotent` in all else.
 * @param input the change, with the id of what it changes
 */
export function runIdempotentChange<Response>(
  ctx: WriteContext,
  operation: KeyedOperation,
  input: IdempotentInput,
  options: ReplayOptions,
  change: Effect<Response>,
  lockedId?: string,
): Promise<Response> {
  return runRequest(ctx, keyedChange(ctx.actor, operation, input), options, change, lockedId);
}

function runRequest<Response>(
  { db, actor }: WriteContext,
  request: KeyedRequest | undefined,
  options: ReplayOptions,
  effect: Effect<Response>,
  lockedId: string | undefined,
): Promise<Response> {
  const work = (trx: Trx) => runIdempotentWithin(trx, request, options, () => effect({ db: trx, actor }));
  return lockedId ? lockingTransaction(db, lockedId, work) : db.transaction().execute(work);
}

/**
 * `runIdempotent` inside the caller's transaction.
 * @param effect undefined in place of a response has no record: a refusal whose transaction commits
 */
export async function runIdempotentWithin<Response>(
  trx: Trx,
  request: KeyedRequest | undefined,
  { onReplay }: ReplayOptions,
  effect: () => Promise<Response>,
): Promise<Response> {
  if (!request) return effect();
  const [earlier] = await lockKeys(trx, [request]);
  if (earlier instanceof HoldfastError) throw earlier;
  if (earlier) {
    onReplay?.();
    return earlier.response as Response;
  }
  const response = await effect();
  if (response !== undefined) await writeRecords(trx, [{ ...request, response }]);
  return response;
}
