import {
  deleteExpiredRecords,
  EXPIRE_HOLDS,
  expireHolds,
  FETCH_MAX_JOBS,
  FORGET_EVENTS,
  FORGET_RECEIPTS,
  forgetEvents,
  GENERATE_SLOTS,
  generateSlotsForJobs,
  POLL_SECONDS,
  type ReleaseContext,
  UNHURRIED_POLL_SECONDS,
  type WriteContext,
} from "@holdfast/core";

/** What the verbs behind the jobs work with. */
type WorkerContext = WriteContext & ReleaseContext;

/** What runs a queue's jobs, and how often to look for them. A fetch of many jobs is one call. */
interface QueueHandler {
  verb: (ctx: WorkerContext, payloads: readonly unknown[]) => Promise<void>;
  pollSeconds: number;
}

/** Which verb each queue's jobs ask for; `expire` is `expireHolds`, once at a time. */
const queueHandlers = (expire: () => Promise<void>): Record<string, QueueHandler> => ({
  [EXPIRE_HOLDS]: { verb: expire, pollSeconds: POLL_SECONDS },
  [FORGET_RECEIPTS]: { verb: deleteExpiredRecords, pollSeconds: UNHURRIED_POLL_SECONDS },
  [FORGET_EVENTS]: { verb: forgetEvents, pollSeconds: UNHURRIED_POLL_SECONDS },
  [GENERATE_SLOTS]: { verb: generateSlotsForJobs, pollSeconds: UNHURRIED_POLL_SECONDS },
});

const SWEEP_MILLISECONDS = 1_000;

/**
 * Starts running the jobs of every queue in this process, and looks for due holds every second, whatever the queue says:
 * a job that a dying process has fetched, or that failed while the database was away, is not run again for half a minute.
 * @param onFailure called for the first failure of a series; the next look tries again
 * @returns how to end the looks; it waits for one that is under way. `jobs.stop()` drains the jobs.
 */
export async function startWorker(
  ctx: WorkerContext,
  onFailure: (error: unknown) => void,
): Promise<() => Promise<void>> {
  // Two at once would be after the same holds, and wait for each other's locks.
  const expire = coalesceRuns(() => expireHolds(ctx));
  for (const [queue, { verb, pollSeconds }] of Object.entries(queueHandlers(expire))) {
    const options = { pollingIntervalSeconds: pollSeconds, batchSize: FETCH_MAX_JOBS };
    await ctx.jobs.work(queue, options, (jobs) =>
      verb(
        ctx,
        jobs.map((job) => job.data),
      ),
    );
  }
  return startSweep(expire, onFailure);
}

/** Looks every second, unless the look before is still under way. */
function startSweep(expire: () => Promise<void>, onFailure: (error: unknown) => void): () => Promise<void> {
  let hasFailed = false;
  let sweep: Promise<void> | undefined;
  const timer = setInterval(() => {
    sweep ??= expire()
      .then(
        () => {
          hasFailed = false;
        },
        (error) => {
          if (!hasFailed) onFailure(error);
          hasFailed = true;
        },
      )
      .finally(() => {
        sweep = undefined;
      });
  }, SWEEP_MILLISECONDS);
  return async () => {
    clearInterval(timer);
    await sweep;
  };
}

/**
 * Lets work run once at a time. Who asks while it runs gets the run after that one, which may have looked too early
 * for them; all who ask until then share it.
 * @returns asks for a run; settles as that run does
 */
export function coalesceRuns(work: () => Promise<void>): () => Promise<void> {
  let current: Promise<void> | undefined;
  let next: Promise<void> | undefined;
  const run = () => {
    next = undefined;
    current = work().finally(() => {
      current = undefined;
    });
    return current;
  };
  return () => {
    if (next) return next;
    if (!current) return run();
    next = current.then(run, run);
    return next;
  };
}
