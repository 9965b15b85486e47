import type { DeliveryAttempt, WebhookFault } from "@holdfast/contract";
import { sql } from "kysely";
import { writeAudit } from "../audit/index.ts";
import { enqueueDelivery } from "../jobs/index.ts";
import { type Db, type Jobs, nextVersion, type Trx } from "../shared/index.ts";
import { DELIVERY_MAX_DAYS, OUTAGE_MIN_FAILURES } from "./back-off.ts";
import { relaxedTransaction } from "./relaxed.ts";

/** The attempts of one delivery that are kept. */
export const ATTEMPTS_MAX_KEPT = 50;
/** Jobs for later attempts are in steps: those of one step share a job. */
const STEP_MILLISECONDS = 1_000;

/** The outcome of one attempt. */
export interface Outcome {
  /** The delivery. */
  id: string;
  attempt: DeliveryAttempt;
  isDelivered: boolean;
  /** After a failure: how long to wait for the next attempt. */
  pauseMilliseconds: number;
}

/** What the outcomes of some attempts say of their webhook. */
export interface Standing {
  webhookId: string;
  /** Failures in a row, by now. */
  failures: number;
  /** Whether an attempt was accepted among them. */
  hadSuccess: boolean;
  /** Failures in a row that an accepted attempt has ended. */
  failuresEnded: number;
  /** Whether it was answered 410. */
  isGone: boolean;
  /** How long to send nothing at all; undefined: it goes on. */
  pauseMilliseconds: number | undefined;
}

/** A webhook that the server has disabled. */
export interface Disabled {
  webhookId: string;
  /** Of its URL the origin: a path may be a secret. */
  origin: string;
  disabledFor: WebhookFault;
}

/**
 * Writes outcomes down, in one transaction: attempts, what is delivered, when what failed is tried again, and webhooks that
 * nothing is sent to any more.
 * @param standings of webhooks whose standing has changed
 * @returns the webhooks that were disabled
 */
export async function record(
  { db, jobs }: { db: Db; jobs: Jobs },
  outcomes: readonly Outcome[],
  standings: readonly Standing[],
): Promise<Disabled[]> {
  return relaxedTransaction(db, async (trx) => {
    const disabled: Disabled[] = [];
    const dueAt: Date[] = [];
    for (const standing of standings) {
      await endOutage(trx, standing);
      const written = await writeStanding(trx, standing);
      if (written.disabled) disabled.push(written.disabled);
      if (written.retryAt) dueAt.push(written.retryAt);
    }
    const disabledIds = disabled.map(({ webhookId }) => webhookId);
    dueAt.push(...(await writeOutcomes(trx, outcomes, disabledIds)));
    const steps = dueAt.map((at) => Math.ceil(at.getTime() / STEP_MILLISECONDS) * STEP_MILLISECONDS);
    if (steps.length > 0) await enqueueDelivery(jobs, trx, ...new Set(steps));
    return disabled;
  });
}

/** Writes attempts, and returns the times at which those that failed are due again. */
async function writeOutcomes(
  trx: Trx,
  outcomes: readonly Outcome[],
  disabledIds: readonly string[],
): Promise<Date[]> {
  const { rows } = await sql<{ dueAt: Date | null }>`
    UPDATE webhook_deliveries AS delivery SET
      attempts = (CASE WHEN jsonb_array_length(attempts) >= ${ATTEMPTS_MAX_KEPT} THEN attempts - 0 ELSE attempts END)
        || attempt,
      first_attempt_at = coalesce(first_attempt_at, clock_timestamp()),
      failures = CASE WHEN "isDelivered" THEN 0 ELSE failures + 1 END,
      due_at = CASE WHEN "isDelivered" THEN due_at
        ELSE clock_timestamp() + make_interval(secs => "pauseMilliseconds" / 1000.0) END,
      status = CASE WHEN "isDelivered" THEN 'DELIVERED'
        WHEN webhook_id <> ALL(${disabledIds}::uuid[])
          AND first_attempt_at < clock_timestamp() - make_interval(days => ${DELIVERY_MAX_DAYS}) THEN 'FAILED'
        ELSE status END
    FROM json_to_recordset(${JSON.stringify(outcomes)}::json)
      AS outcome (id uuid, attempt jsonb, "isDelivered" boolean, "pauseMilliseconds" integer)
    WHERE delivery.id = outcome.id AND delivery.status = 'PENDING'
    RETURNING CASE WHEN delivery.status = 'PENDING' THEN due_at END AS "dueAt"`.execute(trx);
  return rows.flatMap(({ dueAt }) => dueAt ?? []);
}

/**
 * Makes due at the end of an outage what has failed in it. A delivery that has failed more often than its webhook in a row was
 * refused before, too, and keeps its own pauses.
 */
async function endOutage(trx: Trx, { webhookId, failuresEnded }: Standing): Promise<void> {
  if (failuresEnded < OUTAGE_MIN_FAILURES) return;
  await sql`
    UPDATE webhook_deliveries SET due_at = clock_timestamp()
    WHERE webhook_id = ${webhookId} AND status = 'PENDING' AND failures BETWEEN 1 AND ${failuresEnded}
      AND due_at > clock_timestamp()`.execute(trx);
}

/** Writes a standing, and returns whether that disables the webhook, or when it is tried again. */
async function writeStanding(
  trx: Trx,
  standing: Standing,
): Promise<{ disabled?: Disabled; retryAt?: Date | null }> {
  const { webhookId, failures, hadSuccess, isGone, pauseMilliseconds: pause } = standing;
  if (failures === 0) {
    await sql`
      UPDATE webhooks SET failures = 0, failing_since = NULL, retry_at = NULL WHERE id = ${webhookId}`.execute(
      trx,
    );
    return {};
  }
  const { rows } = await sql<{ url: string; isFailing: boolean; retryAt: Date | null }>`
    UPDATE webhooks SET failures = ${failures},
      failing_since = CASE WHEN ${hadSuccess} THEN clock_timestamp() ELSE coalesce(failing_since, clock_timestamp()) END,
      retry_at = clock_timestamp() + make_interval(secs => ${pause === undefined ? null : pause / 1000})
    WHERE id = ${webhookId} AND active
    RETURNING url, retry_at AS "retryAt", failing_since < clock_timestamp() - make_interval(days => ${DELIVERY_MAX_DAYS}) AS "isFailing"`.execute(
    trx,
  );
  const [webhook] = rows;
  if (!webhook) return {};
  if (!isGone && !webhook.isFailing) return { retryAt: webhook.retryAt };
  const disabledFor = isGone ? "GONE" : "FAILING";
  await disable(trx, webhookId, disabledFor);
  return { disabled: { webhookId, origin: new URL(webhook.url).origin, disabledFor } };
}

async function disable(trx: Trx, webhookId: string, disabledFor: WebhookFault): Promise<void> {
  await sql`
    UPDATE webhooks SET active = false, disabled_for = ${disabledFor},
      updated_at = ${nextVersion("webhooks")}
    WHERE id = ${webhookId}`.execute(trx);
  await writeAudit(trx, "system", [
    {
      action: "webhook.disabled",
      subjectId: webhookId,
      before: { active: true },
      after: { active: false, disabledFor },
    },
  ]);
}
