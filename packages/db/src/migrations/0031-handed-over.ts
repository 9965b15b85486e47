import { type Kysely, sql } from "kysely";

/**
 * Bookings that were handed over to somebody else: the hash of the token that did it is good for a repetition of the same
 * request. The release before leaves it null.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`ALTER TABLE bookings ADD COLUMN former_token_hash bytea`.execute(db);
}

/** Forgets who handed what over. */
export async function down(db: Kysely<unknown>): Promise<void> {
  await sql`ALTER TABLE bookings DROP COLUMN former_token_hash`.execute(db);
}
