import { sql } from "kysely";
import { enqueueDelivery } from "../jobs/index.ts";
import type { Jobs, Trx } from "../shared/index.ts";

/**
 * Makes everything that waits for a webhook due now, as if it had never failed, and enqueues the job that sends it, inside the
 * caller's transaction.
 */
export async function bringForward(
  { trx, jobs }: { trx: Trx; jobs: Jobs },
  webhookId: string,
): Promise<void> {
  await sql`
    UPDATE webhook_deliveries SET failures = 0, due_at = clock_timestamp(), first_attempt_at = NULL
    WHERE webhook_id = ${webhookId} AND status = 'PENDING' AND failures > 0`.execute(trx);
  await enqueueDelivery(jobs, trx);
}
