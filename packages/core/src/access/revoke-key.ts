import { HoldfastError, type Key } from "@holdfast/contract";
import { sql } from "kysely";
import { writeAudit } from "../audit/index.ts";
import type { WriteContext } from "../shared/index.ts";
import { keyColumns, toKey } from "./api-key.ts";
import type { ApiKeyCache } from "./api-key-cache.ts";

interface KeyContext extends WriteContext {
  keys: ApiKeyCache;
}

/**
 * Revokes a key: at once in this process, within `KEY_CACHED_SECONDS` in others. A repetition changes nothing.
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
