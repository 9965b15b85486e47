import { HoldfastError, type KeyRole } from "@holdfast/contract";
import { type ApiKeysTable, executePrepared } from "@holdfast/db";
import { type Selectable, sql } from "kysely";
import { type Actor, type Db, hashOf, isSecretOf } from "../shared/index.ts";
import { isUsable, keyIdIn } from "./api-key.ts";

/** How long a process caches a key; another process may accept a revoked key for as long. */
export const KEY_CACHED_SECONDS = 5;
const CACHED_MAX_KEYS = 1_000;
/** The precision of `last_used_at`: at most one write of a key in this time. */
const LAST_USED_PRECISION_SECONDS = 60;

const isLastUseStale = sql<boolean>`coalesce(
  last_used_at < clock_timestamp() - make_interval(secs => ${LAST_USED_PRECISION_SECONDS}), true)`;

/** The caller with an API key: its name in the audit, and its role. */
export interface Caller {
  actor: Actor;
  role: KeyRole;
}

const ENVIRONMENT_CALLER: Caller = { actor: "key:environment", role: "admin" };
const UNKNOWN_KEY = new HoldfastError("UNAUTHORIZED", "The API key is unknown, revoked or expired");

interface StoredKey extends Pick<Selectable<ApiKeysTable>, "hash" | "role"> {
  /** Whether `last_used_at` is older than its precision. */
  isLastUseStale: boolean;
}

/** The stored key with an id, or the read that will find it. */
interface Entry {
  found: { caller: Caller; hash: Buffer } | undefined;
  reading: Promise<void> | undefined;
  isLastUseStale: boolean;
  freshUntil: number;
}

/**
 * Identifies callers by their API keys. A key is read by its id and cached for `KEY_CACHED_SECONDS`, so that most
 * requests need no statement.
 */
export class ApiKeyCache {
  readonly #db: Db;
  readonly #environmentHash: Buffer | undefined;
  readonly #entries = new Map<string, Entry>();

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
    const cached = this.#entries.get(id);
    const entry = cached && cached.freshUntil > performance.now() ? cached : this.#startReading(id);
    return entry.reading
      ? entry.reading.then(() => this.#check(id, entry, presented))
      : this.#check(id, entry, presented);
  }

  /** Removes a key from the cache of this process. */
  forget(id: string): void {
    this.#entries.delete(id);
  }

  #check(id: string, entry: Entry, presented: string): Caller {
    const { found } = entry;
    if (!found || !isSecretOf(found.hash, presented)) throw UNKNOWN_KEY;
    if (entry.isLastUseStale) {
      entry.isLastUseStale = false;
      this.#writeLastUse(id);
    }
    return found.caller;
  }

  /** Starts to read a key; requests that arrive meanwhile share the read. */
  #startReading(id: string): Entry {
    const entry: Entry = {
      found: undefined,
      reading: undefined,
      isLastUseStale: false,
      freshUntil: performance.now() + KEY_CACHED_SECONDS * 1000,
    };
    entry.reading = this.#read(id, entry);
    this.#entries.delete(id);
    const oldest = this.#entries.size < CACHED_MAX_KEYS ? undefined : this.#entries.keys().next().value;
    if (oldest !== undefined) this.#entries.delete(oldest);
    this.#entries.set(id, entry);
    return entry;
  }

  async #read(id: string, entry: Entry): Promise<void> {
    try {
      const [stored] = await executePrepared(
        this.#db,
        sql<StoredKey>`
        SELECT hash, role, ${isLastUseStale} AS "isLastUseStale"
        FROM api_keys WHERE id = ${id} AND ${isUsable}`,
      );
      entry.found = stored && { caller: { actor: `key:${id}`, role: stored.role }, hash: stored.hash };
      entry.isLastUseStale = stored?.isLastUseStale ?? false;
      entry.reading = undefined;
    } catch (error) {
      if (this.#entries.get(id) === entry) this.#entries.delete(id); // the next request reads again
      throw error;
    }
  }

  /** Writes `last_used_at` in the background. If that fails, the next read of the key finds it stale again. */
  #writeLastUse(id: string): void {
    sql`
      UPDATE api_keys SET last_used_at = clock_timestamp() WHERE id = ${id} AND ${isLastUseStale}`
      .execute(this.#db)
      .catch(() => {});
  }
}
