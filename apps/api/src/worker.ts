import {
  type Context,
  DELETE_ENDED_SESSIONS,
  DELETE_EXPIRED_RECORDS,
  DELETE_OLD_DELIVERIES,
  DELETE_OLD_MAILS,
  DELIVER_WEBHOOKS,
  Deliverer,
  type Disabled,
  deleteEndedSessions,
  deleteExpiredRecords,
  deleteOldDeliveries,
  deleteOldMails,
  EXPIRE_HOLDS,
  expireHolds,
  FETCH_MAX_JOBS,
  fanOut,
  forgetMailQueue,
  GENERATE_SLOTS,
  generateLaggingSlots,
  generateSlotsForJobs,
  type MailContext,
  POLL_SECONDS,
  queueMails,
  queueReminders,
  REMIND,
  requeueMails,
  SEND_MAIL,
  SLOW_POLL_SECONDS,
  sendMails,
} from "@holdfast/core";

/** The context of the verbs that run jobs. */
type WorkerContext = Pick<
  Context,
  | "db"
  | "jobs"
  | "actor"
  | "horizon"
  | "waitlistHoldSeconds"
  | "allowPrivateWebhooks"
  | "language"
  | "publicUrl"
> &
  Pick<MailContext, "onMailTrouble"> & { mail?: MailContext["mail"] | undefined };

/** The verb that runs a queue's jobs, and the interval of polls. A fetch of many jobs is one call. */
interface QueueHandler {
  verb: (ctx: WorkerContext, payloads: readonly unknown[]) => Promise<void>;
  pollSeconds: number;
}

/** The handler of each queue; `expire` is `expireHolds` with its runs coalesced, `deliver` starts to send what is due. */
const queueHandlers = (
  expire: () => Promise<void>,
  deliver: () => Promise<void>,
): Record<string, QueueHandler> => ({
  [EXPIRE_HOLDS]: { verb: expire, pollSeconds: POLL_SECONDS },
  [DELETE_EXPIRED_RECORDS]: { verb: deleteExpiredRecords, pollSeconds: SLOW_POLL_SECONDS },
  [DELETE_ENDED_SESSIONS]: { verb: deleteEndedSessions, pollSeconds: SLOW_POLL_SECONDS },
  [DELIVER_WEBHOOKS]: { verb: deliver, pollSeconds: POLL_SECONDS },
  [DELETE_OLD_DELIVERIES]: { verb: deleteOldDeliveries, pollSeconds: SLOW_POLL_SECONDS },
  [GENERATE_SLOTS]: { verb: generateSlotsForJobs, pollSeconds: SLOW_POLL_SECONDS },
  [DELETE_OLD_MAILS]: { verb: deleteOldMails, pollSeconds: SLOW_POLL_SECONDS },
});

const EXPIRE_SWEEP_MILLISECONDS = 1_000;
const GENERATE_SWEEP_MILLISECONDS = 5_000;
const DELIVER_SWEEP_MILLISECONDS = 5_000;
const FAN_OUT_MILLISECONDS = 100;

/**
 * Starts to run the jobs of every queue in this process, and sweeps: events that webhooks hear of ten times a second, expired
 * holds every second, schedules that lag and deliveries that are due every five. The sweeps cover a job that a dying process
 * fetched, or that failed without a database: its retry is half a minute away, or more.
 * @param onFailure called for the first failure of a series, with what failed; the next sweep tries again
 * @returns ends the sweeps after the step under way; `jobs.stop()` drains the jobs
 */
export async function startWorker(
  ctx: WorkerContext,
  onFailure: (error: unknown, work: string) => void,
  onDisabled: (webhook: Disabled) => void = () => {},
): Promise<() => Promise<void>> {
  const ending = new AbortController();
  // Two runs at once would find the same holds and wait for each other's locks.
  const expire = coalesceRuns(() => expireHolds(ctx, ending.signal));
  const onUnsent = (error: unknown) => onFailure(error, "send to webhooks");
  const deliverer = new Deliverer({ ...ctx, onDisabled, onFailure: onUnsent });
  const deliver = () => deliverer.wake();
  for (const [queue, { verb, pollSeconds }] of Object.entries(queueHandlers(expire, deliver))) {
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
    startSweep(deliver, DELIVER_SWEEP_MILLISECONDS, onUnsent),
    startSweep(
      async () => {
        if ((await fanOut(ctx, deliverer.pace)) > 0) await deliver();
      },
      FAN_OUT_MILLISECONDS,
      (error) => onFailure(error, "read events for webhooks"),
    ),
  ];
  if (ctx.mail) endSweeps.push(...(await startMails({ ...ctx, mail: ctx.mail }, ending.signal, onFailure)));
  else await forgetMailQueue(ctx);
  return async () => {
    ending.abort();
    await Promise.all(endSweeps.map((endSweep) => endSweep()));
    await deliverer.end();
  };
}

const MAIL_SWEEP_MILLISECONDS = 500;
const REQUEUE_SWEEP_MILLISECONDS = 30_000;
/** Connections to the mail server. */
const MAIL_MAX_CONNECTIONS = 3;
/** Mails that one fetch takes, to be sent over one connection. */
const MAIL_FETCH_MAX_JOBS = 10;

/** Starts to queue and send mails; returns what ends it. */
async function startMails(
  ctx: MailContext,
  signal: AbortSignal,
  onFailure: (error: unknown, work: string) => void,
): Promise<(() => Promise<void>)[]> {
  const payloadsOf = (jobs: readonly { data: unknown }[]) => jobs.map(({ data }) => data);
  const sending = {
    pollingIntervalSeconds: POLL_SECONDS,
    batchSize: MAIL_FETCH_MAX_JOBS,
    localConcurrency: MAIL_MAX_CONNECTIONS,
  };
  await ctx.jobs.work(SEND_MAIL, sending, (jobs) => sendMails(ctx, payloadsOf(jobs), signal));
  const reminding = { pollingIntervalSeconds: SLOW_POLL_SECONDS, batchSize: FETCH_MAX_JOBS };
  await ctx.jobs.work(REMIND, reminding, (jobs) => queueReminders(ctx, payloadsOf(jobs)));
  const queueAll = async () => {
    while ((await queueMails(ctx)) && !signal.aborted);
  };
  return [
    startSweep(queueAll, MAIL_SWEEP_MILLISECONDS, (error) => onFailure(error, "queue mails")),
    startSweep(
      () => requeueMails(ctx),
      REQUEUE_SWEEP_MILLISECONDS,
      (error) => onFailure(error, "look for mails that were left behind"),
    ),
  ];
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
