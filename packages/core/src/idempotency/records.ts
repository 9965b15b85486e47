import { createHash, hash } from "node:crypto";
import { HoldfastError } from "@holdfast/contract";
import { type Database, executeDeferred, executePrepared } from "@holdfast/db";
import { type Kysely, sql, type Transaction } from "kysely";
import { type Actor, randomText, repeatableToken } from "../shared/index.ts";

/** How long a receipt is good, in hours. */
export const RECEIPT_KEPT_HOURS = 24;

/** Whether a receipt counts no more. Its age decides; the job that deletes it only makes room. */
export const isOver = sql<boolean>`created_at < clock_timestamp() - make_interval(hours => ${sql.lit(RECEIPT_KEPT_HOURS)})`;

/** Sets the keys' advisory locks apart from other ones in the same database. */
const LOCK_SEED = 0x686f6c64;

/** An idempotency key, whose it is, and what the request under it asks for. */
export interface Claim {
  /** What the receipt is found by: a hash of who asks and the idempotency key. */
  key: string;
  fingerprint: string;
  /** What the tokens in the answer are made with, beside the idempotency key. */
  salt: string;
  /** As the caller gave it; it is written nowhere. */
  idempotencyKey: string;
}

/** What is known of a claim: nothing yet, an earlier answer, or why there can be none. */
export type Claimed = undefined | { answer: unknown } | HoldfastError;

/** An input that may come with an idempotency key. */
export interface Repeatable {
  idempotencyKey?: string | undefined;
}

/** What the receipt for an idempotency key is found by. Callers with different API keys never meet. */
export const receiptKey = (actor: Actor, idempotencyKey: string): string =>
  hash("sha256", `${actor}\0${idempotencyKey}`, "base64url");

/**
 * The claim of an input; undefined without a key. The same operation and payload have the same fingerprint.
 * @param salt that tokens of this request were made with, where there are some already
 */
export function claimOf(
  actor: Actor,
  operation: string,
  input: Repeatable,
  salt: string = randomText(),
): Claim | undefined {
  const { idempotencyKey, ...payload } = input;
  if (idempotencyKey === undefined) return undefined;
  const fingerprint = createHash("sha256")
    .update(JSON.stringify([operation, payload]))
    .digest("base64url");
  return { key: receiptKey(actor, idempotencyKey), fingerprint, salt, idempotencyKey };
}

/** Something in an answer that has a token, or nothing of the kind. */
type Held = { id?: string; token?: string | null };

/** An answer with other tokens: its own, or those of its items. */
function withTokens(answer: unknown, tokenOf: (held: Held) => string | null): unknown {
  const replaced = (held: Held) => ("token" in held ? { ...held, token: tokenOf(held) } : held);
  const { items } = answer as { items?: unknown };
  return Array.isArray(items)
    ? { ...(answer as object), items: items.map(replaced) }
    : replaced(answer as Held);
}

/** An answer as its receipt keeps it. */
const withoutTokens = (answer: unknown) => withTokens(answer, () => null);

/** An answer as it was given first. */
const answered = ({ answer, salt }: Receipt, { idempotencyKey }: Claim) =>
  withTokens(answer, ({ id }) => (id && salt ? repeatableToken(idempotencyKey, id, salt) : null));

/** What was written down for a claim. */
type Receipt = { key: string; fingerprint: string; answer: unknown; salt: string | null };

/**
 * Takes the keys for this transaction and looks for their receipts. A key is locked before it is looked up, so
 * that of two requests with one key at the same time one sees either the lock or the receipt of the other.
 * Receipts that are over are deleted by whoever has taken their key: it may get another one.
 * @returns in the order of the claims
 */
export async function claimKeys(trx: Transaction<Database>, claims: readonly Claim[]): Promise<Claimed[]> {
  const keys = claims.map(({ key }) => key);
  const locks = await executeDeferred(
    trx,
    sql<{ key: string; isMine: boolean }>`
    SELECT key, pg_try_advisory_xact_lock(hashtextextended(key, ${sql.lit(LOCK_SEED)})) AS "isMine"
    FROM unnest(${keys}::text[]) AS key`,
  );
  const receipts = await executePrepared(
    trx,
    sql<Receipt & { isOver: boolean }>`
    SELECT key, fingerprint, answer, salt, ${isOver} AS "isOver" FROM receipts WHERE key = ANY(${keys}::text[])`,
  );
  const taken = new Set((await locks.rows).filter(({ isMine }) => isMine).map(({ key }) => key));
  const over = receipts.filter((receipt) => receipt.isOver && taken.has(receipt.key)).map(({ key }) => key);
  if (over.length > 0) await executeDeferred(trx, sql`DELETE FROM receipts WHERE key = ANY(${over}::text[])`);
  const receiptOf = new Map(
    receipts.filter((receipt) => !receipt.isOver).map((receipt) => [receipt.key, receipt]),
  );
  return claims.map((claim) => {
    const receipt = receiptOf.get(claim.key);
    if (receipt?.fingerprint === claim.fingerprint) return { answer: answered(receipt, claim) };
    if (receipt) return keyMismatch();
    return taken.has(claim.key) ? undefined : new HoldfastError("IDEMPOTENCY_KEY_IN_USE", IN_USE);
  });
}

const IN_USE = "A request with this idempotency key is still under way";

/** A key that was used for something else. */
export const keyMismatch = () =>
  new HoldfastError("IDEMPOTENCY_MISMATCH", "This idempotency key was used for another request");

/** Whether a key has been used, not too long ago, for something that happened. */
export async function hasReceipt(
  db: Kysely<Database>,
  actor: Actor,
  idempotencyKey: string,
): Promise<boolean> {
  const key = receiptKey(actor, idempotencyKey);
  const receipt = await db
    .selectFrom("receipts")
    .select("key")
    .where("key", "=", key)
    .where(sql<boolean>`NOT (${isOver})`)
    .executeTakeFirst();
  return receipt !== undefined;
}

/** Writes receipts of claims that this transaction has taken; their answer comes with the commit's. */
export async function writeReceipts(
  trx: Transaction<Database>,
  receipts: readonly (Claim & { answer: unknown })[],
): Promise<void> {
  if (receipts.length === 0) return;
  const rows = receipts.map(({ key, fingerprint, salt, answer }): Receipt => {
    return { key, fingerprint, salt, answer: withoutTokens(answer) };
  });
  await executeDeferred(
    trx,
    sql`
    INSERT INTO receipts (key, fingerprint, answer, salt)
    SELECT key, fingerprint, answer, salt FROM json_to_recordset(${JSON.stringify(rows)}::json)
      AS receipt (key text, fingerprint text, answer jsonb, salt text)`,
  );
}
