import { sql } from "kysely";
import type { Db } from "../shared/index.ts";

/** Pauses between looks at the transactions that an answer is waiting for, in milliseconds. */
const PAUSES_MILLISECONDS = [1, 2, 5, 10, 20, 40, 80, 160] as const;

/** Entries may be kept back for so long before that is told, and told again. */
const DELAY_MAX_MILLISECONDS = 10_000;

/** Called with the time for which an open transaction has kept back events, in seconds. */
export type OnEventsDelayed = (seconds: number) => void;

/**
 * Up to which entry the audit is settled: each one is committed, or will never be.
 *
 * Ids are given before commits, so an entry with a smaller id may become visible after one with a larger id. But an entry is
 * never a transaction's first write: whoever has been given an id had a transaction id before. So once all transactions
 * have ended that are older than the next transaction id, looked at after the last id, no id up to that one is still to come.
 */
export class EventHorizon {
  readonly #db: Db;
  readonly #onDelayed: OnEventsDelayed | undefined;
  #settled = 0n;
  #keptBackSince: number | undefined;
  #toldAt = Number.NEGATIVE_INFINITY;

  constructor(db: Db, onDelayed?: OnEventsDelayed) {
    this.#db = db;
    this.#onDelayed = onDelayed;
  }

  /**
   * The id of the last settled entry, of those that were written before the call. Where another transaction stays open, it is
   * an earlier one: the last that this process knows.
   */
  async settled(): Promise<bigint> {
    const calledAt = performance.now();
    const mark = await this.#mark();
    if (mark.entry <= this.#settled) return this.#settled;
    for (const pause of PAUSES_MILLISECONDS) {
      if (await this.#haveEnded(mark.transaction)) {
        // Another call may have come further meanwhile.
        if (mark.entry > this.#settled) this.#settled = mark.entry;
        this.#keptBackSince = undefined;
        return this.#settled;
      }
      await new Promise((resolve) => setTimeout(resolve, pause));
    }
    this.#keptBackSince ??= calledAt;
    this.#tell(performance.now(), this.#keptBackSince);
    return this.#settled;
  }

  #tell(now: number, since: number): void {
    if (now - Math.max(since, this.#toldAt) < DELAY_MAX_MILLISECONDS) return;
    this.#toldAt = now;
    this.#onDelayed?.(Math.round((now - since) / 1000));
  }

  /** The last id that was given, and the next transaction id: younger than all who were given an id by then. */
  async #mark(): Promise<{ entry: bigint; transaction: string }> {
    // The sequence's row is read before `age` is called, which counts from the next transaction id.
    const { rows } = await sql<{ entry: string; transaction: string }>`
      SELECT CASE WHEN is_called THEN last_value ELSE 0 END AS entry,
        (pg_snapshot_xmax(known)::text::bigint + age(pg_snapshot_xmax(known)::xid))::text AS transaction
      FROM audit_id_seq, pg_current_snapshot() AS known`.execute(this.#db);
    const [row] = rows as [(typeof rows)[0] & object];
    return { entry: BigInt(row.entry), transaction: row.transaction };
  }

  async #haveEnded(transaction: string): Promise<boolean> {
    const { rows } = await sql<{ haveEnded: boolean }>`
      SELECT pg_snapshot_xmin(pg_current_snapshot()) >= ${transaction}::xid8 AS "haveEnded"`.execute(
      this.#db,
    );
    return rows[0]?.haveEnded === true;
  }
}
