import { HoldfastError } from "@holdfast/contract";
import type { Database } from "@holdfast/db";
import type { Transaction } from "kysely";
import { patiently } from "../concurrency/index.ts";
import type { CreateOptions, WriteContext } from "../shared/index.ts";
import { type Claim, claimKeys, claimOf, type Repeatable, writeReceipts } from "./records.ts";

/** The context of an effect, inside the transaction that it shares with its receipt. */
export interface WithinContext extends WriteContext {
  db: Transaction<Database>;
}

/**
 * Does something in a transaction, and once per idempotency key: repeated, it gives the first answer again.
 * @param create the effect; what it writes through its argument commits together with the receipt
 * @param waitsFor the id of what the effect may wait for the lock of; see `patiently`
 * @throws IDEMPOTENCY_KEY_IN_USE while an equal request is under way; IDEMPOTENCY_MISMATCH for another payload; BUSY
 */
export async function once<Answer>(
  { db, actor }: WriteContext,
  operation: string,
  input: Repeatable,
  options: CreateOptions,
  create: (ctx: WithinContext) => Promise<Answer>,
  waitsFor?: string,
): Promise<Answer> {
  const claim = claimOf(actor, operation, input);
  const work = (trx: Transaction<Database>) =>
    onceWithin(trx, claim, options, () => create({ db: trx, actor }));
  return waitsFor ? patiently(db, waitsFor, work) : db.transaction().execute(work);
}

/** As `once`, inside the caller's transaction. */
export async function onceWithin<Answer>(
  trx: Transaction<Database>,
  claim: Claim | undefined,
  { onReplay }: CreateOptions,
  create: () => Promise<Answer>,
): Promise<Answer> {
  if (!claim) return create();
  const [claimed] = await claimKeys(trx, [claim]);
  if (claimed instanceof HoldfastError) throw claimed;
  if (claimed) {
    onReplay?.();
    return claimed.answer as Answer;
  }
  const answer = await create();
  await writeReceipts(trx, [{ ...claim, answer }]);
  return answer;
}
