import { type Kysely, sql } from "kysely";

/**
 * Mails to customers: a row for each change that one of them is told of, without names and contacts. A booking notes the refusal
 * of the latest. The release before leaves that null.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    CREATE TABLE mails (
      id uuid PRIMARY KEY,
      booking_id uuid NOT NULL REFERENCES bookings,
      slot_id uuid NOT NULL REFERENCES slots,
      event_id text NOT NULL,
      entry bigint NOT NULL,
      kind text NOT NULL CHECK (kind IN ('confirmed', 'cancelled', 'moved', 'promoted', 'reminder')),
      state text NOT NULL DEFAULT 'QUEUED'
        CHECK (state IN ('QUEUED', 'SENDING', 'SENT', 'BOUNCED', 'UNKNOWN', 'GIVEN_UP', 'SKIPPED')),
      attempts integer NOT NULL DEFAULT 0,
      due_at timestamptz(3) NOT NULL DEFAULT clock_timestamp(),
      problem text,
      token_hash bytea,
      created_at timestamptz(3) NOT NULL DEFAULT clock_timestamp(),
      updated_at timestamptz(3) NOT NULL DEFAULT clock_timestamp()
    )`.execute(db);
  await sql`CREATE UNIQUE INDEX mails_once ON mails (booking_id, event_id)`.execute(db);
  await sql`CREATE INDEX mails_unsent ON mails (due_at) WHERE state IN ('QUEUED', 'SENDING')`.execute(db);
  await sql`CREATE INDEX mails_by_age ON mails (created_at)`.execute(db);
  await sql`ALTER TABLE bookings ADD COLUMN mail_problem text`.execute(db);
}

/** Forgets which mails were sent. */
export async function down(db: Kysely<unknown>): Promise<void> {
  await sql`DROP TABLE mails`.execute(db);
  await sql`ALTER TABLE bookings DROP COLUMN mail_problem`.execute(db);
}
