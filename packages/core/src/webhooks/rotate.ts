import type { NewWebhook } from "@holdfast/contract";
import { sql } from "kysely";
import { writeAudit } from "../audit/index.ts";
import { nextVersion, type WriteContext } from "../shared/index.ts";
import { newSecret, PREVIOUS_SECRET_HOURS, secretText } from "./secrets.ts";
import { lockWebhook, toWebhook, webhookColumns } from "./webhook.ts";

/**
 * Gives a webhook a new secret. For `PREVIOUS_SECRET_HOURS` its deliveries are signed with the one before, too.
 * @returns the webhook with its new secret, which no later response has
 * @throws WEBHOOK_NOT_FOUND
 */
export async function rotateSecret({ db, actor }: WriteContext, { id }: { id: string }): Promise<NewWebhook> {
  const secret = newSecret();
  const webhook = await db.transaction().execute(async (trx) => {
    await lockWebhook(trx, id);
    const row = await trx
      .updateTable("webhooks")
      .set((eb) => ({
        secret,
        previous_secret: eb.ref("secret"),
        previous_secret_until: sql<Date>`clock_timestamp() + make_interval(hours => ${PREVIOUS_SECRET_HOURS})`,
        updated_at: nextVersion("webhooks"),
      }))
      .where("id", "=", id)
      .returning(webhookColumns)
      .executeTakeFirstOrThrow();
    const { previousSecretUntil } = toWebhook(row);
    await writeAudit(trx, actor, [
      { action: "webhook.rotated", subjectId: id, before: {}, after: { previousSecretUntil } },
    ]);
    return toWebhook(row);
  });
  return { ...webhook, secret: secretText(secret) };
}
