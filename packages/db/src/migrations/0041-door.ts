import { type Kysely, sql } from "kysely";

/**
 * Who has left again, and the scans at doors, those of devices without a network among them. The release before knows neither:
 * while it runs beside this one, its check-ins and no-shows are on the booking alone, and a later upload takes them from there.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`ALTER TABLE bookings ADD COLUMN checked_out integer`.execute(db);
  // Not validated: no row has the column yet.
  await sql`ALTER TABLE bookings ADD CONSTRAINT bookings_checked_out_check
    CHECK (checked_out BETWEEN 1 AND coalesce(checked_in, quantity)) NOT VALID`.execute(db);
  await sql`
    CREATE TABLE scans (
      slot_id uuid NOT NULL,
      scan_id uuid NOT NULL,
      booking_id uuid,
      direction text NOT NULL CONSTRAINT scans_direction_check CHECK (direction IN ('IN', 'OUT')),
      persons integer CONSTRAINT scans_persons_check CHECK (persons >= 1),
      places integer CONSTRAINT scans_places_check CHECK (places >= 1),
      scanned_at timestamptz(3) NOT NULL,
      device text,
      outcome text NOT NULL,
      earlier_scan_id uuid,
      ticket_slot_id uuid,
      actor text NOT NULL,
      created_at timestamptz(3) NOT NULL DEFAULT clock_timestamp(),
      PRIMARY KEY (slot_id, scan_id)
    )`.execute(db);
  await sql`CREATE INDEX scans_by_booking ON scans (booking_id, scanned_at, scan_id) WHERE places IS NOT NULL`.execute(
    db,
  );
  await sql`CREATE INDEX scans_by_time ON scans (slot_id, scanned_at, scan_id)`.execute(db);
}

/** Forgets who has left, and every scan; who was checked in stays so. */
export async function down(db: Kysely<unknown>): Promise<void> {
  await sql`DROP TABLE scans`.execute(db);
  await sql`ALTER TABLE bookings DROP COLUMN checked_out`.execute(db);
}
