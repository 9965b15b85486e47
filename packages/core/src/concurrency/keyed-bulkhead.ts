import type { Database } from "@holdfast/db";
import type { Kysely, Transaction } from "kysely";
import { isLockTimeout, toBusy, waitBriefly } from "../shared/index.ts";
import { giveUpTime, takeLate, tooLateChange, tooManyChanges, WaitingCount } from "./queue-limits.ts";

/** Transactions of one process that may wait for locks at a time, beside those of the hold queue. */
export const TURNS_MAX = 3;

interface Waiting {
  giveUpAt: number;
  start: () => void;
  reject: (error: unknown) => void;
}

/** Gives each piece of work its turn: one at a time for each subject, and few in all; in order within a subject. */
export class LockTurns {
  /** By subject; the one that had a turn last is last. */
  readonly #waiting = new Map<string, Waiting[]>();
  readonly #running = new Set<string>();
  readonly #count = new WaitingCount(() => this.#refuseLate());

  /**
   * Does the work when it is its turn.
   * @param subject what the work would wait for: others who wait for that come after it, and not beside it
   * @throws BUSY when too many wait or the wait is too long; what the work throws
   */
  async take<Result>(subject: string, work: () => Promise<Result>): Promise<Result> {
    await this.#turn(subject);
    try {
      return await work();
    } finally {
      this.#end(subject);
    }
  }

  async #turn(subject: string): Promise<void> {
    if (this.#count.isFull) throw tooManyChanges();
    await new Promise<void>((start, reject) => {
      const queue = this.#waiting.get(subject) ?? [];
      queue.push({ giveUpAt: giveUpTime(), start, reject });
      this.#waiting.set(subject, queue);
      this.#count.arrive(1);
      this.#startNext();
    });
  }

  #startNext(): void {
    for (const [subject, queue] of this.#waiting) {
      if (this.#running.size >= TURNS_MAX) return;
      if (this.#running.has(subject)) continue;
      const next = queue.shift();
      if (queue.length === 0) this.#waiting.delete(subject);
      if (!next) continue;
      this.#running.add(subject);
      this.#count.leave(1);
      next.start();
    }
  }

  /** The other subjects come first now. */
  #end(subject: string): void {
    this.#running.delete(subject);
    const queue = this.#waiting.get(subject);
    this.#waiting.delete(subject);
    if (queue) this.#waiting.set(subject, queue);
    this.#startNext();
  }

  #refuseLate(): void {
    for (const queue of this.#waiting.values()) {
      const late = takeLate(queue);
      this.#count.leave(late.length);
      for (const { reject } of late) reject(tooLateChange());
    }
  }
}

/** The turns belong to what they are about: the connections of a pool. */
const turnsOfPools = new WeakMap<Kysely<Database>, LockTurns>();

function lockTurns(db: Kysely<Database>): LockTurns {
  const turns = turnsOfPools.get(db) ?? new LockTurns();
  turnsOfPools.set(db, turns);
  return turns;
}

/**
 * A transaction that waits for locks, but not for long, when it is its turn.
 * @param subject the id of what it locks, or of the first that it locks
 * @throws BUSY when the turn does not come in time, or a lock stays taken; what the work throws
 */
export function patiently<Result>(
  db: Kysely<Database>,
  subject: string,
  work: (trx: Transaction<Database>) => Promise<Result>,
): Promise<Result> {
  return lockTurns(db).take(subject, async () => {
    try {
      return await db.transaction().execute(async (trx) => {
        await waitBriefly(trx);
        return work(trx);
      });
    } catch (error) {
      throw isLockTimeout(error) ? toBusy(error) : error;
    }
  });
}
