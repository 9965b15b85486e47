import type { UpdateWebhookInput, Webhook } from "@holdfast/contract";
import { type RawBuilder, sql } from "kysely";
import { recordChange } from "../audit/index.ts";
import { type EffectContext, runIdempotentChange } from "../idempotency/index.ts";
import { nextVersion, type ReplayOptions, requireVersion, type Trx } from "../shared/index.ts";
import { requireAllowedUrl } from "./addresses.ts";
import type { WebhookContext } from "./context.ts";
import { bringForward } from "./due.ts";
import { auditedWebhook, lockWebhook, readWebhook } from "./webhook.ts";

/**
 * Changes the given fields of a webhook, once per idempotency key. Of a process that is sending, the change is heard within
 * seconds.
 * @throws WEBHOOK_NOT_FOUND; PRECONDITION_FAILED; INVALID_INPUT for an address that the server's settings do not allow;
 *   IDEMPOTENCY_KEY_IN_USE, IDEMPOTENCY_MISMATCH; BUSY
 */
export async function updateWebhook(
  ctx: WebhookContext,
  input: UpdateWebhookInput,
  options: ReplayOptions = {},
): Promise<Webhook> {
  const { id, ifMatch } = input;
  if (input.url !== undefined) requireAllowedUrl(input.url, ctx.allowPrivateWebhooks);
  const change = async ({ db: trx, actor }: EffectContext) => {
    const before = await lockWebhook(trx, id);
    requireVersion(before, ifMatch);
    const subject = { action: "webhook.updated", subjectId: id } as const;
    const read = async () => auditedWebhook(await readWebhook(trx, id));
    await recordChange(trx, actor, subject, read, async () => {
      if (!differs(before, input)) return false;
      await write(trx, input);
      if (startsAnew(before, input)) await bringForward({ trx, jobs: ctx.jobs }, id);
      return undefined;
    });
    return readWebhook(trx, id);
  };
  return runIdempotentChange(ctx, "webhooks.update", input, options, change, id);
}

const FIELDS = ["url", "topics", "description", "active"] as const;

const differs = (before: Webhook, input: UpdateWebhookInput): boolean =>
  FIELDS.some(
    (field) => input[field] !== undefined && JSON.stringify(input[field]) !== JSON.stringify(before[field]),
  );

/** Whether what the webhook has failed in counts no longer: it is resumed, or has another address. */
const startsAnew = (before: Webhook, { url, active }: UpdateWebhookInput): boolean =>
  (active === true && !before.active) || (url !== undefined && url !== before.url);

async function write(trx: Trx, { id, url, topics, description, active }: UpdateWebhookInput): Promise<void> {
  const reset = <Value>(): RawBuilder<Value> => sql<Value>`NULL`;
  await trx
    .updateTable("webhooks")
    .set({
      ...(url !== undefined && { url }),
      ...(topics && { topics }),
      ...(description !== undefined && { description }),
      ...(active !== undefined && { active, disabled_for: reset() }),
      ...((url !== undefined || active) && { failures: 0, failing_since: reset(), retry_at: reset() }),
      updated_at: nextVersion("webhooks"),
    })
    .where("id", "=", id)
    .execute();
}
