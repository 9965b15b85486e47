import { sql } from "kysely";
import type { Db } from "../shared/index.ts";
import { isDue } from "./leases.ts";

/** Deliveries that a sender reads ahead. */
export const READ_AHEAD_DELIVERIES = 16;

/** A delivery that is to be sent. */
export interface Due {
  id: string;
  orderKey: string;
  failures: number;
  messageId: string;
  body: string;
}

/** Which deliveries a sender asks for: those of its webhook that it does not know. */
export interface DueQuestion {
  webhookId: string;
  knownIds: readonly string[];
}

/** Reads what is due for each webhook, in order, `READ_AHEAD_DELIVERIES` at most for each. */
export async function readDue(db: Db, questions: readonly DueQuestion[]): Promise<Due[][]> {
  const { rows } = await sql<Due & { webhookId: string }>`
    SELECT asked.id AS "webhookId", due.id, order_key AS "orderKey", failures, message_id AS "messageId", body
    FROM unnest(${questions.map(({ webhookId }) => webhookId)}::uuid[]) AS asked (id)
    CROSS JOIN LATERAL (
      SELECT delivery.* FROM webhook_deliveries AS delivery
      WHERE webhook_id = asked.id AND ${isDue}
        AND delivery.id <> ALL(${questions.flatMap(({ knownIds }) => knownIds)}::uuid[])
      ORDER BY number LIMIT ${READ_AHEAD_DELIVERIES}
    ) AS due
    JOIN webhook_messages AS message ON message.id = message_id
    ORDER BY number`.execute(db);
  const byWebhook = Map.groupBy(rows, ({ webhookId }) => webhookId);
  return questions.map(({ webhookId }) => byWebhook.get(webhookId) ?? []);
}
