import { type Kysely, sql } from "kysely";

/**
 * Resources that are archived, and on slots what has closed them: the absence, or the archived resource itself. The release
 * before leaves both null: it closes slots by hand alone.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  // All tables at once: with locks that are taken one by one, this and a booking could wait for each other.
  await sql`LOCK TABLE resources, slots IN ACCESS EXCLUSIVE MODE`.execute(db);
  await sql`ALTER TABLE resources ADD COLUMN archived_at timestamptz(3)`.execute(db);
  await sql`ALTER TABLE slots ADD COLUMN closed_by uuid`.execute(db);
  await sql`CREATE INDEX slots_by_closing ON slots (closed_by) WHERE closed_by IS NOT NULL`.execute(db);
}

/** Archived resources are as all others then; what they have closed stays closed. */
export async function down(db: Kysely<unknown>): Promise<void> {
  await sql`ALTER TABLE slots DROP COLUMN closed_by`.execute(db);
  await sql`ALTER TABLE resources DROP COLUMN archived_at`.execute(db);
}
