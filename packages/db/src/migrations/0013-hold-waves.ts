import { type Kysely, sql } from "kysely";

/**
 * Holds end without an entry in any index: most do, in waves, and each entry cost more than the change itself.
 *
 * `hold_waves` tells where the holds are that end at a time: a range of ids, a row for all that one statement placed.
 * Triggers keep it, so no writer can forget to. `settled` changes when a booking is confirmed or cancelled, and not when
 * its hold ends; the indexes have it in place of the status. Each page of bookings keeps half of itself free for its
 * rows' next versions. All of the table is written anew.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  // At once what is needed in the end: whoever books meanwhile would be in a deadlock with a lock that grows.
  await sql`LOCK TABLE bookings IN ACCESS EXCLUSIVE MODE`.execute(db);
  await sql`
    CREATE TABLE hold_waves (
      id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
      ends_at timestamptz(3) NOT NULL,
      first_id uuid NOT NULL,
      last_id uuid NOT NULL,
      CONSTRAINT hold_waves_first_before_last CHECK (first_id <= last_id)
    )`.execute(db);
  await sql`CREATE INDEX hold_waves_by_end ON hold_waves (ends_at)`.execute(db);
  await sql`CREATE INDEX hold_waves_by_first ON hold_waves (first_id)`.execute(db);
  await sql`
    CREATE FUNCTION note_placed_holds() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
      INSERT INTO hold_waves (ends_at, first_id, last_id)
      SELECT expires_at, (array_agg(id ORDER BY id))[1], (array_agg(id ORDER BY id DESC))[1]
      FROM placed WHERE status = 'PENDING' GROUP BY expires_at;
      RETURN NULL;
    END $$`.execute(db);
  await sql`
    CREATE FUNCTION note_changed_hold() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
      INSERT INTO hold_waves (ends_at, first_id, last_id) VALUES (NEW.expires_at, NEW.id, NEW.id);
      RETURN NULL;
    END $$`.execute(db);
  await sql`
    CREATE TRIGGER bookings_placed AFTER INSERT ON bookings REFERENCING NEW TABLE AS placed
    FOR EACH STATEMENT EXECUTE FUNCTION note_placed_holds()`.execute(db);
  await sql`
    CREATE TRIGGER bookings_hold_changed AFTER UPDATE OF id, status, expires_at ON bookings FOR EACH ROW
    WHEN (NEW.status = 'PENDING' AND (NEW.id, NEW.status, NEW.expires_at) <> (OLD.id, OLD.status, OLD.expires_at))
    EXECUTE FUNCTION note_changed_hold()`.execute(db);
  await sql`
    INSERT INTO hold_waves (ends_at, first_id, last_id)
    SELECT expires_at, (array_agg(id ORDER BY id))[1], (array_agg(id ORDER BY id DESC))[1]
    FROM bookings WHERE status = 'PENDING' GROUP BY expires_at`.execute(db);

  await sql`DROP INDEX holds_by_slot, holds_by_expiry, bookings_by_status, bookings_by_contact`.execute(db);
  await sql`ALTER TABLE bookings SET (fillfactor = 50)`.execute(db);
  await sql`
    ALTER TABLE bookings ADD COLUMN settled text
      GENERATED ALWAYS AS (CASE WHEN status IN ('CONFIRMED', 'CANCELLED') THEN status END) STORED`.execute(
    db,
  );
  await sql`CREATE INDEX bookings_settled ON bookings (settled, id) WHERE settled IS NOT NULL`.execute(db);
  await sql`CREATE INDEX bookings_unsettled ON bookings (id) WHERE settled IS NULL`.execute(db);
  await sql`CREATE INDEX bookings_by_contact ON bookings (lower(customer_contact), id)
    WHERE customer_contact IS NOT NULL`.execute(db);
}

/** Back to an index for each question. */
export async function down(db: Kysely<unknown>): Promise<void> {
  await sql`DROP TRIGGER bookings_placed ON bookings`.execute(db);
  await sql`DROP TRIGGER bookings_hold_changed ON bookings`.execute(db);
  await sql`DROP FUNCTION note_placed_holds, note_changed_hold`.execute(db);
  await sql`DROP TABLE hold_waves`.execute(db);
  await sql`DROP INDEX bookings_by_contact`.execute(db);
  await sql`ALTER TABLE bookings DROP COLUMN settled`.execute(db);
  await sql`ALTER TABLE bookings RESET (fillfactor)`.execute(db);
  await sql`CREATE INDEX bookings_by_status ON bookings (status, id) WHERE status <> 'PENDING'`.execute(db);
  await sql`CREATE INDEX bookings_by_contact ON bookings (lower(customer_contact), id)
    WHERE status <> 'PENDING' AND customer_contact IS NOT NULL`.execute(db);
  await sql`CREATE INDEX holds_by_slot ON bookings (slot_id, expires_at) INCLUDE (quantity)
    WHERE status = 'PENDING'`.execute(db);
  await sql`CREATE INDEX holds_by_expiry ON bookings (expires_at) WHERE status = 'PENDING'`.execute(db);
}
