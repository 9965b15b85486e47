import { type QueryResult, sql } from "kysely";
import type { DbContext } from "../shared/index.ts";
import { isExpiredRecord } from "./records.ts";

const DELETE_MAX_RECORDS = 5_000;

/** Deletes expired idempotency records, a bounded number in each statement. Safe to repeat. */
export async function deleteExpiredRecords({ db }: DbContext): Promise<void> {
  for (;;) {
    const { numAffectedRows = 0n } = await sql`
      DELETE FROM idempotency_records WHERE key IN (
        SELECT key FROM idempotency_records
        WHERE ${isExpiredRecord}
        ORDER BY created_at LIMIT ${DELETE_MAX_RECORDS} FOR UPDATE SKIP LOCKED
      )`.execute(db);
    if (numAffectedRows < DELETE_MAX_RECORDS) return;
  }
}

/** Records that one statement scans. */
const ERASE_BATCH_RECORDS = 10_000;

/**
 * Deletes the records whose response names a contact, except those of bookings and entries that still have it.
 * No index finds them, so it scans all records, a bounded number in each statement.
 */
export async function eraseRecords({ db }: DbContext, contact: string): Promise<void> {
  for (let after: string | null = ""; after !== null; ) {
    const { rows }: QueryResult<{ last: string | null }> = await sql<{ last: string | null }>`
      WITH step AS MATERIALIZED (
        SELECT key, response FROM idempotency_records WHERE key > ${after} ORDER BY key LIMIT ${ERASE_BATCH_RECORDS}
      ), named AS MATERIALIZED (
        SELECT key, (item ->> 'id')::uuid AS id FROM step,
          jsonb_array_elements(coalesce(response -> 'items', jsonb_build_array(response))) AS item
        WHERE lower(item ->> 'customerContact') = lower(${contact})
      ), erased AS (
        DELETE FROM idempotency_records WHERE key IN (SELECT key FROM named) AND key NOT IN (
          SELECT key FROM named JOIN bookings USING (id) WHERE bookings.customer_contact IS NOT NULL
          UNION ALL
          SELECT key FROM named JOIN waitlist_entries AS entry USING (id) WHERE entry.customer_contact IS NOT NULL
        )
      )
      SELECT max(key) AS last FROM step`.execute(db);
    after = rows[0]?.last ?? null;
  }
}
