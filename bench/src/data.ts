import type { Database } from "@holdfast/db";
import { type Kysely, sql } from "kysely";

type Db = Kysely<Database>;

/** Creates the baseline's tables, and the index that its count needs. */
export async function createBaselineTables(db: Db): Promise<void> {
  await sql`CREATE TABLE baseline_slots (id uuid PRIMARY KEY, capacity integer NOT NULL)`.execute(db);
  await sql`
    CREATE TABLE baseline_bookings (
      id uuid PRIMARY KEY,
      slot_id uuid REFERENCES baseline_slots ON DELETE CASCADE,
      patient_name text NOT NULL,
      patient_contact text,
      status text DEFAULT 'PENDING',
      created_at timestamp,
      updated_at timestamp
    )`.execute(db);
  await sql`CREATE INDEX ON baseline_bookings (slot_id, status)`.execute(db);
}

/** Empties all tables, so that no row inherits another's bookings. */
export async function emptyTables(db: Db): Promise<void> {
  await sql`TRUNCATE resources, baseline_slots CASCADE`.execute(db);
  await sql`CHECKPOINT`.execute(db);
}

/** Makes a resource; returns its id. */
export async function makeResource(db: Db): Promise<string> {
  const { rows } = await sql<{ id: string }>`
    INSERT INTO resources (id, kind, name) VALUES (uuidv7(), 'show', 'A show') RETURNING id`.execute(db);
  return (rows[0] as { id: string }).id;
}

/** Makes slots that start tomorrow, the same for Holdfast and the baseline; returns their ids. */
export async function makeSlots(db: Db, count: number, capacity: number): Promise<string[]> {
  const resourceId = await makeResource(db);
  const { rows } = await sql<{ id: string }>`
    WITH made AS (
      INSERT INTO slots (id, resource_id, starts_at, ends_at, capacity)
      SELECT gen_random_uuid(), ${resourceId}, now() + interval '1 day', now() + interval '25 hours', ${capacity}::integer
      FROM generate_series(1, ${count}::integer) RETURNING id, capacity
    )
    INSERT INTO baseline_slots SELECT id, capacity FROM made RETURNING id`.execute(db);
  return rows.map(({ id }) => id);
}

/** Gives a slot bookings of the day before in both sets of tables, a third each CONFIRMED, FAILED and CANCELLED. */
export async function makePastBookings(db: Db, slotId: string, count: number): Promise<void> {
  if (count === 0) return;
  await sql`
    WITH placed AS (
      INSERT INTO bookings (id, slot_id, customer_name, customer_contact, quantity, status, failure_reason,
        expires_at, created_at, updated_at)
      SELECT uuidv7(), ${slotId}, 'John Doe', 'john@example.com', 1,
        (ARRAY['CONFIRMED', 'FAILED', 'CANCELLED'])[n % 3 + 1], CASE n % 3 WHEN 1 THEN 'HOLD_EXPIRED' END,
        now() - interval '23 hours', now() - interval '24 hours', now() - interval '23 hours'
      FROM generate_series(1, ${count}::integer) AS n RETURNING status
    )
    UPDATE slots SET booked = (SELECT count(*) FROM placed WHERE status = 'CONFIRMED') WHERE id = ${slotId}`.execute(
    db,
  );
  await sql`
    INSERT INTO baseline_bookings
    SELECT gen_random_uuid(), ${slotId}, 'John Doe', 'john@example.com',
      (ARRAY['CONFIRMED', 'FAILED', 'CANCELLED'])[n % 3 + 1], now() - interval '24 hours', now() - interval '23 hours'
    FROM generate_series(1, ${count}::integer) AS n`.execute(db);
  await sql`VACUUM ANALYZE slots, bookings, baseline_slots, baseline_bookings`.execute(db);
  await sql`CHECKPOINT`.execute(db); // otherwise PostgreSQL writes these rows to its files during the next rounds
}

/** Books slots of capacity 1 in both sets of tables. */
export async function sellOut(db: Db, slotIds: readonly string[]): Promise<void> {
  await sql`
    INSERT INTO bookings (id, slot_id, customer_name, quantity, status, expires_at)
    SELECT uuidv7(), id, 'John Doe', 1, 'CONFIRMED', now() FROM slots WHERE id = ANY(${slotIds}::uuid[])`.execute(
    db,
  );
  await sql`UPDATE slots SET booked = 1 WHERE id = ANY(${slotIds}::uuid[])`.execute(db);
}

/** Spreads holds that expire at the same time evenly over slots. */
export async function makeHolds(
  db: Db,
  slotIds: readonly string[],
  count: number,
  expiresAt: Date,
): Promise<void> {
  await sql`
    WITH placed AS (
      INSERT INTO bookings (id, slot_id, customer_name, customer_contact, quantity, status, expires_at)
      SELECT uuidv7(), (${slotIds}::uuid[])[n % ${slotIds.length}::integer + 1], 'John Doe', 'john@example.com', 1,
        'PENDING', ${expiresAt}::timestamptz
      FROM generate_series(1, ${count}::integer) AS n RETURNING slot_id
    )
    UPDATE slots SET booked = held.places
    FROM (SELECT slot_id, count(*) AS places FROM placed GROUP BY slot_id) AS held
    WHERE slots.id = held.slot_id`.execute(db);
  await sql`VACUUM ANALYZE slots, bookings`.execute(db);
}

/** The holds of slots, in the order in which they were made. */
export async function heldIds(db: Db, slotIds: readonly string[]): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    SELECT id FROM bookings WHERE slot_id = ANY(${slotIds}::uuid[]) AND status = 'PENDING' ORDER BY id`.execute(
    db,
  );
  return rows.map(({ id }) => id);
}

/**
 * Fills the list of slots: six of ten belong to one resource, and one of ten is sold out. Every slot has ten
 * places and bookings of every status.
 * @returns the id of that resource
 */
export async function makeListedSlots(db: Db, slots: number, bookingsPerSlot: number): Promise<string> {
  const [large, small] = [await makeResource(db), await makeResource(db)];
  await sql`
    INSERT INTO slots (id, resource_id, starts_at, ends_at, capacity)
    SELECT uuidv7(), CASE WHEN n % 10 < 6 THEN ${large}::uuid ELSE ${small}::uuid END,
      now() + interval '1 day' + n * interval '1 minute', now() + interval '25 hours' + n * interval '1 minute', 10
    FROM generate_series(1, ${slots}::integer) AS n`.execute(db);
  await sql`
    INSERT INTO bookings (id, slot_id, customer_name, customer_contact, quantity, status, failure_reason,
      expires_at, created_at, updated_at)
    SELECT uuidv7(), slot.id, 'John Doe', 'john@example.com', CASE WHEN slot.n % 10 = 7 AND m = 1 THEN 10 ELSE 1 END,
      CASE WHEN slot.n % 10 = 7 THEN (CASE m WHEN 1 THEN 'CONFIRMED' ELSE 'CANCELLED' END)
        ELSE (ARRAY['CONFIRMED', 'PENDING', 'FAILED', 'CANCELLED'])[m % 4 + 1] END,
      CASE WHEN slot.n % 10 <> 7 AND m % 4 = 2 THEN 'HOLD_EXPIRED' END,
      CASE WHEN slot.n % 10 <> 7 AND m % 4 = 1 THEN now() + interval '6 hours' ELSE now() - interval '23 hours' END,
      now() - interval '24 hours', now() - interval '23 hours'
    FROM (SELECT id, row_number() OVER (ORDER BY id) AS n FROM slots) AS slot,
      generate_series(1, ${bookingsPerSlot}::integer) AS m`.execute(db);
  await sql`
    UPDATE slots SET booked = held.places FROM (
      SELECT slot_id, sum(quantity) AS places FROM bookings
      WHERE status IN ('PENDING', 'CONFIRMED') GROUP BY slot_id
    ) AS held WHERE slots.id = held.slot_id`.execute(db);
  await sql`VACUUM ANALYZE slots, bookings`.execute(db);
  return large;
}
