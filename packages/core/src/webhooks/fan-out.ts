import type { Event } from "@holdfast/contract";
import { sql } from "kysely";
import { consumeEvents, type EventsContext } from "../events/index.ts";
import { enqueueDelivery } from "../jobs/index.ts";
import { type Db, type Jobs, newId, type Trx } from "../shared/index.ts";
import { type Message, messageOf } from "./messages.ts";
import type { Pace } from "./pace.ts";
import { relax } from "./relaxed.ts";

/** The name under which the position of webhooks among the events is kept. */
export const CONSUMER = "webhooks";
/** Deliveries that one transaction writes, unless one event has more. */
export const FAN_OUT_MAX_DELIVERIES = 500;
/** The same in a rush: bookings come first. */
export const RUSH_FAN_OUT_MAX_DELIVERIES = 100;

interface FanOutContext extends EventsContext {
  jobs: Jobs;
}

/**
 * Writes a delivery for each event and each webhook that hears of it, paused ones included, and the job that sends them, in the
 * transaction that moves the position among the events.
 * @param pace is told how much happens, and says how much may be written
 * @returns how many deliveries it wrote
 */
export async function fanOut(ctx: FanOutContext, pace: Pace): Promise<number> {
  const { count, entry } = await look(ctx.db);
  pace.note(Number(entry));
  if (count === 0 || !pace.isFanOutDue()) return 0;
  const maxDeliveries = pace.isRush ? RUSH_FAN_OUT_MAX_DELIVERIES : FAN_OUT_MAX_DELIVERIES;
  const maxEvents = Math.max(1, Math.floor(maxDeliveries / count));
  let written = 0;
  await consumeEvents(ctx, CONSUMER, { limit: maxEvents }, async (trx, events) => {
    written = await writeDeliveries(trx, ctx.jobs, events);
  });
  return written;
}

/** The number of webhooks, and the id of the last entry of the audit. */
async function look(db: Db): Promise<{ count: number; entry: string }> {
  const { rows } = await sql<{ count: number; entry: string }>`
    SELECT (SELECT count(*)::integer FROM webhooks) AS count, last_value AS entry FROM audit_id_seq`.execute(
    db,
  );
  return rows[0] ?? { count: 0, entry: "0" };
}

/** Whether one of the topics chooses a type of events. */
export function hears(topics: readonly string[], type: string): boolean {
  return topics.includes("*") || topics.includes(type) || topics.includes(type.replace(/\..*/, ".*"));
}

async function writeDeliveries(trx: Trx, jobs: Jobs, events: readonly Event[]): Promise<number> {
  const webhooks = await trx.selectFrom("webhooks").select(["id", "topics"]).orderBy("id").execute();
  const messages: Message[] = [];
  const deliveries: object[] = [];
  for (const event of events) {
    const hearing = webhooks.filter(({ topics }) => hears(topics, event.type));
    if (hearing.length === 0) continue;
    const message = messageOf(event);
    messages.push(message);
    for (const { id: webhookId } of hearing) {
      deliveries.push({ id: newId(), webhookId, messageId: message.id, orderKey: message.orderKey });
    }
  }
  await relax(trx);
  if (deliveries.length === 0) return 0;
  await sql`
    INSERT INTO webhook_messages (id, type, body)
    SELECT id, type, body FROM json_to_recordset(${JSON.stringify(messages)}::json)
      AS message (id text, type text, body text) ON CONFLICT DO NOTHING`.execute(trx);
  await sql`
    INSERT INTO webhook_deliveries (id, webhook_id, message_id, order_key)
    SELECT id, "webhookId", "messageId", "orderKey"
    FROM ROWS FROM (json_to_recordset(${JSON.stringify(deliveries)}::json)
      AS (id uuid, "webhookId" uuid, "messageId" text, "orderKey" uuid)) WITH ORDINALITY AS delivery
    ORDER BY ordinality`.execute(trx);
  await enqueueDelivery(jobs, trx);
  return deliveries.length;
}
