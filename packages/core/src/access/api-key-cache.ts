import { HoldfastError, type KeyRole } from "@holdfast/contract";
import { type ApiKeysTable, type Database, executePrepared } from "@holdfast/db";
import { type Kysely, type Selectable, sql } from "kysely";
import { type Actor, hashOf, isSecretOf } from "../shared/index.ts";
import { isUsable } from "./api-key.ts";
import { keyIdIn } from "./api-key-text.ts";

/** How long a process believes what it has read of a key, in seconds: so long a revoked key may live on. */
export const KEY_CACHED_SECONDS = 5;

const CACHED_MAX_KEYS = 1_000;

/** `last_used_at` is exact to so many seconds. */
const NOTED_EVERY_SECONDS = 60;

/** Who shows a key: the audit's name for them, and what they may do. */
export interface Caller {
  actor: Actor;
  role: KeyRole;
}

/** Who shows the key that the environment gives. */
const ENVIRONMENT: Caller = { actor: "key:environment", role: "admin" };

const UNKNOWN_KEY = new HoldfastError("UNAUTHORIZED", "The API key is unknown, revoked or expired");

interface StoredKey extends Pick<Selectable<ApiKeysTable>, "hash" | "role"> {
  /** Whether the last use that was written down is long enough ago for another. */
  isToBeNoted: boolean;
}

/** What was read of the key with an id, or is being read. */
interface Entry {
  found: { caller: Caller; hash: Buffer } | undefined;
  reading: Promise<void> | undefined;
  isToBeNoted: boolean;
  freshUntil: number;
}

/**
 * Tells whose key is shown. A key is looked up by its id, and not again for `KEY_CACHED_SECONDS`: knowing a key costs a
 * request no statement.
 */
export class KeyRing {
  readonly #db: Kysely<Database>;
  readonly #environmentHash: Buffer | undefined;
  readonly #entries = new Map<string, Entry>();

  /** @param environmentKey a key that is good as long as it is given; it is stored nowhere */
  constructor({ db, environmentKey }: { db: Kysely<Database>; environmentKey?: string | undefined }) {
    this.#db = db;
    this.#environmentHash = environmentKey === undefined ? undefined : hashOf(environmentKey);
  }

  /**
   * Who shows this key; at once where that is known.
   * @throws UNAUTHORIZED for a key that is unknown, revoked or expired
   */
  identify(presented: string): Caller | Promise<Caller> {
    if (this.#environmentHash && isSecretOf(this.#environmentHash, presented)) return ENVIRONMENT;
    const id = keyIdIn(presented);
    if (id === undefined) throw UNKNOWN_KEY;
    const known = this.#entries.get(id);
    const entry = known && known.freshUntil > performance.now() ? known : this.#look(id);
    return entry.reading
      ? entry.reading.then(() => this.#check(id, entry, presented))
      : this.#check(id, entry, presented);
  }

  /** Makes this process look a key up anew. */
  forget(id: string): void {
    this.#entries.delete(id);
  }

  #check(id: string, entry: Entry, presented: string): Caller {
    const { found } = entry;
    if (!found || !isSecretOf(found.hash, presented)) throw UNKNOWN_KEY;
    if (entry.isToBeNoted) {
      entry.isToBeNoted = false;
      this.#noteUse(id);
    }
    return found.caller;
  }

  /** Starts to look a key up; requests that come meanwhile wait for the same answer. */
  #look(id: string): Entry {
    const entry: Entry = {
      found: undefined,
      reading: undefined,
      isToBeNoted: false,
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
        SELECT hash, role,
          coalesce(last_used_at < clock_timestamp() - make_interval(secs => ${NOTED_EVERY_SECONDS}), true) AS "isToBeNoted"
        FROM api_keys WHERE id = ${id} AND ${isUsable}`,
      );
      entry.found = stored && { caller: { actor: `key:${id}`, role: stored.role }, hash: stored.hash };
      entry.isToBeNoted = stored?.isToBeNoted ?? false;
      entry.reading = undefined;
    } catch (error) {
      if (this.#entries.get(id) === entry) this.#entries.delete(id); // the next request asks again
      throw error;
    }
  }

  /** Nobody waits for it, and if it fails, the next look finds that it is still to be done. */
  #noteUse(id: string): void {
    sql`
      UPDATE api_keys SET last_used_at = clock_timestamp() WHERE id = ${id}
      AND coalesce(last_used_at < clock_timestamp() - make_interval(secs => ${NOTED_EVERY_SECONDS}), true)`
      .execute(this.#db)
      .catch(() => {});
  }
}
