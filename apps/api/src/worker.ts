import {
  DELETE_EXPIRED_RECORDS,
  deleteExpiredRecords,
  EXPIRE_HOLDS,
  expireHolds,
  FETCH_MAX_JOBS,
  GENERATE_SLOTS,
  generateLaggingSlots,
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
  [GENERATE_SLOTS]: { verb: generateSlotsForJobs, pollSeconds: SLOW_POLL_SECONDS },
});

const EXPIRE_SWEEP_MILLISECONDS = 1_000;
const GENERATE_SWEEP_MILLISECONDS = 5_000;

/**
 * Starts to run the jobs of every queue in this process, and sweeps: expired holds every second, schedules that lag every
 * five. The sweeps cover a job that a dying process fetched, or that failed without a database: its retry is half a minute
 * away, or more.
 * @param onFailure called for the first failure of a series, with what failed; the next sweep tries again
 * @returns ends the sweeps after the step under way; `jobs.stop()` drains the jobs
 */
export async function startWorker(
  ctx: WorkerContext,
  onFailure: (error: unknown, work: string) => void,
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
  const generate = () => generateLaggingSlots(ctx, ending.signal);
  const endSweeps = [
    startSweep(expire, EXPIRE_SWEEP_MILLISECONDS, (error) => onFailure(error, "release expired holds")),
    startSweep(generate, GENERATE_SWEEP_MILLISECONDS, (error) => onFailure(error, "make slots")),
  ];
  return async () => {
    ending.abort();
    await Promise.all(endSweeps.map((endSweep) => endSweep()));
  };
}

/** Does the work at every interval, unless the previous run is still under way. */
function startSweep(
  work: () => Promise<void>,
  intervalMilliseconds: number,
  onFailure: (error: unknown) => void,
): () => Promise<void> {
  let hasFailed = false;
  let sweep: Promise<void> | undefined;
  const timer = setInterval(() => {
    sweep ??= work()
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
  }, intervalMilliseconds);
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
