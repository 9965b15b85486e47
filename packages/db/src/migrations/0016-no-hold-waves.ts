import { type Kysely, sql } from "kysely";
import * as holdWaves from "./0013-hold-waves.ts";
import * as qualifiedTriggers from "./0014-qualified-triggers.ts";
import * as partialIndexes from "./0015-partial-indexes.ts";

/**
 * Drops the waves, their triggers, and the second column that said the status. No row is written anew: those that are
 * there keep the dropped column's bytes until they change.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  // Everything that is needed in the end: with a lock that grows, this and a booking could wait for each other.
  await sql`LOCK TABLE bookings, hold_waves IN ACCESS EXCLUSIVE MODE`.execute(db);
  await sql`DROP TRIGGER bookings_placed ON bookings`.execute(db);
  await sql`DROP TRIGGER bookings_hold_changed ON bookings`.execute(db);
  await sql`DROP FUNCTION note_placed_holds, note_changed_hold`.execute(db);
  await sql`DROP TABLE hold_waves`.execute(db);
  await sql`ALTER TABLE bookings DROP COLUMN settled`.execute(db);
  await sql`ALTER TABLE bookings RESET (fillfactor)`.execute(db);
}

/** Back to waves beside the partial indexes. The migrations that made them write the table anew. */
export async function down(db: Kysely<unknown>): Promise<void> {
  await holdWaves.up(db);
  await qualifiedTriggers.up(db);
  await partialIndexes.up(db);
}
