import { type Kysely, sql } from "kysely";

/**
 * A history goes by the order in which the changes were written, not by their time: a clock may be set back. Ids are given
 * under the lock of what is changed, so they have that order. The time stays in the index, after the id, because a
 * booking's entry that it shares with others is found by its slot and time.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await replaceIndex(db, sql`(slot_id, id, at)`);
}

/** Back to the order of time. */
export async function down(db: Kysely<unknown>): Promise<void> {
  await replaceIndex(db, sql`(slot_id, at, id)`);
}

async function replaceIndex(db: Kysely<unknown>, columns: ReturnType<typeof sql>): Promise<void> {
  await sql`DROP INDEX audit_by_slot`.execute(db);
  await sql`CREATE INDEX audit_by_slot ON audit ${columns} WHERE slot_id IS NOT NULL`.execute(db);
}
