import { type Kysely, sql } from "kysely";

/** Absences of resources: times in which their slots are closed, and their schedules make none. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    CREATE TABLE absences (
      id uuid PRIMARY KEY,
      resource_id uuid NOT NULL REFERENCES resources,
      starts_at timestamptz(3) NOT NULL,
      ends_at timestamptz(3) NOT NULL,
      reason text,
      slots_closed integer NOT NULL,
      ended_at timestamptz(3),
      created_at timestamptz(3) NOT NULL DEFAULT clock_timestamp(),
      CONSTRAINT absences_end_after_they_start CHECK (ends_at > starts_at)
    )`.execute(db);
  await sql`CREATE INDEX absences_by_resource ON absences (resource_id, id)`.execute(db);
}

/** Forgets absences; what they have closed stays closed. */
export async function down(db: Kysely<unknown>): Promise<void> {
  await sql`DROP TABLE absences`.execute(db);
}
