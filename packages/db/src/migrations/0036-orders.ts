import { type Kysely, sql } from "kysely";

/**
 * Orders: the bookings of one call, which share its token. The release before makes none, and hands a booking of an order over
 * without taking it out: a booking with another token than its order is no longer of it.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    CREATE TABLE orders (
      id uuid PRIMARY KEY,
      token_hash bytea NOT NULL,
      created_at timestamptz(3) NOT NULL DEFAULT clock_timestamp()
    )`.execute(db);
  await sql`ALTER TABLE bookings ADD COLUMN order_id uuid`.execute(db);
  // Not validated: no row breaks it, and a look at each of them would keep bookings waiting.
  await sql`ALTER TABLE bookings ADD CONSTRAINT bookings_order_id_fkey
    FOREIGN KEY (order_id) REFERENCES orders NOT VALID`.execute(db);
  // Partial, so that bookings of one slot have no entries in it.
  await sql`CREATE INDEX bookings_by_order ON bookings (order_id, id) WHERE order_id IS NOT NULL`.execute(db);
}

/** Forgets which bookings belong together; each keeps its token. */
export async function down(db: Kysely<unknown>): Promise<void> {
  await sql`ALTER TABLE bookings DROP COLUMN order_id`.execute(db);
  await sql`DROP TABLE orders`.execute(db);
}
