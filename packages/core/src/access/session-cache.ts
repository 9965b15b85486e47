import { timingSafeEqual } from "node:crypto";
import { executePrepared } from "@holdfast/db";
import { sql } from "kysely";
import { type Db, hashOf } from "../shared/index.ts";
import { isUsable } from "./api-key.ts";
import { LAST_USED_PRECISION_SECONDS } from "./api-key-cache.ts";
import { CachedReads } from "./cached-reads.ts";
import {
  isCurrent,
  type SessionCaller,
  type SessionRow,
  sessionHash,
  sessionIdIn,
  toSessionCaller,
} from "./session.ts";

interface CachedSession {
  row: SessionRow;
  caller: SessionCaller;
  /** Whether `last_used_at` is older than its precision. */
  isLastUseStale: boolean;
}

const isLastUseStale = sql<boolean>`(
  sessions.last_used_at < clock_timestamp() - make_interval(secs => ${LAST_USED_PRECISION_SECONDS}))`;

/** Identifies callers by their sessions, as `ApiKeyCache` does by keys. */
export class SessionCache {
  readonly #db: Db;
  readonly #environmentHash: Buffer | undefined;
  readonly #stored = new CachedReads((id) => this.#read(id));

  /** @param environmentKey the admin's key from the environment: sessions that began with another one have ended */
  constructor({ db, environmentKey }: { db: Db; environmentKey?: string | undefined }) {
    this.#db = db;
    this.#environmentHash = environmentKey === undefined ? undefined : hashOf(environmentKey);
  }

  /**
   * Identifies the caller with this session.
   * @returns the caller itself where the session is cached, and a promise where it has to be read; undefined: it has ended,
   *   or never was
   */
  identify(text: string): SessionCaller | undefined | Promise<SessionCaller | undefined> {
    const id = sessionIdIn(text);
    if (id === undefined) return undefined;
    const stored = this.#stored.get(id);
    return stored instanceof Promise
      ? stored.then((found) => this.#check(found, text))
      : this.#check(stored, text);
  }

  /** The hash that is stored of a new session's text. */
  hashOf(text: string, keyId: string | null): Buffer {
    return sessionHash(text, keyId === null ? this.#environmentHash : undefined);
  }

  /** Removes a session from the cache of this process. */
  forget(id: string): void {
    this.#stored.forget(id);
  }

  /** Removes the sessions of a key. */
  forgetKey(keyId: string): void {
    this.#stored.forgetWhere(({ row }) => row.key_id === keyId);
  }

  #check(stored: CachedSession | undefined, text: string): SessionCaller | undefined {
    if (!stored) return undefined;
    const { row, caller } = stored;
    if (row.key_id === null && !this.#environmentHash) return undefined;
    if (!timingSafeEqual(row.hash, this.hashOf(text, row.key_id))) return undefined;
    if (stored.isLastUseStale) {
      stored.isLastUseStale = false;
      this.#writeLastUse(row);
    }
    return caller;
  }

  async #read(id: string): Promise<CachedSession | undefined> {
    const [row] = await executePrepared(
      this.#db,
      sql<SessionRow & { isLastUseStale: boolean }>`
      SELECT sessions.id, key_id, hash, expires_at, key.role, key.name, ${isLastUseStale} AS "isLastUseStale"
      FROM sessions LEFT JOIN (SELECT id, role, name FROM api_keys WHERE ${isUsable}) AS key ON key.id = key_id
      WHERE sessions.id = ${id} AND ${isCurrent} AND (key_id IS NULL OR key.id IS NOT NULL)`,
    );
    return row && { row, caller: toSessionCaller(row), isLastUseStale: row.isLastUseStale };
  }

  /** Writes in the background that the session was used, and with it its key. If that fails, the next read finds it stale. */
  #writeLastUse({ id, key_id }: SessionRow): void {
    sql`
      WITH used AS (
        UPDATE sessions SET last_used_at = clock_timestamp() WHERE id = ${id} AND ${isLastUseStale} RETURNING key_id
      )
      UPDATE api_keys SET last_used_at = clock_timestamp() FROM used WHERE api_keys.id = ${key_id} AND used.key_id = api_keys.id`
      .execute(this.#db)
      .catch(() => {});
  }
}
