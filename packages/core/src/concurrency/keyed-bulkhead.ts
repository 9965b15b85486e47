import { type Db, isLockTimeout, limitLockWait, type Trx, toBusy } from "../shared/index.ts";
import { giveUpTime, QueueLimit } from "./queue-limits.ts";

/** Transactions of one process that may wait for locks at a time, beside those of the hold queue. */
export const BULKHEAD_MAX_TRANSACTIONS = 3;

interface Queued {
  giveUpAt: number;
  start: () => void;
  reject: (error: unknown) => void;
}

/** Runs pieces of work, one at a time for each key and few in all; in order of arrival within a key. */
export class KeyedBulkhead {
  /** By key; the one whose work ended last is last. */
  readonly #queued = new Map<string, Queued[]>();
  readonly #running = new Set<string>();
  readonly #limit = new QueueLimit<Queued>(
    "change",
    () => this.#queued.values(),
    ({ reject }, refusal) => reject(refusal),
  );

  /**
   * Runs the work as soon as its key and one of the places are free.
   * @param key the id of the row that the work may wait for: work of one key runs one after the other
   * @throws BUSY when too many are queued or the wait is too long; the errors of the work
   */
  async run<Result>(key: string, work: () => Promise<Result>): Promise<Result> {
    await this.#enter(key);
    try {
      return await work();
    } finally {
      this.#leave(key);
    }
  }

  #enter(key: string): Promise<void> {
    return new Promise((start, reject) => {
      const queue = this.#queued.get(key) ?? [];
      this.#limit.add(queue, { giveUpAt: giveUpTime(), start, reject });
      this.#queued.set(key, queue);
      this.#startNext();
    });
  }

  #startNext(): void {
    for (const [key, queue] of this.#queued) {
      if (this.#running.size >= BULKHEAD_MAX_TRANSACTIONS) return;
      if (this.#running.has(key)) continue;
      const [next] = this.#limit.take(queue, 1);
      if (queue.length === 0) this.#queued.delete(key);
      if (!next) continue;
      this.#running.add(key);
      next.start();
    }
  }

  /** The other keys come first now. */
  #leave(key: string): void {
    this.#running.delete(key);
    const queue = this.#queued.get(key);
    this.#queued.delete(key);
    if (queue) this.#queued.set(key, queue);
    this.#startNext();
  }
}

/** A bulkhead belongs to what it protects: the connections of a pool. */
const bulkheadsOfPools = new WeakMap<Db, KeyedBulkhead>();

function bulkheadOf(db: Db): KeyedBulkhead {
  const bulkhead = bulkheadsOfPools.get(db) ?? new KeyedBulkhead();
  bulkheadsOfPools.set(db, bulkhead);
  return bulkhead;
}

/**
 * A transaction that waits for locks, but not for long, inside the pool's bulkhead.
 * @param key the id of the first row that it locks
 * @throws BUSY when it is queued for too long, or a row stays locked; the errors of the work
 */
export function lockingTransaction<Result>(
  db: Db,
  key: string,
  work: (trx: Trx) => Promise<Result>,
): Promise<Result> {
  return bulkheadOf(db).run(key, async () => {
    try {
      return await db.transaction().execute(async (trx) => {
        await limitLockWait(trx);
        return work(trx);
      });
    } catch (error) {
      throw isLockTimeout(error) ? toBusy(error) : error;
    }
  });
}
