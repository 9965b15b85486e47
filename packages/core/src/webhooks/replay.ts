import {
  type Delivery,
  REPLAY_MAX_DELIVERIES,
  type ReplayDeliveryInput,
  type ReplayedDeliveries,
  type ReplayWebhookInput,
} from "@holdfast/contract";
import { type RawBuilder, sql } from "kysely";
import { type EffectContext, runIdempotentChange } from "../idempotency/index.ts";
import { enqueueDelivery } from "../jobs/index.ts";
import type { JobContext, ReplayOptions, Trx } from "../shared/index.ts";
import { readDelivery } from "./deliveries.ts";
import { readWebhook } from "./webhook.ts";

/**
 * Sends a delivery again, at once, and once per idempotency key. Its event keeps its id, so that the receiver can tell.
 * @throws DELIVERY_NOT_FOUND; IDEMPOTENCY_KEY_IN_USE, IDEMPOTENCY_MISMATCH; BUSY
 */
export async function replayDelivery(
  ctx: JobContext,
  input: ReplayDeliveryInput,
  options: ReplayOptions = {},
): Promise<Delivery> {
  const { id } = input;
  const replay = async ({ db: trx }: EffectContext) => {
    await readDelivery(trx, id);
    await sendAgain(trx, sql`id = ${id}`);
    await enqueueDelivery(ctx.jobs, trx);
    return readDelivery(trx, id);
  };
  return runIdempotentChange(ctx, "webhooks.replayDelivery", input, options, replay, id);
}

/**
 * Sends the delivered and failed deliveries of a time again, the oldest `REPLAY_MAX_DELIVERIES` of them, once per idempotency
 * key. What waits is sent anyway.
 * @throws WEBHOOK_NOT_FOUND; IDEMPOTENCY_KEY_IN_USE, IDEMPOTENCY_MISMATCH; BUSY
 */
export async function replayWebhook(
  ctx: JobContext,
  input: ReplayWebhookInput,
  options: ReplayOptions = {},
): Promise<ReplayedDeliveries> {
  const replay = async ({ db: trx }: EffectContext) => {
    await readWebhook(trx, input.id);
    const found = await deliveriesOf(trx, input);
    const chosen = found.slice(0, REPLAY_MAX_DELIVERIES);
    await sendAgain(trx, sql`id = ANY(${chosen.map(({ id }) => id)}::uuid[])`);
    await enqueueDelivery(ctx.jobs, trx);
    const next = found[REPLAY_MAX_DELIVERIES];
    return { replayed: chosen.length, continueFrom: next?.created_at.toISOString() ?? null };
  };
  return runIdempotentChange(ctx, "webhooks.replay", input, options, replay, input.id);
}

/** The deliveries of a range, oldest first, and one more than a replay may have. */
async function deliveriesOf(trx: Trx, { id, from, until, status }: ReplayWebhookInput) {
  let query = trx
    .selectFrom("webhook_deliveries")
    .select(["id", "created_at"])
    .where("webhook_id", "=", id)
    .where("status", "!=", "PENDING")
    .where("created_at", ">=", from);
  if (until) query = query.where("created_at", "<", until);
  if (status) query = query.where("status", "=", status);
  return query
    .orderBy("number")
    .limit(REPLAY_MAX_DELIVERIES + 1)
    .execute();
}

const sendAgain = (trx: Trx, which: RawBuilder<unknown>) =>
  sql`
    UPDATE webhook_deliveries
    SET status = 'PENDING', failures = 0, due_at = clock_timestamp(), first_attempt_at = NULL
    WHERE ${which}`.execute(trx);
