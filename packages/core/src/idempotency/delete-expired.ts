import { sql } from "kysely";
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
