import {
  type CreateKeyInput,
  HoldfastError,
  id,
  invalidInput,
  type Key,
  type KeyPage,
  type ListKeysInput,
  type NewKey,
} from "@holdfast/contract";
import { sql } from "kysely";
import { z } from "zod";
import { writeAudit } from "./audit.ts";
import type { DbContext, KeyContext, WriteContext } from "./context.ts";
import { newId } from "./ids.ts";
import { decodeCursor, toPage } from "./pages.ts";
import { isUsable, keyColumns, toKey } from "./rows.ts";
import { hashOf, newKeyText } from "./secrets.ts";

/**
 * Creates an API key. The answer has the key itself, once and never again: only its hash is stored.
 * @throws INVALID_INPUT for an end that has passed
 */
export async function createKey({ db, actor }: WriteContext, input: CreateKeyInput): Promise<NewKey> {
  const keyId = newId();
  const key = newKeyText(keyId);
  const row = await db.transaction().execute(async (trx) => {
    const inserted = await trx
      .insertInto("api_keys")
      .values({
        id: keyId,
        name: input.name,
        role: input.role,
        hash: hashOf(key),
        expires_at: input.expiresAt ?? null,
      })
      .returning(keyColumns)
      .executeTakeFirstOrThrow();
    const { created_at: now, expires_at: end } = inserted;
    if (end && end <= now) throw invalidInput("expiresAt", "must be in the future");
    const { name, role, expiresAt } = toKey(inserted);
    await writeAudit(trx, actor, [
      { action: "key.created", subjectId: keyId, after: { name, role, expiresAt } },
    ]);
    return inserted;
  });
  return { ...toKey(row), key };
}

const positionSchema = z.tuple([id]);

/**
 * The keys in the order of their making, revoked and expired ones too.
 * @throws INVALID_INPUT for a cursor that is not of this list
 */
export async function listKeys({ db }: DbContext, input: ListKeysInput): Promise<KeyPage> {
  let query = db
    .selectFrom("api_keys")
    .select(keyColumns)
    .orderBy("id")
    .limit(input.limit + 1);
  if (input.cursor) query = query.where("id", ">", decodeCursor(positionSchema, input.cursor)[0]);
  return toPage(await query.execute(), input.limit, toKey, (row) => [row.id]);
}

/**
 * Revokes a key: in this process at once, in others once they look it up again. Again: the same answer.
 * @throws KEY_NOT_FOUND
 */
export async function revokeKey(
  { db, actor, keys }: KeyContext,
  { id: keyId }: { id: string },
): Promise<Key> {
  const row = await db.transaction().execute(async (trx) => {
    const before = await trx
      .selectFrom("api_keys")
      .select(keyColumns)
      .where("id", "=", keyId)
      .forUpdate()
      .executeTakeFirst();
    if (!before) throw new HoldfastError("KEY_NOT_FOUND");
    if (before.revoked_at) return before;
    const revoked = await trx
      .updateTable("api_keys")
      .set({ revoked_at: sql<Date>`clock_timestamp()` })
      .where("id", "=", keyId)
      .returning(keyColumns)
      .executeTakeFirstOrThrow();
    const { revokedAt } = toKey(revoked);
    await writeAudit(trx, actor, [
      { action: "key.revoked", subjectId: keyId, before: { revokedAt: null }, after: { revokedAt } },
    ]);
    return revoked;
  });
  keys.forget(keyId);
  return toKey(row);
}

/** Whether there is a stored key that would be let in. */
export async function hasUsableKey({ db }: DbContext): Promise<boolean> {
  const row = await db.selectFrom("api_keys").select("id").where(isUsable).limit(1).executeTakeFirst();
  return row !== undefined;
}
