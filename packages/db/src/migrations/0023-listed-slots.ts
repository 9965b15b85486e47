import { type Kysely, sql } from "kysely";

/**
 * Lists of slots by kind, and of those that staff have changed since a time, read what they show alone. Slots
 * carry a copy of their resource's kind, which never changes; the trigger that copies `exclusive` makes it,
 * for the release before, too. Booking touches no column of the two indexes, so it stays an update in place.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  const schema = await currentSchema(db);
  // All tables at once: with locks that are taken one by one, this and a booking could wait for each other.
  await sql`LOCK TABLE resources, slots IN ACCESS EXCLUSIVE MODE`.execute(db);
  await sql`ALTER TABLE slots ADD COLUMN kind text NOT NULL DEFAULT 'doctor'`.execute(db);
  await sql`
    CREATE OR REPLACE FUNCTION slots_follow_resource() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
      SELECT kind, exclusive INTO NEW.kind, NEW.exclusive
      FROM ${sql.id(schema, "resources")} WHERE id = NEW.resource_id FOR SHARE;
      NEW.kind := coalesce(NEW.kind, 'doctor'); -- without a resource: the foreign key will refuse it
      NEW.exclusive := coalesce(NEW.exclusive, false);
      RETURN NEW;
    END $$`.execute(db);
  // The default is right for doctors: their rows are not written again.
  await sql`
    UPDATE slots SET kind = resources.kind FROM resources
    WHERE resources.id = slots.resource_id AND resources.kind <> slots.kind`.execute(db);
  await sql`CREATE INDEX slots_by_kind ON slots (kind, starts_at, id)`.execute(db);
  await sql`CREATE INDEX slots_by_update ON slots (updated_at)`.execute(db);
}

/** Has the trigger copy `exclusive` alone. */
export async function down(db: Kysely<unknown>): Promise<void> {
  const schema = await currentSchema(db);
  await sql`
    CREATE OR REPLACE FUNCTION slots_follow_resource() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
      SELECT exclusive INTO NEW.exclusive FROM ${sql.id(schema, "resources")} WHERE id = NEW.resource_id FOR SHARE;
      NEW.exclusive := coalesce(NEW.exclusive, false); -- without a resource: the foreign key will refuse it
      RETURN NEW;
    END $$`.execute(db);
  await sql`DROP INDEX slots_by_update`.execute(db);
  await sql`ALTER TABLE slots DROP COLUMN kind`.execute(db);
}

async function currentSchema(db: Kysely<unknown>): Promise<string> {
  const { rows } = await sql<{ schema: string }>`SELECT current_schema() AS schema`.execute(db);
  return (rows[0] as { schema: string }).schema;
}
