import {
  EXPIRE_HOLDS,
  expireHolds,
  FETCH_MAX_JOBS,
  FORGET_EVENTS,
  FORGET_RECEIPTS,
  forgetEvents,
  forgetReceipts,
  GENERATE_POLL_SECONDS,
  GENERATE_SLOTS,
  generateSlotsForJobs,
  POLL_SECONDS,
  type ReleaseContext,
  type WriteContext,
} from "@holdfast/core";

/** What the verbs behind the jobs work with. */
type WorkerContext = WriteContext & ReleaseContext;

/** What runs a queue's jobs, and how often to look for them. A fetch of many jobs is one call. */
interface Work {
  verb: (ctx: WorkerContext, payloads: readonly unknown[]) => Promise<void>;
  pollSeconds: number;
}

/** Which verb each queue's jobs ask for. */
const WORK: Record<string, Work> = {
  [EXPIRE_HOLDS]: { verb: expireHolds, pollSeconds: POLL_SECONDS },
  [FORGET_RECEIPTS]: { verb: forgetReceipts, pollSeconds: GENERATE_POLL_SECONDS },
  [FORGET_EVENTS]: { verb: forgetEvents, pollSeconds: GENERATE_POLL_SECONDS },
  [GENERATE_SLOTS]: { verb: generateSlotsForJobs, pollSeconds: GENERATE_POLL_SECONDS },
};

const SWEEP_MILLISECONDS = 1_000;

/**
 * Looks for due holds every second, whatever the queue says: a job that a dying process has fetched, or that failed
 * while the database was away, is not run again for half a minute.
 * @param onTrouble hears of a look that failed, after one that did not; the next look tries again
 * @returns how to end it; it waits for a look that is under way
 */
export function startSweep(ctx: WorkerContext, onTrouble: (error: unknown) => void): () => Promise<void> {
  let isTroubled = false;
  let look: Promise<void> | undefined;
  const timer = setInterval(() => {
    look ??= expireHolds(ctx)
      .then(
        () => {
          isTroubled = false;
        },
        (error) => {
          if (!isTroubled) onTrouble(error);
          isTroubled = true;
        },
      )
      .finally(() => {
        look = undefined;
      });
  }, SWEEP_MILLISECONDS);
  return async () => {
    clearInterval(timer);
    await look;
  };
}

/** Starts running the jobs of every queue in this process; `jobs.stop()` drains it. */
export async function startWorker(ctx: WorkerContext): Promise<void> {
  for (const [queue, { verb, pollSeconds }] of Object.entries(WORK)) {
    const options = { pollingIntervalSeconds: pollSeconds, batchSize: FETCH_MAX_JOBS };
    await ctx.jobs.work(queue, options, (jobs) =>
      verb(
        ctx,
        jobs.map((job) => job.data),
      ),
    );
  }
}
