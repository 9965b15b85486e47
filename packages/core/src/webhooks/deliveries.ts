import {
  type Delivery,
  type DeliveryAttempt,
  type DeliveryPage,
  HoldfastError,
  type ListDeliveriesInput,
} from "@holdfast/contract";
import type { WebhookDeliveriesTable } from "@holdfast/db";
import type { Selectable } from "kysely";
import { z } from "zod";
import { type Db, type DbContext, decodeCursor, rowNumber, toPage } from "../shared/index.ts";
import { readWebhook } from "./webhook.ts";

const positionSchema = z.tuple([rowNumber]);

/** Deliveries with the types of their messages. */
const selectDeliveries = (db: Db) =>
  db
    .selectFrom("webhook_deliveries as delivery")
    .innerJoin("webhook_messages as message", "message.id", "delivery.message_id")
    .select([
      "delivery.id",
      "delivery.number",
      "delivery.webhook_id",
      "delivery.message_id",
      "delivery.status",
      "delivery.due_at",
      "delivery.attempts",
      "delivery.created_at",
      "message.type",
    ]);

type DeliveryRow = Pick<
  Selectable<WebhookDeliveriesTable>,
  "id" | "webhook_id" | "message_id" | "status" | "due_at" | "attempts" | "created_at"
> & { type: string };

const toDelivery = (row: DeliveryRow): Delivery => ({
  id: row.id,
  webhookId: row.webhook_id,
  eventId: row.message_id,
  type: row.type,
  status: row.status,
  nextAttemptAt: row.status === "PENDING" ? row.due_at.toISOString() : null,
  createdAt: row.created_at.toISOString(),
  attempts: row.attempts as DeliveryAttempt[],
});

/**
 * Lists the deliveries of a webhook, newest first.
 * @throws WEBHOOK_NOT_FOUND; INVALID_INPUT for a cursor that is not of this list
 */
export async function listDeliveries({ db }: DbContext, input: ListDeliveriesInput): Promise<DeliveryPage> {
  const { id, status, eventId, limit, cursor } = input;
  await readWebhook(db, id);
  let query = selectDeliveries(db).where("delivery.webhook_id", "=", id);
  if (status) query = query.where("delivery.status", "=", status);
  if (eventId !== undefined) query = query.where("delivery.message_id", "=", eventId);
  if (cursor) query = query.where("delivery.number", "<", decodeCursor(positionSchema, cursor)[0]);
  const rows = await query
    .orderBy("delivery.number", "desc")
    .limit(limit + 1)
    .execute();
  return toPage(rows, limit, toDelivery, (row) => [row.number]);
}

/** @throws DELIVERY_NOT_FOUND, also where its webhook was deleted */
export async function readDelivery(db: Db, id: string): Promise<Delivery> {
  const row = await selectDeliveries(db)
    .innerJoin("webhooks", "webhooks.id", "delivery.webhook_id")
    .where("delivery.id", "=", id)
    .executeTakeFirst();
  if (!row) throw new HoldfastError("DELIVERY_NOT_FOUND");
  return toDelivery(row);
}
