import type { SignInInput } from "@holdfast/contract";
import { sql } from "kysely";
import { type DbContext, newId, type Trx } from "../shared/index.ts";
import { isUsable } from "./api-key.ts";
import { type ApiKeyCache, type Caller, ENVIRONMENT_CALLER, UNKNOWN_KEY } from "./api-key-cache.ts";
import {
  newSessionText,
  SESSION_MAX_HOURS,
  SESSIONS_PER_KEY_MAX,
  type SessionCaller,
  type SessionRow,
  toSessionCaller,
} from "./session.ts";
import type { SessionCache } from "./session-cache.ts";

interface SignInContext extends DbContext {
  keys: ApiKeyCache;
  sessions: SessionCache;
}

/** A new session: its text, of which only a hash is stored, and its caller. */
export interface NewSession extends SessionCaller {
  text: string;
}

/**
 * Begins a session with the rights of an API key. Beyond `SESSIONS_PER_KEY_MAX` it ends the key's oldest.
 * @throws UNAUTHORIZED for a key that is unknown, revoked or expired
 */
export async function signIn({ db, keys, sessions }: SignInContext, input: SignInInput): Promise<NewSession> {
  const keyId = keyIdOf(await keys.identify(input.key));
  const id = newId();
  const text = newSessionText(id);
  const row = await db.transaction().execute(async (trx) => {
    const inserted = await insertSession(trx, { id, keyId, hash: sessions.hashOf(text, keyId) });
    const ended = await endOldest(trx, keyId);
    for (const sessionId of ended) sessions.forget(sessionId);
    return inserted;
  });
  return { ...toSessionCaller(row), text };
}

/** The id of the key; null: the environment's. */
const keyIdOf = ({ actor }: Caller): string | null =>
  actor === ENVIRONMENT_CALLER.actor ? null : actor.slice("key:".length);

/** It ends with its key, which may have been revoked a moment ago. */
async function insertSession(
  trx: Trx,
  { id, keyId, hash }: { id: string; keyId: string | null; hash: Buffer },
): Promise<SessionRow> {
  const { rows } = await sql<SessionRow>`
    WITH key AS (
      SELECT id, role, name, expires_at FROM api_keys WHERE id = ${keyId} AND ${isUsable}
      UNION ALL SELECT NULL, NULL, NULL, NULL WHERE ${keyId}::uuid IS NULL
    ), session AS (
      INSERT INTO sessions (id, key_id, hash, expires_at)
      SELECT ${id}, id, ${hash},
        least(clock_timestamp() + make_interval(hours => ${SESSION_MAX_HOURS}), key.expires_at)
      FROM key RETURNING *
    )
    SELECT session.id, session.key_id, session.hash, session.expires_at, key.role, key.name
    FROM session, key`.execute(trx);
  if (!rows[0]) throw UNKNOWN_KEY;
  return rows[0];
}

/** Deletes the key's oldest sessions beyond the limit; returns their ids. */
async function endOldest(trx: Trx, keyId: string | null): Promise<string[]> {
  const isOfKey = keyId === null ? sql`key_id IS NULL` : sql`key_id = ${keyId}`;
  const { rows } = await sql<{ id: string }>`
    DELETE FROM sessions WHERE id IN (
      SELECT id FROM sessions WHERE ${isOfKey} ORDER BY id DESC OFFSET ${SESSIONS_PER_KEY_MAX}
    ) RETURNING id`.execute(trx);
  return rows.map(({ id }) => id);
}
