import { type Kysely, sql } from "kysely";

/**
 * Sessions of members of staff in the console. Only a hash of a session's secret is stored. One that began with the key of the
 * environment has no `key_id`: its hash is made with that key, so that another key ends it.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    CREATE TABLE sessions (
      id uuid PRIMARY KEY,
      key_id uuid REFERENCES api_keys,
      hash bytea NOT NULL CHECK (octet_length(hash) = 32),
      created_at timestamptz(3) NOT NULL DEFAULT clock_timestamp(),
      last_used_at timestamptz(3) NOT NULL DEFAULT clock_timestamp(),
      expires_at timestamptz(3) NOT NULL
    )`.execute(db);
  await sql`CREATE INDEX sessions_by_key ON sessions (key_id, id)`.execute(db);
}

/** Everybody signs in again. */
export async function down(db: Kysely<unknown>): Promise<void> {
  await sql`DROP TABLE sessions`.execute(db);
}
