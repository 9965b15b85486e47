import { type Kysely, sql } from "kysely";

/**
 * How many places of a slot one contact may have. The release before keeps no such limit, and nobody can set one before a
 * process of this release runs.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const table of ["slots", "schedules"]) {
    await sql`ALTER TABLE ${sql.table(table)} ADD COLUMN max_per_contact integer
      CHECK (max_per_contact BETWEEN 1 AND 100)`.execute(db);
  }
}

/** Lets everybody have as many as there are. */
export async function down(db: Kysely<unknown>): Promise<void> {
  for (const table of ["slots", "schedules"]) {
    await sql`ALTER TABLE ${sql.table(table)} DROP COLUMN max_per_contact`.execute(db);
  }
}
