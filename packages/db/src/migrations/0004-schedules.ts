import { type Kysely, sql } from "kysely";

/**
 * Schedules, from which slots are made ahead.
 *
 * A schedule makes one slot at a start: the unique index holds that between runs of the job that meet. Holds
 * change no column of it, so a booking still updates its slot's row in place.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    CREATE TABLE schedules (
      id uuid PRIMARY KEY,
      resource_id uuid NOT NULL REFERENCES resources,
      rrule text NOT NULL CHECK (char_length(rrule) BETWEEN 1 AND 200),
      time_zone text NOT NULL CHECK (char_length(time_zone) BETWEEN 1 AND 64),
      starts_on date NOT NULL,
      opens_at time NOT NULL,
      closes_at time NOT NULL,
      slot_minutes integer NOT NULL CHECK (slot_minutes BETWEEN 1 AND 1440),
      gap_minutes integer NOT NULL CHECK (gap_minutes BETWEEN 0 AND 1440),
      capacity integer NOT NULL CHECK (capacity BETWEEN 1 AND 1000000),
      lead_minutes integer NOT NULL CHECK (lead_minutes BETWEEN 0 AND 527040),
      horizon_days integer NOT NULL CHECK (horizon_days BETWEEN 1 AND 366),
      created_at timestamptz(3) NOT NULL DEFAULT clock_timestamp(),
      updated_at timestamptz(3) NOT NULL DEFAULT clock_timestamp(),
      CONSTRAINT schedules_close_after_opening CHECK (opens_at < closes_at)
    )`.execute(db);
  await sql`CREATE INDEX schedules_by_resource ON schedules (resource_id, id)`.execute(db);

  await sql`
    CREATE TABLE schedule_exceptions (
      schedule_id uuid NOT NULL REFERENCES schedules ON DELETE CASCADE,
      day date NOT NULL,
      PRIMARY KEY (schedule_id, day)
    )`.execute(db);

  await sql`ALTER TABLE slots ADD COLUMN schedule_id uuid REFERENCES schedules`.execute(db);
  await sql`CREATE UNIQUE INDEX slots_by_schedule ON slots (schedule_id, starts_at)
    WHERE schedule_id IS NOT NULL`.execute(db);
}

/** Drops the schedules; the slots that they made stay. */
export async function down(db: Kysely<unknown>): Promise<void> {
  await sql`ALTER TABLE slots DROP COLUMN schedule_id`.execute(db);
  await sql`DROP TABLE schedule_exceptions, schedules`.execute(db);
}
