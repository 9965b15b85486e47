import { type Kysely, sql } from "kysely";

/**
 * The zone in which customers read the times of a resource, and the language of mails to the customer of a booking or an
 * entry. The release before leaves all of them null, which means UTC and the server's language.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  // All tables at once: with locks that are taken one by one, this and a booking could wait for each other.
  await sql`LOCK TABLE resources, bookings, waitlist_entries IN ACCESS EXCLUSIVE MODE`.execute(db);
  await sql`ALTER TABLE resources ADD COLUMN time_zone text`.execute(db);
  for (const table of TABLES) {
    await sql`ALTER TABLE ${sql.table(table)} ADD COLUMN language text`.execute(db);
    // Not validated: no row has a language yet, and a look at each of them would keep bookings waiting.
    await sql`ALTER TABLE ${sql.table(table)} ADD CONSTRAINT ${sql.id(`${table}_language_check`)}
      CHECK (language IN ('en', 'de')) NOT VALID`.execute(db);
  }
}

/** Forgets both. */
export async function down(db: Kysely<unknown>): Promise<void> {
  for (const table of TABLES) {
    await sql`ALTER TABLE ${sql.table(table)} DROP COLUMN language`.execute(db);
  }
  await sql`ALTER TABLE resources DROP COLUMN time_zone`.execute(db);
}

const TABLES = ["bookings", "waitlist_entries"] as const;
