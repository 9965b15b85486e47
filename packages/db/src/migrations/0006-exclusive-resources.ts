import { type Kysely, sql } from "kysely";

/**
 * Resources whose slots must not overlap. Slots carry a copy of `exclusive`, because a constraint sees one table:
 * a trigger makes it, under a lock that waits for whoever changes the resource. Booking touches no column of the
 * constraint, so it stays an update in place.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`CREATE EXTENSION IF NOT EXISTS btree_gist`.execute(db);
  await sql`ALTER TABLE resources ADD COLUMN exclusive boolean NOT NULL DEFAULT false`.execute(db);
  await sql`
    ALTER TABLE slots ADD COLUMN exclusive boolean NOT NULL DEFAULT false,
      ADD CONSTRAINT slots_exclusive_never_overlap
        EXCLUDE USING gist (resource_id WITH =, tstzrange(starts_at, ends_at) WITH &&)
        WHERE (exclusive AND deleted_at IS NULL)`.execute(db);
  await sql`
    CREATE FUNCTION slots_follow_resource() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
      SELECT exclusive INTO NEW.exclusive FROM resources WHERE id = NEW.resource_id FOR SHARE;
      NEW.exclusive := coalesce(NEW.exclusive, false); -- without a resource: the foreign key will refuse it
      RETURN NEW;
    END $$`.execute(db);
  await sql`
    CREATE TRIGGER slots_follow_resource BEFORE INSERT ON slots
    FOR EACH ROW EXECUTE FUNCTION slots_follow_resource()`.execute(db);
}

/** Lets slots overlap everywhere. The extension stays: others may use it. */
export async function down(db: Kysely<unknown>): Promise<void> {
  await sql`DROP TRIGGER slots_follow_resource ON slots`.execute(db);
  await sql`DROP FUNCTION slots_follow_resource`.execute(db);
  await sql`ALTER TABLE slots DROP CONSTRAINT slots_exclusive_never_overlap, DROP COLUMN exclusive`.execute(
    db,
  );
  await sql`ALTER TABLE resources DROP COLUMN exclusive`.execute(db);
}
