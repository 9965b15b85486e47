import { createHash, hash } from "node:crypto";
import { HoldfastError, type KeyedOperation } from "@holdfast/contract";
import { executeDeferred, executePrepared } from "@holdfast/db";
import { sql } from "kysely";
import { type Actor, type Db, derivedToken, randomText, type Trx } from "../shared/index.ts";

/* An idempotency record makes a repeated request happen once. It commits together with the effect; a refused request
   has no record, so that it may be sent again. */

/** How long a record counts. */
export const RECORD_KEPT_HOURS = 24;

/** Whether a record is expired. Its age decides; the job that deletes it only frees space. */
export const isExpiredRecord = sql<boolean>`created_at < clock_timestamp() - make_interval(hours => ${sql.lit(RECORD_KEPT_HOURS)})`;

/** Separates the keys' advisory locks from others in the same database. */
const LOCK_SEED = 0x686f6c64;

export interface IdempotentInput {
  idempotencyKey?: string | undefined;
}

/** A request with an idempotency key. */
export interface KeyedRequest {
  /** The record's key: a hash of the actor and the idempotency key. */
  key: string;
  /** A hash of the operation and the payload. */
  fingerprint: string;
  /** Derives the tokens of the response, together with the idempotency key. */
  salt: string;
  /** The key as the caller sent it; it is stored nowhere. */
  idempotencyKey: string;
}

/** The outcome of an earlier request with the same key: none, its response, or the error for the repeated request. */
type EarlierOutcome = undefined | { response: unknown } | HoldfastError;

/** The record's key for an idempotency key. It includes the actor, so that the keys of different actors never clash. */
export const recordKey = (actor: Actor, idempotencyKey: string): string =>
  hash("sha256", `${actor}\0${idempotencyKey}`, "base64url");

/**
 * Makes the keyed request of an input. The same operation and payload have the same fingerprint.
 * @param salt the salt, where tokens of this request exist already
 * @returns undefined for an input without an idempotency key
 */
export function keyedRequest(
  actor: Actor,
  operation: KeyedOperation,
  input: IdempotentInput,
  salt: string = randomText(),
): KeyedRequest | undefined {
  const { idempotencyKey, ...payload } = input;
  if (idempotencyKey === undefined) return undefined;
  const fingerprint = createHash("sha256")
    .update(JSON.stringify([operation, payload]))
    .digest("base64url");
  return { key: recordKey(actor, idempotencyKey), fingerprint, salt, idempotencyKey };
}

/**
 * `keyedRequest` for a change of what is there. Its fields may come in any order, and a token is no part of its payload: it
 * proves a right, in the input or in a header.
 */
export function keyedChange(
  actor: Actor,
  operation: KeyedOperation,
  input: IdempotentInput,
): KeyedRequest | undefined {
  if (input.idempotencyKey === undefined) return undefined;
  const { token: _right, ...payload } = input as IdempotentInput & { token?: string };
  return keyedRequest(actor, operation, inOneOrder(payload) as IdempotentInput);
}

/** A copy with the fields of all objects in the order of their names. */
const inOneOrder = (input: object): unknown =>
  JSON.parse(JSON.stringify(input), (_name, value) =>
    typeof value === "object" && value !== null && !Array.isArray(value)
      ? Object.fromEntries(Object.entries(value).sort(([one], [other]) => (one < other ? -1 : 1)))
      : value,
  );

/** A booking, an entry or an order in a response, which may have a token. */
type Tokened = { id?: string; token?: string | null };

/** Replaces the tokens of a response: its own, and those of its items. The holds of an order have the order's. */
function withTokens(response: unknown, tokenOf: (id: string | undefined) => string | null): unknown {
  const { items, orderId } = response as { items?: unknown; orderId?: string | null };
  const ofOrder = Array.isArray(items) ? (orderId ?? undefined) : undefined;
  const replaced = (part: Tokened) =>
    "token" in part ? { ...part, token: tokenOf(ofOrder ?? part.id) } : part;
  const whole = replaced(response as Tokened);
  return Array.isArray(items) ? { ...whole, items: items.map(replaced) } : whole;
}

/** A row of the table. Its response is stored without tokens. */
interface IdempotencyRecord {
  key: string;
  fingerprint: string;
  response: unknown;
  salt: string | null;
}

/** The response of a record, with its original tokens. */
const replayed = ({ response, salt }: IdempotencyRecord, { idempotencyKey }: KeyedRequest) =>
  withTokens(response, (id) => (id && salt ? derivedToken(idempotencyKey, id, salt) : null));

/**
 * Locks keys for this transaction, then reads their records: of two simultaneous requests with one key, one sees the
 * lock or the record of the other. The transaction with the lock deletes an expired record.
 * @returns the earlier outcomes, in the order of the requests
 */
export async function lockKeys(trx: Trx, requests: readonly KeyedRequest[]): Promise<EarlierOutcome[]> {
  const keys = requests.map(({ key }) => key);
  const locks = await executeDeferred(
    trx,
    sql<{ key: string; isLocked: boolean }>`
    SELECT key, pg_try_advisory_xact_lock(hashtextextended(key, ${sql.lit(LOCK_SEED)})) AS "isLocked"
    FROM unnest(${keys}::text[]) AS key`,
  );
  const records = await executePrepared(
    trx,
    sql<IdempotencyRecord & { isExpired: boolean }>`
    SELECT key, fingerprint, response, salt, ${isExpiredRecord} AS "isExpired"
    FROM idempotency_records WHERE key = ANY(${keys}::text[])`,
  );
  const locked = new Set((await locks.rows).filter(({ isLocked }) => isLocked).map(({ key }) => key));
  const expired = records.filter((record) => record.isExpired && locked.has(record.key));
  if (expired.length > 0) {
    const expiredKeys = expired.map(({ key }) => key);
    await executeDeferred(trx, sql`DELETE FROM idempotency_records WHERE key = ANY(${expiredKeys}::text[])`);
  }
  const byKey = new Map(records.filter(({ isExpired }) => !isExpired).map((record) => [record.key, record]));
  return requests.map((request) => {
    const record = byKey.get(request.key);
    if (record?.fingerprint === request.fingerprint) return { response: replayed(record, request) };
    if (record) return keyMismatch();
    return locked.has(request.key) ? undefined : new HoldfastError("IDEMPOTENCY_KEY_IN_USE", IN_USE);
  });
}

const IN_USE = "A request with this idempotency key is still under way";

/** The error for a key that was used for another request. */
export const keyMismatch = () =>
  new HoldfastError("IDEMPOTENCY_MISMATCH", "This idempotency key was used for another request");

/** Whether a key has a record that still counts. */
export async function hasRecord(db: Db, actor: Actor, idempotencyKey: string): Promise<boolean> {
  const record = await db
    .selectFrom("idempotency_records")
    .select("key")
    .where("key", "=", recordKey(actor, idempotencyKey))
    .where(sql<boolean>`NOT (${isExpiredRecord})`)
    .executeTakeFirst();
  return record !== undefined;
}

/** Writes records of requests whose keys are locked. It does not wait for the result: a failure fails the commit. */
export async function writeRecords(
  trx: Trx,
  responses: readonly (KeyedRequest & { response: unknown })[],
): Promise<void> {
  if (responses.length === 0) return;
  const records = responses.map(({ key, fingerprint, salt, response }): IdempotencyRecord => {
    return { key, fingerprint, salt, response: withTokens(response, () => null) };
  });
  await executeDeferred(
    trx,
    sql`
    INSERT INTO idempotency_records (key, fingerprint, response, salt)
    SELECT key, fingerprint, response, salt FROM json_to_recordset(${JSON.stringify(records)}::json)
      AS record (key text, fingerprint text, response jsonb, salt text)`,
  );
}
