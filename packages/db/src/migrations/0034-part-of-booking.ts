import { type Kysely, sql } from "kysely";

/**
 * How many persons of a booking have come, and the mail about another quantity. The release before checks all persons in,
 * and leaves the number null, which means just that.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  // Both tables at once: with locks that are taken one by one, this and a mail could wait for each other.
  await sql`LOCK TABLE bookings, mails IN ACCESS EXCLUSIVE MODE`.execute(db);
  await sql`ALTER TABLE bookings ADD COLUMN checked_in integer`.execute(db);
  // Not validated: no row breaks either, and a look at each of them would keep bookings waiting.
  await sql`ALTER TABLE bookings ADD CONSTRAINT bookings_checked_in_check
    CHECK (checked_in BETWEEN 1 AND quantity) NOT VALID`.execute(db);
  await sql`ALTER TABLE mails DROP CONSTRAINT mails_kind_check, ADD CONSTRAINT mails_kind_check
    CHECK (kind IN ('confirmed', 'cancelled', 'moved', 'changed', 'promoted', 'reminder')) NOT VALID`.execute(
    db,
  );
}

/** Forgets that only some have come, and which mails told of another quantity. */
export async function down(db: Kysely<unknown>): Promise<void> {
  await sql`DELETE FROM mails WHERE kind = 'changed'`.execute(db);
  await sql`ALTER TABLE mails DROP CONSTRAINT mails_kind_check, ADD CONSTRAINT mails_kind_check
    CHECK (kind IN ('confirmed', 'cancelled', 'moved', 'promoted', 'reminder'))`.execute(db);
  await sql`ALTER TABLE bookings DROP COLUMN checked_in`.execute(db);
}
