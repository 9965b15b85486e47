import { type Kysely, sql } from "kysely";

/**
 * API keys and holder tokens: of each only a SHA-256 is stored. Bookings from before have no token. A waitlist entry
 * that becomes a booking hands its own on.
 *
 * A receipt is found by a SHA-256 of who asks and the idempotency key, so that the key in clear is nowhere: a
 * repeated request gets its token again, made of that key and the receipt's salt. Receipts that are there are of
 * callers without an API key.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    CREATE TABLE api_keys (
      id uuid PRIMARY KEY,
      name text NOT NULL,
      role text NOT NULL CHECK (role IN ('admin', 'desk')),
      hash bytea NOT NULL CHECK (octet_length(hash) = 32),
      created_at timestamptz(3) NOT NULL DEFAULT clock_timestamp(),
      expires_at timestamptz(3),
      last_used_at timestamptz(3),
      revoked_at timestamptz(3)
    )`.execute(db);
  await sql`ALTER TABLE bookings ADD COLUMN token_hash bytea`.execute(db);
  await sql`ALTER TABLE waitlist_entries ADD COLUMN token_hash bytea`.execute(db);
  await sql`ALTER TABLE receipts ADD COLUMN salt text`.execute(db);
  await sql`
    UPDATE receipts SET key = rtrim(translate(
      encode(sha256(convert_to('public', 'UTF8') || '\\x00'::bytea || convert_to(key, 'UTF8')), 'base64'),
      '+/', '-_'), '=')`.execute(db);
}

/** Drops the keys and tokens. Receipts cannot get their keys back: what is repeated then, happens again. */
export async function down(db: Kysely<unknown>): Promise<void> {
  await sql`DELETE FROM receipts`.execute(db);
  await sql`ALTER TABLE receipts DROP COLUMN salt`.execute(db);
  await sql`ALTER TABLE waitlist_entries DROP COLUMN token_hash`.execute(db);
  await sql`ALTER TABLE bookings DROP COLUMN token_hash`.execute(db);
  await sql`DROP TABLE api_keys`.execute(db);
}
