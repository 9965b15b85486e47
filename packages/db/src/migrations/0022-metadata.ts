import { type Kysely, sql } from "kysely";

/**
 * What other systems note on resources, slots and bookings: a map of texts, and the id that the row has there. All indexes
 * are partial, so that rows without either, as bookings in a rush are, have no entries in them. A deleted slot gives its
 * external id back. The release before leaves both columns at their defaults.
 *
 * What changed since a time is found by block ranges: an entry of a B-tree for every change of a booking would cost more.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  // All tables at once: with locks that are taken one by one, this and a booking could wait for each other.
  await sql`LOCK TABLE resources, slots, bookings IN ACCESS EXCLUSIVE MODE`.execute(db);
  for (const table of TABLES) {
    await sql`ALTER TABLE ${sql.table(table)} ADD COLUMN metadata jsonb NOT NULL DEFAULT '{}',
      ADD COLUMN external_id text`.execute(db);
    await sql`CREATE INDEX ${sql.id(`${table}_by_metadata`)} ON ${sql.table(table)}
      USING gin (metadata jsonb_path_ops) WHERE metadata <> '{}'`.execute(db);
  }
  await sql`CREATE UNIQUE INDEX resources_external_id ON resources (external_id) WHERE external_id IS NOT NULL`.execute(
    db,
  );
  await sql`CREATE UNIQUE INDEX slots_external_id ON slots (external_id)
    WHERE external_id IS NOT NULL AND deleted_at IS NULL`.execute(db);
  await sql`CREATE UNIQUE INDEX bookings_external_id ON bookings (external_id) WHERE external_id IS NOT NULL`.execute(
    db,
  );
  await sql`CREATE INDEX bookings_by_update ON bookings USING brin (updated_at) WITH (autosummarize = on)`.execute(
    db,
  );
}

/** Forgets both. */
export async function down(db: Kysely<unknown>): Promise<void> {
  await sql`DROP INDEX bookings_by_update`.execute(db);
  for (const table of TABLES) {
    await sql`ALTER TABLE ${sql.table(table)} DROP COLUMN metadata, DROP COLUMN external_id`.execute(db);
  }
}

const TABLES = ["resources", "slots", "bookings"] as const;
