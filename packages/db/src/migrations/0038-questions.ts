import { type Kysely, sql } from "kysely";

/**
 * What resources ask of those who book, and what bookings answer. Questions are `json`, which keeps their order. The release
 * before leaves all columns at their defaults, and asks nothing.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  // Both tables at once: with locks that are taken one by one, this and a booking could wait for each other.
  await sql`LOCK TABLE resources, bookings IN ACCESS EXCLUSIVE MODE`.execute(db);
  await sql`ALTER TABLE resources ADD COLUMN asks_attendees boolean NOT NULL DEFAULT false, ADD COLUMN questions json`.execute(
    db,
  );
  await sql`ALTER TABLE bookings ADD COLUMN attendees text[], ADD COLUMN answers jsonb`.execute(db);
}

/** Forgets questions and answers. */
export async function down(db: Kysely<unknown>): Promise<void> {
  await sql`ALTER TABLE bookings DROP COLUMN attendees, DROP COLUMN answers`.execute(db);
  await sql`ALTER TABLE resources DROP COLUMN asks_attendees, DROP COLUMN questions`.execute(db);
}
