import { type Kysely, sql } from "kysely";

/**
 * Events are read from the audit, in the order of its ids; a table of their own would be a second truth. The audit gets what
 * only that table knew: late confirmations, entries whose waitlist was closed, and slots that are sold out or free again.
 * Where the readers of events are is kept by name.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`ALTER TABLE audit ADD COLUMN sold_out boolean`.execute(db);
  await sql`
    INSERT INTO audit (at, actor, action, subject_id, slot_id, after)
    SELECT at, 'system', type, coalesce(booking_id, (data ->> 'entryId')::uuid), slot_id, data
    FROM events WHERE type <> 'waitlist.promoted' ORDER BY transaction_id, id`.execute(db);
  await sql`CREATE UNIQUE INDEX audit_by_id ON audit (id)`.execute(db);
  await sql`DROP TABLE events`.execute(db);
  await sql`CREATE TABLE event_consumers (name text PRIMARY KEY, entry bigint NOT NULL, part integer NOT NULL)`.execute(
    db,
  );
}

/** The table of events comes back empty: the audit keeps what it was told. */
export async function down(db: Kysely<unknown>): Promise<void> {
  await sql`DROP TABLE event_consumers`.execute(db);
  await sql`DROP INDEX audit_by_id`.execute(db);
  await sql`ALTER TABLE audit DROP COLUMN sold_out`.execute(db);
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
