import { type Kysely, sql } from "kysely";

/** Schedules may close on the next day, have further hours a day, and a last day. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    ALTER TABLE schedules
      ADD COLUMN ends_on date,
      ADD CONSTRAINT schedules_end_after_start CHECK (starts_on <= ends_on),
      DROP CONSTRAINT schedules_close_after_opening,
      ADD CONSTRAINT schedules_are_open CHECK (opens_at <> closes_at)`.execute(db);
  await sql`
    CREATE TABLE schedule_hours (
      schedule_id uuid NOT NULL REFERENCES schedules ON DELETE CASCADE,
      opens_at time NOT NULL,
      closes_at time NOT NULL,
      PRIMARY KEY (schedule_id, opens_at),
      CONSTRAINT schedule_hours_are_open CHECK (opens_at <> closes_at)
    )`.execute(db);
}

/** Drops further hours and last days. Schedules that close on the next day stay, and make no slots. */
export async function down(db: Kysely<unknown>): Promise<void> {
  await sql`DROP TABLE schedule_hours`.execute(db);
  await sql`
    ALTER TABLE schedules
      DROP COLUMN ends_on,
      DROP CONSTRAINT schedules_are_open,
      ADD CONSTRAINT schedules_close_after_opening CHECK (opens_at < closes_at) NOT VALID`.execute(db);
}
