import { HoldfastError, type KeyRole } from "@holdfast/contract";
import { type ApiKeysTable, executePrepared } from "@holdfast/db";
import { type Selectable, sql } from "kysely";
import { type Actor, type Db, hashOf, isSecretOf } from "../shared/index.ts";
import { isUsable, keyIdIn } from "./api-key.ts";
import { CachedReads } from "./cached-reads.ts";

/** The precision of `last_used_at`, of keys and of sessions: at most one write of each in this time. */
export const LAST_USED_PRECISION_SECONDS = 60;

const isLastUseStale = sql<boolean>`coalesce(
  last_used_at < clock_timestamp() - make_interval(secs => ${LAST_USED_PRECISION_SECONDS}), true)`;

/** The caller with an API key: its name in the audit, and its role. */
export interface Caller {
  actor: Actor;
  role: KeyRole;
}

/** The caller with the key of the environment, which is stored nowhere. */
export const ENVIRONMENT_CALLER: Caller = { actor: "key:environment", role: "admin" };
export const UNKNOWN_KEY = new HoldfastError("UNAUTHORIZED", "The API key is unknown, revoked or expired");

interface StoredKey extends Pick<Selectable<ApiKeysTable>, "hash" | "role"> {
  /** Whether `last_used_at` is older than its precision. */
  isLastUseStale: boolean;
}

/** Identifies callers by their API keys. */
export class ApiKeyCache {
  readonly #db: Db;
  readonly #environmentHash: Buffer | undefined;
  readonly #stored = new CachedReads((id) => this.#read(id));

  /** @param environmentKey an admin's key from the environment; it is stored nowhere */
  constructor({ db, environmentKey }: { db: Db; environmentKey?: string | undefined }) {
    this.#db = db;
    this.#environmentHash = environmentKey === undefined ? undefined : hashOf(environmentKey);
  }

  /**
   * Identifies the caller with this key.
   * @returns the caller itself where the key is cached, and a promise where it has to be read
   * @throws UNAUTHORIZED for a key that is unknown, revoked or expired
   */
  identify(presented: string): Caller | Promise<Caller> {
    if (this.#environmentHash && isSecretOf(this.#environmentHash, presented)) return ENVIRONMENT_CALLER;
    const id = keyIdIn(presented);
    if (id === undefined) throw UNKNOWN_KEY;
    const stored = this.#stored.get(id);
    return stored instanceof Promise
      ? stored.then((found) => this.#check(id, found, presented))
      : this.#check(id, stored, presented);
  }

  /** Removes a key from the cache of this process. */
  forget(id: string): void {
    this.#stored.forget(id);
  }

  #check(id: string, stored: StoredKey | undefined, presented: string): Caller {
    if (!stored || !isSecretOf(stored.hash, presented)) throw UNKNOWN_KEY;
    if (stored.isLastUseStale) {
      stored.isLastUseStale = false;
      this.#writeLastUse(id);
    }
    return { actor: `key:${id}`, role: stored.role };
  }

  async #read(id: string): Promise<StoredKey | undefined> {
    const [stored] = await executePrepared(
      this.#db,
      sql<StoredKey>`
      SELECT hash, role, ${isLastUseStale} AS "isLastUseStale"
      FROM api_keys WHERE id = ${id} AND ${isUsable}`,
    );
    return stored;
  }

  /** Writes `last_used_at` in the background. If that fails, the next read of the key finds it stale again. */
  #writeLastUse(id: string): void {
    sql`
      UPDATE api_keys SET last_used_at = clock_timestamp() WHERE id = ${id} AND ${isLastUseStale}`
      .execute(this.#db)
      .catch(() => {});
  }
}
