import { type Kysely, sql } from "kysely";

/** Those who wait, in order: places in a waitlist are counted in it, however many have come and gone before. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`CREATE INDEX waitlist_waiting ON waitlist_entries (slot_id, number) WHERE status = 'WAITING'`.execute(
    db,
  );
}

/** Lets places be counted among all who ever waited. */
export async function down(db: Kysely<unknown>): Promise<void> {
  await sql`DROP INDEX waitlist_waiting`.execute(db);
}
