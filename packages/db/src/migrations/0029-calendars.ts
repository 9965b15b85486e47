import { type Kysely, sql } from "kysely";

/** The calendars of resources that clients subscribe to: one each, at a secret address. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    CREATE TABLE calendars (
      resource_id uuid PRIMARY KEY REFERENCES resources,
      secret_hash bytea NOT NULL,
      names_customers boolean NOT NULL,
      created_at timestamptz(3) NOT NULL DEFAULT clock_timestamp()
    )`.execute(db);
  await sql`CREATE UNIQUE INDEX calendars_by_secret ON calendars (secret_hash)`.execute(db);
}

/** Every address leads nowhere. */
export async function down(db: Kysely<unknown>): Promise<void> {
  await sql`DROP TABLE calendars`.execute(db);
}
