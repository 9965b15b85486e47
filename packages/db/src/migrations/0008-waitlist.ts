import { type Kysely, sql } from "kysely";

/**
 * Waitlists of slots. `slots.waiting` counts the entries that wait, under the slot's lock, so that booking a slot
 * asks no other table whether somebody was there before. Its index has only slots with a waitlist, and no column
 * that a booking changes: that stays an update in place.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    CREATE TABLE waitlist_entries (
      id uuid PRIMARY KEY,
      number bigint NOT NULL GENERATED ALWAYS AS IDENTITY,
      slot_id uuid NOT NULL REFERENCES slots,
      quantity integer NOT NULL CHECK (quantity BETWEEN 1 AND 100),
      customer_name text NOT NULL CHECK (char_length(customer_name) BETWEEN 1 AND 200),
      customer_contact text CHECK (char_length(customer_contact) BETWEEN 1 AND 320),
      status text NOT NULL DEFAULT 'WAITING' CHECK (status IN ('WAITING', 'PROMOTED', 'LEFT')),
      booking_id uuid REFERENCES bookings,
      created_at timestamptz(3) NOT NULL DEFAULT clock_timestamp(),
      updated_at timestamptz(3) NOT NULL DEFAULT clock_timestamp(),
      CONSTRAINT waitlist_promoted_to_booking CHECK ((status = 'PROMOTED') = (booking_id IS NOT NULL))
    )`.execute(db);
  await sql`CREATE INDEX waitlist_by_slot ON waitlist_entries (slot_id, number)`.execute(db);
  await sql`CREATE INDEX waitlist_by_contact ON waitlist_entries (lower(customer_contact))
    WHERE customer_contact IS NOT NULL`.execute(db);
  await sql`CREATE INDEX waitlist_by_booking ON waitlist_entries (booking_id) WHERE booking_id IS NOT NULL`.execute(
    db,
  );
  await sql`ALTER TABLE slots ADD COLUMN waiting integer NOT NULL DEFAULT 0 CHECK (waiting >= 0)`.execute(db);
  await sql`CREATE INDEX slots_with_waitlist ON slots (id) WHERE waiting > 0`.execute(db);
}

/** Forgets who waited; who was given places keeps them. */
export async function down(db: Kysely<unknown>): Promise<void> {
  await sql`ALTER TABLE slots DROP COLUMN waiting`.execute(db);
  await sql`DROP TABLE waitlist_entries`.execute(db);
}
