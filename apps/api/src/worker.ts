import {
  DELETE_EXPIRED_RECORDS,
  DELETE_OLD_EVENTS,
  deleteExpiredRecords,
  deleteOldEvents,
  EXPIRE_HOLDS,
  expireHolds,
  FETCH_MAX_JOBS,
  GENERATE_SLOTS,
  generateSlotsForJobs,
  POLL_SECONDS,
  type ReleaseContext,
  SLOW_POLL_SECONDS,
  type WriteContext,
} from "@holdfast/core";

/** The context of the verbs that run jobs. */
type WorkerContext = WriteContext & ReleaseContext;

/** The verb that runs a queue's jobs, and the interval of polls. A fetch of many jobs is one call. */
interface QueueHandler {
  verb: (ctx: WorkerContext, payloads: readonly unknown[]) => Promise<void>;
  pollSeconds: number;
}

/** The handler of each queue; `expire` is `expireHolds` with its runs coalesced. */
const queueHandlers = (expire: () => Promise<void>): Record<string, QueueHandler> => ({
  [EXPIRE_HOLDS]: { verb: expire, pollSeconds: POLL_SECONDS },
  [DELETE_EXPIRED_RECORDS]: { verb: deleteExpiredRecords, pollSeconds: SLOW_POLL_SECONDS },
  [DELETE_OLD_EVENTS]: { verb: deleteOldEvents, pollSeconds: SLOW_POLL_SECONDS },
  [GENERATE_SLOTS]: { verb: generateSlotsForJobs, pollSeconds: SLOW_POLL_SECONDS },
});

const SWEEP_MILLISECONDS = 1_000;

/**
 * Starts to run the jobs of every queue in this process, and sweeps expired holds every second. The sweep covers a job
 * that a dying process fetched, or that failed without a database: its retry is half a minute away.
 * @param onFailure called for the first failure of a series; the next sweep tries again
 * @returns ends the sweeps after the step under way; `jobs.stop()` drains the jobs
 */
export async function startWorker(
  ctx: WorkerContext,
  onFailure: (error: unknown) => void,
): Promise<() => Promise<void>> {
  const ending = new AbortController();
  // Two runs at once would find the same holds and wait for each other's locks.
  const expire = coalesceRuns(() => expireHolds(ctx, ending.signal));
  for (const [queue, { verb, pollSeconds }] of Object.entries(queueHandlers(expire))) {
    const options = { pollingIntervalSeconds: pollSeconds, batchSize: FETCH_MAX_JOBS };
    await ctx.jobs.work(queue, options, (jobs) =>
      verb(
        ctx,
        jobs.map((job) => job.data),
      ),
    );
  }
  const endSweep = startSweep(expire, onFailure);
  return () => {
    ending.abort();
    return endSweep();
  };
}

/** Sweeps every second, unless the previous sweep is still under way. */
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
 * Coalesces calls into runs of the work, one at a time. Calls that arrive during a run share the next one, because the
 * current one may have read too early for them.
 * @returns requests a run; its promise has the outcome of that run
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
