import { type Kysely, sql } from "kysely";

/**
 * The audit, which tells of every change who made it, and the events for the world outside.
 *
 * Bookings that are placed, or expire, together share an entry, because a row for each would make placing them
 * half as dear again. Such an entry is found by its slot and its time, which the booking knows.
 * Neither has names or contacts. Nothing in the audit can be changed: a trigger refuses it, to staff as well.
 * An event has its transaction's id, because ids are given before commits: who reads on must not skip one that
 * was given early and committed late.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    CREATE TABLE audit (
      id bigint NOT NULL GENERATED ALWAYS AS IDENTITY,
      at timestamptz(3) NOT NULL DEFAULT clock_timestamp(),
      actor text NOT NULL,
      action text NOT NULL,
      subject_id uuid,
      booking_ids uuid[],
      slot_id uuid,
      before jsonb,
      after jsonb,
      CONSTRAINT audit_of_one_or_many CHECK (num_nonnulls(subject_id, booking_ids) = 1)
    )`.execute(db);
  await sql`CREATE INDEX audit_by_subject ON audit (subject_id, id) WHERE subject_id IS NOT NULL`.execute(db);
  await sql`CREATE INDEX audit_by_slot ON audit (slot_id, at, id) WHERE slot_id IS NOT NULL`.execute(db);
  await sql`
    CREATE FUNCTION audit_is_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
      RAISE EXCEPTION 'the audit is append-only';
    END $$`.execute(db);
  await sql`
    CREATE TRIGGER audit_is_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON audit
    FOR EACH STATEMENT EXECUTE FUNCTION audit_is_append_only()`.execute(db);

  await sql`
    CREATE TABLE events (
      id bigint NOT NULL GENERATED ALWAYS AS IDENTITY,
      transaction_id xid8 NOT NULL DEFAULT pg_current_xact_id(),
      at timestamptz(3) NOT NULL DEFAULT clock_timestamp(),
      type text NOT NULL,
      slot_id uuid NOT NULL,
      booking_id uuid,
      data jsonb NOT NULL,
      PRIMARY KEY (transaction_id, id)
    )`.execute(db);
  await sql`CREATE INDEX events_by_age ON events (at)`.execute(db);
  await sql`CREATE UNIQUE INDEX events_too_late_once ON events (booking_id)
    WHERE type = 'booking.confirmed_too_late'`.execute(db);
}

/** Drops what was written down; the changes themselves stay. */
export async function down(db: Kysely<unknown>): Promise<void> {
  await sql`DROP TABLE events, audit`.execute(db);
  await sql`DROP FUNCTION audit_is_append_only`.execute(db);
}
