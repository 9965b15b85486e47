import { HoldfastError, type ListWebhooksInput, type Webhook, type WebhookPage } from "@holdfast/contract";
import type { WebhooksTable } from "@holdfast/db";
import { type Selectable, sql } from "kysely";
import type { AuditedFields } from "../audit/index.ts";
import { type Db, type DbContext, readPage, type Trx } from "../shared/index.ts";

/** The columns of a webhook that responses have: its secrets are not among them. */
export const webhookColumns = [
  "id",
  "url",
  "topics",
  "description",
  "active",
  "disabled_for",
  "failing_since",
  "previous_secret_until",
  "created_at",
  "updated_at",
] as const;

type WebhookRow = Pick<Selectable<WebhooksTable>, (typeof webhookColumns)[number]>;

export const toWebhook = (row: WebhookRow): Webhook => ({
  id: row.id,
  url: row.url,
  topics: row.topics,
  description: row.description,
  active: row.active,
  disabledFor: row.disabled_for,
  failingSince: row.failing_since?.toISOString() ?? null,
  previousSecretUntil: row.previous_secret_until?.toISOString() ?? null,
  createdAt: row.created_at.toISOString(),
  updatedAt: row.updated_at.toISOString(),
});

/** @throws WEBHOOK_NOT_FOUND */
export const getWebhook = ({ db }: DbContext, { id }: { id: string }): Promise<Webhook> =>
  readWebhook(db, id);

/** @throws WEBHOOK_NOT_FOUND */
export async function readWebhook(db: Db, id: string): Promise<Webhook> {
  const row = await db.selectFrom("webhooks").select(webhookColumns).where("id", "=", id).executeTakeFirst();
  if (!row) throw new HoldfastError("WEBHOOK_NOT_FOUND");
  return toWebhook(row);
}

/**
 * Locks a webhook until the transaction ends.
 * @throws WEBHOOK_NOT_FOUND
 */
export async function lockWebhook(trx: Trx, id: string): Promise<Webhook> {
  await sql`SELECT FROM webhooks WHERE id = ${id} FOR UPDATE`.execute(trx);
  return readWebhook(trx, id);
}

/**
 * Lists webhooks in the order of their creation.
 * @throws INVALID_INPUT for a cursor that is not of this list
 */
export async function listWebhooks({ db }: DbContext, input: ListWebhooksInput): Promise<WebhookPage> {
  return readPage(db.selectFrom("webhooks").select(webhookColumns), "id", input, toWebhook);
}

/** What the audit has of a webhook: of its URL the origin, because a path may be a secret. */
export const auditedWebhook = ({ url, topics, description, active, disabledFor }: Webhook) =>
  ({ origin: new URL(url).origin, topics, description, active, disabledFor }) satisfies AuditedFields;
