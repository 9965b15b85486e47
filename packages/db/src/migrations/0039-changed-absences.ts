import { type Kysely, sql } from "kysely";

/** Absences say when they were last changed. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    ALTER TABLE absences ADD COLUMN updated_at timestamptz(3) NOT NULL DEFAULT clock_timestamp()`.execute(db);
  await sql`UPDATE absences SET updated_at = coalesce(ended_at, created_at)`.execute(db);
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await sql`ALTER TABLE absences DROP COLUMN updated_at`.execute(db);
}
