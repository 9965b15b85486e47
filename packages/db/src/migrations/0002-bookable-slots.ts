import { type Kysely, sql } from "kysely";

/**
 * Slots that staff close, give a booking window or delete.
 *
 * A deleted slot stays as a row, because its bookings are never deleted. The constraint also holds for a
 * process of the release before, which knows nothing of deleted slots and runs beside this schema for a moment.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    ALTER TABLE slots
      ADD COLUMN closed boolean NOT NULL DEFAULT false,
      ADD COLUMN bookable_from timestamptz(3),
      ADD COLUMN bookable_until timestamptz(3),
      ADD COLUMN deleted_at timestamptz(3),
      ADD CONSTRAINT slots_bookable_window CHECK (bookable_from < bookable_until),
      ADD CONSTRAINT slots_deleted_without_bookings CHECK (deleted_at IS NULL OR booked = 0)`.execute(db);
}

/** Drops what was closed, limited and deleted: deleted slots are there again. */
export async function down(db: Kysely<unknown>): Promise<void> {
  await sql`
    ALTER TABLE slots
      DROP COLUMN closed, DROP COLUMN bookable_from, DROP COLUMN bookable_until, DROP COLUMN deleted_at`.execute(
    db,
  );
}
