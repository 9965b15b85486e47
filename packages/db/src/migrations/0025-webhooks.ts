import { type Kysely, sql } from "kysely";

/**
 * Webhooks, what is sent to them, and what became of it. Up to fifty deliveries share one message. No foreign keys: the rows of
 * a delivery are written fifty at a time for each event, and those of a deleted webhook go in small steps. Two small indexes
 * have what waits alone; the oldest rows are found by their age in blocks.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    CREATE TABLE webhooks (
      id uuid PRIMARY KEY,
      url text NOT NULL CHECK (char_length(url) BETWEEN 1 AND 8000),
      topics text[] NOT NULL CHECK (cardinality(topics) > 0),
      description text CHECK (char_length(description) BETWEEN 1 AND 200),
      active boolean NOT NULL DEFAULT true,
      disabled_for text CHECK (disabled_for IN ('GONE', 'FAILING')),
      secret bytea NOT NULL,
      previous_secret bytea,
      previous_secret_until timestamptz(3),
      failures integer NOT NULL DEFAULT 0 CHECK (failures >= 0),
      failing_since timestamptz(3),
      retry_at timestamptz(3),
      leased_by uuid,
      leased_until timestamptz(3),
      created_at timestamptz(3) NOT NULL DEFAULT clock_timestamp(),
      updated_at timestamptz(3) NOT NULL DEFAULT clock_timestamp(),
      CONSTRAINT webhooks_disabled_inactive CHECK (disabled_for IS NULL OR NOT active)
    )`.execute(db);
  await sql`
    CREATE TABLE webhook_messages (
      id text PRIMARY KEY,
      type text NOT NULL,
      body text NOT NULL,
      created_at timestamptz(3) NOT NULL DEFAULT clock_timestamp()
    )`.execute(db);
  await sql`CREATE INDEX webhook_messages_by_age ON webhook_messages USING brin (created_at)`.execute(db);
  await sql`
    CREATE TABLE webhook_deliveries (
      id uuid PRIMARY KEY,
      number bigint NOT NULL GENERATED ALWAYS AS IDENTITY,
      webhook_id uuid NOT NULL,
      message_id text NOT NULL,
      order_key uuid NOT NULL,
      status text NOT NULL DEFAULT 'PENDING' CHECK (status IN ('PENDING', 'DELIVERED', 'FAILED')),
      failures integer NOT NULL DEFAULT 0,
      due_at timestamptz(3) NOT NULL DEFAULT clock_timestamp(),
      first_attempt_at timestamptz(3),
      attempts jsonb NOT NULL DEFAULT '[]',
      created_at timestamptz(3) NOT NULL DEFAULT clock_timestamp()
    )`.execute(db);
  await sql`CREATE UNIQUE INDEX webhook_deliveries_by_webhook ON webhook_deliveries (webhook_id, number)`.execute(
    db,
  );
  await sql`CREATE INDEX webhook_deliveries_by_message ON webhook_deliveries (message_id)`.execute(db);
  await sql`CREATE INDEX webhook_deliveries_pending ON webhook_deliveries (webhook_id, number)
    WHERE status = 'PENDING'`.execute(db);
  await sql`CREATE INDEX webhook_deliveries_retried ON webhook_deliveries (webhook_id, order_key, number)
    WHERE status = 'PENDING' AND failures > 0`.execute(db);
  await sql`CREATE INDEX webhook_deliveries_by_age ON webhook_deliveries USING brin (created_at)`.execute(db);
}

/** Forgets the webhooks, and what waits for them. */
export async function down(db: Kysely<unknown>): Promise<void> {
  await sql`DROP TABLE webhook_deliveries`.execute(db);
  await sql`DROP TABLE webhook_messages`.execute(db);
  await sql`DROP TABLE webhooks`.execute(db);
}
