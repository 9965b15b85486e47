import { type Kysely, sql } from "kysely";

/** Receipts: the answers to requests that came with an idempotency key. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    CREATE TABLE receipts (
      key text PRIMARY KEY CHECK (char_length(key) BETWEEN 1 AND 255),
      fingerprint text NOT NULL,
      answer jsonb NOT NULL,
      created_at timestamptz(3) NOT NULL DEFAULT clock_timestamp()
    )`.execute(db);
  await sql`CREATE INDEX receipts_by_age ON receipts (created_at)`.execute(db);
}

/** Drops the receipts: what is repeated then, happens again. */
export async function down(db: Kysely<unknown>): Promise<void> {
  await sql`DROP TABLE receipts`.execute(db);
}
