import { type Kysely, sql } from "kysely";

/**
 * Holds are found by partial indexes again, by slot and by expiry, and all other bookings by their status. The waves and
 * `settled` stay for a process of the release before, which reads them beside this schema.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  // At once what a later migration needs in the same transaction: a lock that grows could be in a deadlock with a booking.
  await sql`LOCK TABLE bookings IN ACCESS EXCLUSIVE MODE`.execute(db);
  await sql`CREATE INDEX holds_by_slot ON bookings (slot_id, expires_at) WHERE status = 'PENDING'`.execute(
    db,
  );
  // What is true of every hold keeps PostgreSQL from looking for the holds of one slot here.
  await sql`CREATE INDEX holds_by_expiry ON bookings (expires_at)
    WHERE status = 'PENDING' AND failure_reason IS NULL`.execute(db);
  await sql`CREATE INDEX bookings_by_status ON bookings (status, id) WHERE status <> 'PENDING'`.execute(db);
}

/** Back to waves alone. */
export async function down(db: Kysely<unknown>): Promise<void> {
  await sql`DROP INDEX holds_by_slot, holds_by_expiry, bookings_by_status`.execute(db);
}
