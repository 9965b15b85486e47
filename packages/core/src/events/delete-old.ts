import type { Database } from "@holdfast/db";
import { type Kysely, sql } from "kysely";

/** The age of an event that is deleted. */
export const EVENTS_KEPT_DAYS = 30;
const DELETE_MAX_EVENTS = 5_000;

/** Deletes events older than `EVENTS_KEPT_DAYS`, a bounded number in each statement. Safe to repeat. */
export async function deleteOldEvents({ db }: { db: Kysely<Database> }): Promise<void> {
  for (;;) {
    const { numAffectedRows = 0n } = await sql`
      DELETE FROM events WHERE (transaction_id, id) IN (
        SELECT transaction_id, id FROM events
        WHERE at < clock_timestamp() - make_interval(days => ${EVENTS_KEPT_DAYS})
        ORDER BY at LIMIT ${DELETE_MAX_EVENTS} FOR UPDATE SKIP LOCKED
      )`.execute(db);
    if (numAffectedRows < DELETE_MAX_EVENTS) return;
  }
}
