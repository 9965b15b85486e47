import { type RawBuilder, sql } from "kysely";
import type { Db, DbContext } from "../shared/index.ts";

/** The age of a delivery, and of its attempts, at which it is deleted; also of one that waits for a paused webhook. */
export const DELIVERIES_KEPT_DAYS = 30;
const DELETE_MAX_ROWS = 5_000;

const isOld = sql<boolean>`created_at < clock_timestamp() - make_interval(days => ${DELIVERIES_KEPT_DAYS})`;

/**
 * Deletes deliveries and messages that are older than `DELIVERIES_KEPT_DAYS`, and the deliveries of deleted webhooks, a bounded
 * number in each statement. Safe to repeat.
 */
export async function deleteOldDeliveries({ db }: DbContext): Promise<void> {
  await deleteAll(db, "webhook_deliveries", isOld);
  await deleteAll(db, "webhook_messages", sql`${isOld} AND ${isUnsent}`);
  await deleteOrphans(db);
}

/** A message may be older than its deliveries by the time of a transaction. */
const isUnsent = sql<boolean>`NOT EXISTS (SELECT FROM webhook_deliveries WHERE message_id = webhook_messages.id)`;

async function deleteAll(
  db: Db,
  table: "webhook_deliveries" | "webhook_messages",
  which: RawBuilder<unknown>,
): Promise<void> {
  const from = sql.table(table);
  for (;;) {
    const { numAffectedRows = 0n } = await sql`
      DELETE FROM ${from} WHERE id IN (SELECT id FROM ${from} WHERE ${which} LIMIT ${DELETE_MAX_ROWS})`.execute(
      db,
    );
    if (numAffectedRows < DELETE_MAX_ROWS) return;
  }
}

/** Deletes what is left of deleted webhooks; the index is asked for each webhook that it has, not for each row. */
async function deleteOrphans(db: Db): Promise<void> {
  const { rows } = await sql<{ id: string }>`
    WITH RECURSIVE sent AS (
      (SELECT webhook_id FROM webhook_deliveries ORDER BY webhook_id LIMIT 1)
      UNION ALL
      SELECT (SELECT webhook_id FROM webhook_deliveries AS next WHERE next.webhook_id > sent.webhook_id
        ORDER BY webhook_id LIMIT 1)
      FROM sent WHERE sent.webhook_id IS NOT NULL
    )
    SELECT webhook_id AS id FROM sent
    WHERE webhook_id IS NOT NULL AND NOT EXISTS (SELECT FROM webhooks WHERE id = webhook_id)`.execute(db);
  for (const { id } of rows) await deleteAll(db, "webhook_deliveries", sql`webhook_id = ${id}`);
}
