import { executeDeferred } from "@holdfast/db";
import { type RawBuilder, sql } from "kysely";
import type { Db, Trx } from "./contexts.ts";

/** Whether a statement waits for rows that another transaction has locked, but not for long, or leaves them out. */
export type OnLocked = "wait" | "skip";

/** Limit on a transaction's wait for a lock, unless it sets another. */
export const LOCK_MAX_WAIT_MILLISECONDS = 2_000;

/** The ending of `FOR UPDATE`: whether it waits for rows that another transaction has locked, or skips them. */
export const skipIf = (onLocked: OnLocked) => (onLocked === "skip" ? sql`SKIP LOCKED` : sql``);

/** Limits how long the rest of the transaction waits for each lock, because a wait keeps a connection. */
export async function limitLockWait(trx: Trx, milliseconds = LOCK_MAX_WAIT_MILLISECONDS): Promise<void> {
  await executeDeferred(trx, sql`SET LOCAL lock_timeout = ${sql.lit(milliseconds)}`);
}

/** A time as responses write it, for JSON that SQL builds: ISO 8601 in UTC, to the millisecond. */
export const wireTime = (time: RawBuilder<Date>) =>
  sql<string>`to_char(${time} AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;

/** The database's clock. */
export async function clockOf(db: Db): Promise<Date> {
  const { rows } = await sql<{ now: Date }>`SELECT clock_timestamp() AS now`.execute(db);
  return (rows[0] as { now: Date }).now;
}
