import { type Kysely, sql } from "kysely";

/**
 * Receipts are called idempotency records, and their answer a response. A view under the old names serves processes of the
 * release before, which run beside this schema for a moment; a later migration drops it.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`ALTER TABLE receipts RENAME TO idempotency_records`.execute(db);
  await sql`ALTER TABLE idempotency_records RENAME COLUMN answer TO response`.execute(db);
  await sql`ALTER INDEX receipts_pkey RENAME TO idempotency_records_pkey`.execute(db);
  await sql`ALTER INDEX receipts_by_age RENAME TO idempotency_records_by_age`.execute(db);
  await sql`
    CREATE VIEW receipts AS
    SELECT key, fingerprint, response AS answer, created_at, salt FROM idempotency_records`.execute(db);
}

/** Back to the old names. */
export async function down(db: Kysely<unknown>): Promise<void> {
  await sql`DROP VIEW receipts`.execute(db);
  await sql`ALTER INDEX idempotency_records_pkey RENAME TO receipts_pkey`.execute(db);
  await sql`ALTER INDEX idempotency_records_by_age RENAME TO receipts_by_age`.execute(db);
  await sql`ALTER TABLE idempotency_records RENAME COLUMN response TO answer`.execute(db);
  await sql`ALTER TABLE idempotency_records RENAME TO receipts`.execute(db);
}
