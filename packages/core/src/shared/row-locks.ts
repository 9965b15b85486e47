import { type Database, executeDeferred } from "@holdfast/db";
import { sql, type Transaction } from "kysely";

/** How long a transaction waits for a lock, unless it says otherwise. */
export const LOCK_MAX_WAIT_MILLISECONDS = 2_000;

/** What `FOR UPDATE` says of rows that somebody else has locked. */
export const skipIf = (locking: "wait" | "skip") => (locking === "skip" ? sql`SKIP LOCKED` : sql``);

/** From here on the transaction waits for locks, but not for long: who waits keeps a connection. See `patiently`. */
export async function waitBriefly(
  trx: Transaction<Database>,
  milliseconds = LOCK_MAX_WAIT_MILLISECONDS,
): Promise<void> {
  await executeDeferred(trx, sql`SET LOCAL lock_timeout = ${sql.lit(milliseconds)}`);
}
