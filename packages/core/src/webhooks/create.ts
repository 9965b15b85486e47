import { type CreateWebhookInput, HoldfastError, type NewWebhook, WEBHOOKS_MAX } from "@holdfast/contract";
import { sql } from "kysely";
import { writeAudit } from "../audit/index.ts";
import { consumeFromNow } from "../events/index.ts";
import { newId, type Trx } from "../shared/index.ts";
import { requireAllowedUrl } from "./addresses.ts";
import type { WebhookContext } from "./context.ts";
import { CONSUMER } from "./fan-out.ts";
import { newSecret, secretText } from "./secrets.ts";
import { auditedWebhook, toWebhook, webhookColumns } from "./webhook.ts";

/** The advisory lock under which webhooks are counted. */
const COUNT_LOCK = 0x686f6f6b;

/**
 * Creates a webhook, which hears of what is written from now on.
 * @returns the webhook with its secret, which no later response has
 * @throws WEBHOOKS_FULL; INVALID_INPUT for an address that the server's settings do not allow
 */
export async function createWebhook(
  { db, actor, allowPrivateWebhooks }: WebhookContext,
  input: CreateWebhookInput,
): Promise<NewWebhook> {
  requireAllowedUrl(input.url, allowPrivateWebhooks);
  const [id, secret] = [newId(), newSecret()];
  const webhook = await db.transaction().execute(async (trx) => {
    await requireRoom(trx);
    const { url, topics, description = null } = input;
    const row = await trx
      .insertInto("webhooks")
      .values({ id, url, topics, description, secret })
      .returning(webhookColumns)
      .executeTakeFirstOrThrow();
    const after = auditedWebhook(toWebhook(row));
    await writeAudit(trx, actor, [{ action: "webhook.created", subjectId: id, after }]);
    return toWebhook(row);
  });
  return { ...webhook, secret: secretText(secret) };
}

/**
 * Makes sure that there may be one more, and that the first hears of events.
 * @throws WEBHOOKS_FULL
 */
async function requireRoom(trx: Trx): Promise<void> {
  await sql`SELECT pg_advisory_xact_lock(${sql.lit(COUNT_LOCK)})`.execute(trx);
  const { rows } = await sql<{ count: number }>`SELECT count(*)::integer AS count FROM webhooks`.execute(trx);
  const count = rows[0]?.count ?? 0;
  if (count >= WEBHOOKS_MAX) throw new HoldfastError("WEBHOOKS_FULL");
  // While there is none, nobody reads events.
  if (count === 0) await consumeFromNow(trx, CONSUMER);
}
