import { type Kysely, sql } from "kysely";

/** How many hours before a slot's start its customers may cancel by themselves; null: at any time. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`ALTER TABLE slots ADD COLUMN cancel_until integer CHECK (cancel_until BETWEEN 0 AND 8784)`.execute(
    db,
  );
}

/** Lets everybody cancel at any time. */
export async function down(db: Kysely<unknown>): Promise<void> {
  await sql`ALTER TABLE slots DROP COLUMN cancel_until`.execute(db);
}
