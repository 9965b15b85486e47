import { HoldfastError, type Key, type RevokeKeyInput } from "@holdfast/contract";
import { sql } from "kysely";
import { writeAudit } from "../audit/index.ts";
import { type EffectContext, runIdempotentChange } from "../idempotency/index.ts";
import type { ReplayOptions, WriteContext } from "../shared/index.ts";
import { keyColumns, toKey } from "./api-key.ts";
import type { ApiKeyCache } from "./api-key-cache.ts";
import type { SessionCache } from "./session-cache.ts";

interface KeyContext extends WriteContext {
  keys: ApiKeyCache;
  sessions: SessionCache;
}

/**
 * Revokes a key, once per idempotency key, and ends its sessions: at once in this process, within `KEY_CACHED_SECONDS` in
 * others. A repetition changes nothing.
 * @throws KEY_NOT_FOUND; IDEMPOTENCY_KEY_IN_USE, IDEMPOTENCY_MISMATCH
 */
export async function revokeKey(
  { db, actor, keys, sessions }: KeyContext,
  input: RevokeKeyInput,
  options: ReplayOptions = {},
): Promise<Key> {
  const { id: keyId } = input;
  const revoke = async ({ db: trx }: EffectContext) => {
    const before = await trx
      .selectFrom("api_keys")
      .select(keyColumns)
      .where("id", "=", keyId)
      .forUpdate()
      .executeTakeFirst();
    if (!before) throw new HoldfastError("KEY_NOT_FOUND");
    if (before.revoked_at) return toKey(before);
    const revoked = await trx
      .updateTable("api_keys")
      .set({ revoked_at: sql<Date>`clock_timestamp()` })
      .where("id", "=", keyId)
      .returning(keyColumns)
      .executeTakeFirstOrThrow();
    await trx.deleteFrom("sessions").where("key_id", "=", keyId).execute();
    const { revokedAt } = toKey(revoked);
    await writeAudit(trx, actor, [
      { action: "key.revoked", subjectId: keyId, before: { revokedAt: null }, after: { revokedAt } },
    ]);
    return toKey(revoked);
  };
  const key = await runIdempotentChange({ db, actor }, "keys.revoke", input, options, revoke);
  keys.forget(keyId);
  sessions.forgetKey(keyId);
  return key;
}
