import { type Kysely, sql } from "kysely";

/** Holidays of schedules: days without slots, by the calendar file that they were imported from. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    CREATE TABLE schedule_holidays (
      schedule_id uuid NOT NULL REFERENCES schedules ON DELETE CASCADE,
      file text NOT NULL CHECK (char_length(file) BETWEEN 1 AND 64),
      day date NOT NULL,
      name text NOT NULL,
      PRIMARY KEY (schedule_id, file, day)
    )`.execute(db);
}

/** Drops the holidays; the next run makes slots on these days. */
export async function down(db: Kysely<unknown>): Promise<void> {
  await sql`DROP TABLE schedule_holidays`.execute(db);
}
