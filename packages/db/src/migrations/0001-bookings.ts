import { type Kysely, sql } from "kysely";

/**
 * Resources, slots, bookings.
 *
 * Times have milliseconds, as on the wire, so that one read and sent back compares equal.
 * Slots keep half of each page free: a booking updates its slot's row in place.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    CREATE TABLE resources (
      id uuid PRIMARY KEY,
      kind text NOT NULL CHECK (kind IN ('doctor', 'show')),
      name text NOT NULL CHECK (char_length(name) BETWEEN 1 AND 200),
      specialization text CHECK (char_length(specialization) BETWEEN 1 AND 200),
      created_at timestamptz(3) NOT NULL DEFAULT clock_timestamp(),
      updated_at timestamptz(3) NOT NULL DEFAULT clock_timestamp()
    )`.execute(db);
  await sql`CREATE INDEX resources_by_kind ON resources (kind, id)`.execute(db);

  await sql`
    CREATE TABLE slots (
      id uuid PRIMARY KEY,
      resource_id uuid NOT NULL REFERENCES resources,
      starts_at timestamptz(3) NOT NULL,
      ends_at timestamptz(3) NOT NULL,
      capacity integer NOT NULL CHECK (capacity BETWEEN 1 AND 1000000),
      booked integer NOT NULL DEFAULT 0,
      created_at timestamptz(3) NOT NULL DEFAULT clock_timestamp(),
      updated_at timestamptz(3) NOT NULL DEFAULT clock_timestamp(),
      CONSTRAINT slots_ends_after_start CHECK (starts_at < ends_at AND ends_at <= starts_at + interval '744 hours'),
      CONSTRAINT slots_never_oversold CHECK (booked BETWEEN 0 AND capacity)
    ) WITH (fillfactor = 50)`.execute(db);
  await sql`CREATE INDEX slots_by_start ON slots (starts_at, id)`.execute(db);
  await sql`CREATE INDEX slots_by_resource ON slots (resource_id, starts_at, id)`.execute(db);

  await sql`
    CREATE TABLE bookings (
      id uuid PRIMARY KEY,
      slot_id uuid NOT NULL REFERENCES slots,
      customer_name text NOT NULL CHECK (char_length(customer_name) BETWEEN 1 AND 200),
      customer_contact text CHECK (char_length(customer_contact) BETWEEN 1 AND 320),
      quantity integer NOT NULL CHECK (quantity BETWEEN 1 AND 100),
      status text NOT NULL CHECK (status IN ('PENDING', 'CONFIRMED', 'FAILED', 'CANCELLED')),
      failure_reason text CHECK (failure_reason IN ('HOLD_EXPIRED')),
      expires_at timestamptz(3) NOT NULL,
      created_at timestamptz(3) NOT NULL DEFAULT clock_timestamp(),
      updated_at timestamptz(3) NOT NULL DEFAULT clock_timestamp(),
      CONSTRAINT bookings_failed_with_reason CHECK ((status = 'FAILED') = (failure_reason IS NOT NULL))
    )`.execute(db);
  await sql`CREATE INDEX bookings_by_slot ON bookings (slot_id, id)`.execute(db);
  await sql`CREATE INDEX holds_by_slot ON bookings (slot_id, expires_at) INCLUDE (quantity)
    WHERE status = 'PENDING'`.execute(db);
  await sql`CREATE INDEX holds_by_expiry ON bookings (expires_at) WHERE status = 'PENDING'`.execute(db);
}

/** Drops everything: for a database that holds nothing worth keeping. */
export async function down(db: Kysely<unknown>): Promise<void> {
  await sql`DROP TABLE bookings, slots, resources`.execute(db);
}
