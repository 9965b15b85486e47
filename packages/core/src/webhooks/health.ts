import type { WebhookHealth } from "@holdfast/contract";
import { sql } from "kysely";
import type { Db } from "../shared/index.ts";

/** Deliveries of one webhook that are looked at: from the newest those that have failed, from the oldest those that are queued. */
export const HEALTH_MAX_DELIVERIES = 10_000;

/** What is queued for each webhook, and what has failed of its latest deliveries. Addresses are left out: they may be secret. */
export async function healthOfWebhooks(db: Db): Promise<WebhookHealth[]> {
  const { rows } = await sql<WebhookHealth>`
    SELECT id, active,
      (SELECT count(*)::integer FROM (
        SELECT FROM webhook_deliveries WHERE webhook_id = webhooks.id AND status = 'PENDING' LIMIT ${HEALTH_MAX_DELIVERIES}
      ) AS pending) AS queued,
      (SELECT (count(*) FILTER (WHERE status = 'FAILED'))::integer FROM (
        SELECT status FROM webhook_deliveries WHERE webhook_id = webhooks.id
        ORDER BY number DESC LIMIT ${HEALTH_MAX_DELIVERIES}
      ) AS latest) AS failed
    FROM webhooks ORDER BY id`.execute(db);
  return rows;
}
