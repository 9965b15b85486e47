import type { Db } from "../shared/index.ts";
import { giveUpTime, QueueLimit } from "./queue-limits.ts";

/** Lists, and queries of tRPC, that a process reads at a time: bookings keep the other connections of the pool. */
export const READS_MAX = 4;

interface Queued {
  giveUpAt: number;
  start: () => void;
  reject: (refusal: unknown) => void;
}

/** The reads of one pool, in order of arrival. */
class Reads {
  readonly #queued: Queued[] = [];
  readonly #limit = new QueueLimit<Queued>(
    "read",
    () => [this.#queued],
    ({ reject }, refusal) => reject(refusal),
  );
  #running = 0;

  async run<Result>(read: () => Promise<Result>): Promise<Result> {
    if (this.#running < READS_MAX) this.#running += 1;
    else await this.#enter();
    try {
      return await read();
    } finally {
      this.#leave();
    }
  }

  #enter(): Promise<void> {
    return new Promise((start, reject) => {
      this.#limit.add(this.#queued, { giveUpAt: giveUpTime(), start, reject });
    });
  }

  /** Passes the place on. */
  #leave(): void {
    const [next] = this.#limit.take(this.#queued, 1);
    if (next) next.start();
    else this.#running -= 1;
  }
}

const readsOfPools = new WeakMap<Db, Reads>();

/**
 * Runs a read as soon as fewer than `READS_MAX` of its pool run.
 * @throws BUSY when too many are queued or the wait is too long; the errors of the read
 */
export function withinReads<Result>(db: Db, read: () => Promise<Result>): Promise<Result> {
  const reads = readsOfPools.get(db) ?? new Reads();
  readsOfPools.set(db, reads);
  return reads.run(read);
}
