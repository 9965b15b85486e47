import { executeDeferred } from "@holdfast/db";
import { sql } from "kysely";
import type { Db, Trx } from "../shared/index.ts";

/**
 * Lets a transaction commit without waiting for the disk, which bookings wait for. If PostgreSQL is killed in that moment, all of it
 * is undone, and done again: an event is sent once more, under its id.
 */
export async function relax(trx: Trx): Promise<void> {
  await executeDeferred(trx, sql`SET LOCAL synchronous_commit = off`);
}

/** A transaction that commits without waiting for the disk. */
export const relaxedTransaction = <Result>(db: Db, work: (trx: Trx) => Promise<Result>): Promise<Result> =>
  db.transaction().execute(async (trx) => {
    await relax(trx);
    return work(trx);
  });
