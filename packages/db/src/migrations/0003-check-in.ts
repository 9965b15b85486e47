import { type Kysely, sql } from "kysely";

/**
 * Who came and who did not, and the indexes of the lists that staff read.
 *
 * Both indexes leave out PENDING rows: placing a hold must not pay for them. Who looks for a hold has the
 * indexes of the holds, which are few.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    ALTER TABLE bookings
      ADD COLUMN checked_in_at timestamptz(3),
      ADD COLUMN no_show_at timestamptz(3),
      ADD CONSTRAINT bookings_attended_if_confirmed CHECK (
        num_nonnulls(checked_in_at, no_show_at) = 0
        OR (status = 'CONFIRMED' AND num_nonnulls(checked_in_at, no_show_at) = 1)
      )`.execute(db);
  await sql`CREATE INDEX bookings_by_status ON bookings (status, id) WHERE status <> 'PENDING'`.execute(db);
  await sql`CREATE INDEX bookings_by_contact ON bookings (lower(customer_contact), id)
    WHERE status <> 'PENDING' AND customer_contact IS NOT NULL`.execute(db);
}

/** Forgets who came. */
export async function down(db: Kysely<unknown>): Promise<void> {
  await sql`DROP INDEX bookings_by_status, bookings_by_contact`.execute(db);
  await sql`ALTER TABLE bookings DROP COLUMN checked_in_at, DROP COLUMN no_show_at`.execute(db);
}
