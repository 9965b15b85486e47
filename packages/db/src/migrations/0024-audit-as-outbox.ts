import { type Kysely, sql } from "kysely";

/**
 * Events are read from the audit, in the order of its ids; a table of their own would be a second truth. The audit gets what
 * only that table knew: late confirmations, entries whose waitlist was closed, and slots that are sold out or free again.
 * Where the readers of events are is kept by name.
 *
 * The table stays for processes of the version before, during a rolling restart: what they write there goes on to the audit.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`ALTER TABLE audit ADD COLUMN sold_out boolean`.execute(db);
  await sql`
    INSERT INTO audit (at, actor, action, subject_id, slot_id, after)
    SELECT at, 'system', type, coalesce(booking_id, (data ->> 'entryId')::uuid), slot_id, data
    FROM events WHERE type <> 'waitlist.promoted' ORDER BY transaction_id, id`.execute(db);
  await sql`CREATE UNIQUE INDEX audit_by_id ON audit (id)`.execute(db);
  await sql`
    CREATE FUNCTION events_are_audited() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
      INSERT INTO audit (actor, action, subject_id, slot_id, after)
      VALUES ('system', NEW.type, coalesce(NEW.booking_id, (NEW.data ->> 'entryId')::uuid), NEW.slot_id, NEW.data);
      RETURN NULL;
    END $$`.execute(db);
  await sql`
    CREATE TRIGGER events_are_audited AFTER INSERT ON events FOR EACH ROW WHEN (NEW.type <> 'waitlist.promoted')
    EXECUTE FUNCTION events_are_audited()`.execute(db);
  await sql`CREATE TABLE event_consumers (name text PRIMARY KEY, entry bigint NOT NULL, part integer NOT NULL)`.execute(
    db,
  );
}

/** What the audit was told stays there. */
export async function down(db: Kysely<unknown>): Promise<void> {
  await sql`DROP TABLE event_consumers`.execute(db);
  await sql`DROP TRIGGER events_are_audited ON events`.execute(db);
  await sql`DROP FUNCTION events_are_audited`.execute(db);
  await sql`DROP INDEX audit_by_id`.execute(db);
  await sql`ALTER TABLE audit DROP COLUMN sold_out`.execute(db);
}
