import {
  type DbContext,
  EXPIRE_HOLDS,
  expireHolds,
  FETCH_MAX_JOBS,
  FORGET_RECEIPTS,
  forgetReceipts,
  type Jobs,
  POLL_SECONDS,
} from "@holdfast/core";

/** Which verb each queue's jobs ask for. A fetch of many jobs is one call: they all ask for the same. */
const VERBS = {
  [EXPIRE_HOLDS]: expireHolds,
  [FORGET_RECEIPTS]: forgetReceipts,
} satisfies Record<string, (ctx: DbContext) => Promise<void>>;

/** Starts running the jobs of every queue in this process; `jobs.stop()` drains it. */
export async function startWorker(ctx: DbContext & { jobs: Jobs }): Promise<void> {
  for (const [queue, verb] of Object.entries(VERBS)) {
    await ctx.jobs.work(queue, { pollingIntervalSeconds: POLL_SECONDS, batchSize: FETCH_MAX_JOBS }, () =>
      verb(ctx),
    );
  }
}
