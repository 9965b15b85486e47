import type { DeletedWebhook, DeleteWebhookInput } from "@holdfast/contract";
import { writeAudit } from "../audit/index.ts";
import { type EffectContext, runIdempotentChange } from "../idempotency/index.ts";
import { type ReplayOptions, requireVersion, type WriteContext } from "../shared/index.ts";
import { auditedWebhook, lockWebhook } from "./webhook.ts";

/**
 * Deletes a webhook, once per idempotency key. Its deliveries are gone for every reader, and are deleted in the background.
 * @throws WEBHOOK_NOT_FOUND; PRECONDITION_FAILED; IDEMPOTENCY_KEY_IN_USE, IDEMPOTENCY_MISMATCH; BUSY
 */
export async function deleteWebhook(
  ctx: WriteContext,
  input: DeleteWebhookInput,
  options: ReplayOptions = {},
): Promise<DeletedWebhook> {
  const { id } = input;
  const remove = async ({ db: trx, actor }: EffectContext) => {
    const webhook = await lockWebhook(trx, id);
    requireVersion(webhook, input.ifMatch);
    await trx.deleteFrom("webhooks").where("id", "=", id).execute();
    const before = auditedWebhook(webhook);
    await writeAudit(trx, actor, [{ action: "webhook.deleted", subjectId: id, before }]);
    return { id };
  };
  return runIdempotentChange(ctx, "webhooks.delete", input, options, remove, id);
}
