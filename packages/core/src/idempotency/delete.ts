import { contactKey } from "@holdfast/contract";
import { sql } from "kysely";
import { type Db, type DbContext, hasContact } from "../shared/index.ts";
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

/** A step of the scan: the last key that it read, and how many records it deleted and kept. */
interface Step {
  last: string | null;
  erased: number;
  kept: number;
}

/**
 * Deletes the records whose response names a contact, except those of bookings and entries that still have one. No index
 * finds them, so it scans all records, a bounded number in each statement.
 * @returns how many it deleted, and how many it kept because a booking or an entry still has this contact
 */
export async function eraseRecords(
  { db }: DbContext,
  contact: string,
): Promise<{ erased: number; kept: number }> {
  const total = { erased: 0, kept: 0 };
  for (let after: string | null = ""; after !== null; ) {
    const step: Step = await eraseStep(db, contact, after);
    total.erased += step.erased;
    total.kept += step.kept;
    after = step.last;
  }
  return total;
}

/**
 * SQL cannot compare contacts that are not ASCII: whose they are is asked of their bookings and entries. A record of this
 * contact whose booking is somebody else's by now is deleted.
 */
async function eraseStep(db: Db, contact: string, after: string): Promise<Step> {
  const { rows } = await sql<Step>`
    WITH step AS MATERIALIZED (
      SELECT key, response FROM idempotency_records WHERE key > ${after} ORDER BY key LIMIT ${ERASE_BATCH_RECORDS}
    ), named AS MATERIALIZED (
      SELECT key, (item ->> 'id')::uuid AS id,
        lower((item ->> 'customerContact') COLLATE "C") = ${contactKey(contact)} AS "isNamed"
      FROM step,
        jsonb_array_elements(CASE jsonb_typeof(response -> 'bookings') WHEN 'array' THEN response -> 'bookings'
          ELSE coalesce(response -> 'items', jsonb_build_array(response)) END) AS item
      WHERE lower((item ->> 'customerContact') COLLATE "C") = ${contactKey(contact)}
        OR octet_length(item ->> 'customerContact') > char_length(item ->> 'customerContact')
    ), live AS MATERIALIZED (
      SELECT key, ${hasContact("bookings", contact)} AS "isTheirs"
      FROM named JOIN bookings USING (id)
      WHERE bookings.customer_contact IS NOT NULL AND (NOT "isNamed" OR ${hasContact("bookings", contact)})
      UNION ALL
      SELECT key, ${hasContact("waitlist_entries", contact)}
      FROM named JOIN waitlist_entries USING (id)
      WHERE waitlist_entries.customer_contact IS NOT NULL AND (NOT "isNamed" OR ${hasContact("waitlist_entries", contact)})
    ), erased AS (
      DELETE FROM idempotency_records WHERE key IN (SELECT key FROM named) AND key NOT IN (SELECT key FROM live)
      RETURNING key
    )
    SELECT max(key) AS last, (SELECT count(*)::integer FROM erased) AS erased,
      (SELECT count(DISTINCT key)::integer FROM live WHERE "isTheirs") AS kept
    FROM step`.execute(db);
  return rows[0] ?? { last: null, erased: 0, kept: 0 };
}
