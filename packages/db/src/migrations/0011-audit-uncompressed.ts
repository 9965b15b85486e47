import { type Kysely, sql } from "kysely";

/** Ids that cannot be guessed do not become shorter: PostgreSQL need not try to compress an entry's thousands. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`ALTER TABLE audit ALTER COLUMN booking_ids SET STORAGE EXTERNAL`.execute(db);
}

/** Lets PostgreSQL try again. */
export async function down(db: Kysely<unknown>): Promise<void> {
  await sql`ALTER TABLE audit ALTER COLUMN booking_ids SET STORAGE EXTENDED`.execute(db);
}
