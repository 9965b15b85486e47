import { HoldfastError } from "@holdfast/contract";
import { lockingTransaction } from "../concurrency/index.ts";
import type { CreateOptions, Trx, WriteContext } from "../shared/index.ts";
import { type IdempotentInput, type KeyedRequest, keyedRequest, lockKeys, writeRecords } from "./records.ts";

/** The context of an effect, inside the transaction of its record. */
export interface EffectContext extends WriteContext {
  db: Trx;
}

/**
 * Runs an effect in a transaction, once per idempotency key. A repeated request replays the first response.
 * @param create the effect; its writes commit together with the record
 * @param lockedId the id of the row whose lock the effect may wait for: the key of its bulkhead
 * @throws IDEMPOTENCY_KEY_IN_USE while an equal request is under way; IDEMPOTENCY_MISMATCH for another payload; BUSY
 */
export async function runIdempotent<Response>(
  { db, actor }: WriteContext,
  operation: string,
  input: IdempotentInput,
  options: CreateOptions,
  create: (ctx: EffectContext) => Promise<Response>,
  lockedId?: string,
): Promise<Response> {
  const request = keyedRequest(actor, operation, input);
  const work = (trx: Trx) => runIdempotentWithin(trx, request, options, () => create({ db: trx, actor }));
  return lockedId ? lockingTransaction(db, lockedId, work) : db.transaction().execute(work);
}

/** `runIdempotent` inside the caller's transaction. */
export async function runIdempotentWithin<Response>(
  trx: Trx,
  request: KeyedRequest | undefined,
  { onReplay }: CreateOptions,
  create: () => Promise<Response>,
): Promise<Response> {
  if (!request) return create();
  const [earlier] = await lockKeys(trx, [request]);
  if (earlier instanceof HoldfastError) throw earlier;
  if (earlier) {
    onReplay?.();
    return earlier.response as Response;
  }
  const response = await create();
  await writeRecords(trx, [{ ...request, response }]);
  return response;
}
