import { sql } from "kysely";
import type { Db } from "../shared/index.ts";

/** Pauses between looks at the transactions that an answer is waiting for, in milliseconds. */
const PAUSES_MILLISECONDS = [1, 2, 5, 10, 20, 40, 80, 160] as const;

/**
 * Up to which entry the audit is settled: each one is committed, or will never be.
 *
 * Ids are given before commits, so an entry with a smaller id may become visible after one with a larger id. But an entry is
 * never a transaction's first write: whoever has been given an id had a transaction id before. So once all transactions
 * have ended that are older than a transaction id taken after reading the last id, no id up to that one is still to come.
 */
export class EventHorizon {
  readonly #db: Db;
  #settled = 0n;

  constructor(db: Db) {
    this.#db = db;
  }

  /**
   * The id of the last settled entry, of those that were written before the call. Where another transaction stays open, it is
   * an earlier one: the last that this process knows.
   */
  async settled(): Promise<bigint> {
    const mark = await this.#mark();
    if (mark.entry <= this.#settled) return this.#settled;
    for (const pause of PAUSES_MILLISECONDS) {
      if (await this.#haveEnded(mark.transaction)) {
        // Another call may have come further meanwhile.
        if (mark.entry > this.#settled) this.#settled = mark.entry;
        return this.#settled;
      }
      await new Promise((resolve) => setTimeout(resolve, pause));
    }
    return this.#settled;
  }

  /** The last id that was given, and a transaction id that is younger than all who were given one by then. */
  async #mark(): Promise<{ entry: bigint; transaction: string }> {
    // The sequence's row is read before the functions of the list are called.
    const { rows } = await sql<{ entry: string; transaction: string }>`
      SELECT CASE WHEN is_called THEN last_value ELSE 0 END AS entry, pg_current_xact_id()::text AS transaction
      FROM audit_id_seq`.execute(this.#db);
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
