import { type Kysely, sql } from "kysely";

/**
 * Triggers find their tables whatever the `search_path` is of who writes: a dump that is read back sets an empty one. And
 * PostgreSQL gets statistics of what the migration to waves has written anew: it would count changes first.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await defineTriggers(db, await currentSchema(db));
  await sql`ANALYZE bookings, hold_waves`.execute(db);
}

/** Back to tables that are looked for. */
export async function down(db: Kysely<unknown>): Promise<void> {
  await defineTriggers(db);
}

async function defineTriggers(db: Kysely<unknown>, ...schema: string[]): Promise<void> {
  await sql`
    CREATE OR REPLACE FUNCTION note_placed_holds() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
      INSERT INTO ${sql.id(...schema, "hold_waves")} (ends_at, first_id, last_id)
      SELECT expires_at, (array_agg(id ORDER BY id))[1], (array_agg(id ORDER BY id DESC))[1]
      FROM placed WHERE status = 'PENDING' GROUP BY expires_at;
      RETURN NULL;
    END $$`.execute(db);
  await sql`
    CREATE OR REPLACE FUNCTION note_changed_hold() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
      INSERT INTO ${sql.id(...schema, "hold_waves")} (ends_at, first_id, last_id)
      VALUES (NEW.expires_at, NEW.id, NEW.id);
      RETURN NULL;
    END $$`.execute(db);
  await sql`
    CREATE OR REPLACE FUNCTION slots_follow_resource() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
      SELECT exclusive INTO NEW.exclusive FROM ${sql.id(...schema, "resources")} WHERE id = NEW.resource_id FOR SHARE;
      NEW.exclusive := coalesce(NEW.exclusive, false); -- without a resource: the foreign key will refuse it
      RETURN NEW;
    END $$`.execute(db);
}

async function currentSchema(db: Kysely<unknown>): Promise<string> {
  const { rows } = await sql<{ schema: string }>`SELECT current_schema() AS schema`.execute(db);
  return (rows[0] as { schema: string }).schema;
}
