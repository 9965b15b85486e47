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
  lagAllSchedules,
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
import { coalesceRuns, type Sweep, startSweeps } from "./sweeps.ts";

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

/** The jobs of a queue. */
interface QueueWork {
  queue: string;
  pollSeconds: number;
  /** Does the work of all jobs that a fetch has brought, given their payloads. */
  run: (payloads: readonly unknown[]) => Promise<void>;
  /** FETCH_MAX_JOBS unless it is set. */
  fetchMaxJobs?: number;
  /** Fetches that run at once; one unless it is set. */
  maxFetches?: number;
}

/** What queues and sweeps start alike. */
interface Parts {
  /** `expireHolds`, with its runs coalesced: two at once would find the same holds and wait for each other's locks. */
  expire: () => Promise<void>;
  deliverer: Deliverer;
  /** Ends work between two of its steps. */
  signal: AbortSignal;
}

const queuesOf = (ctx: WorkerContext, { expire, deliverer }: Parts): readonly QueueWork[] => [
  { queue: EXPIRE_HOLDS, pollSeconds: POLL_SECONDS, run: expire },
  { queue: DELIVER_WEBHOOKS, pollSeconds: POLL_SECONDS, run: () => deliverer.wake() },
  { queue: GENERATE_SLOTS, pollSeconds: SLOW_POLL_SECONDS, run: (jobs) => generateSlotsForJobs(ctx, jobs) },
  { queue: DELETE_EXPIRED_RECORDS, pollSeconds: SLOW_POLL_SECONDS, run: () => deleteExpiredRecords(ctx) },
  { queue: DELETE_ENDED_SESSIONS, pollSeconds: SLOW_POLL_SECONDS, run: () => deleteEndedSessions(ctx) },
  { queue: DELETE_OLD_DELIVERIES, pollSeconds: SLOW_POLL_SECONDS, run: () => deleteOldDeliveries(ctx) },
  { queue: DELETE_OLD_MAILS, pollSeconds: SLOW_POLL_SECONDS, run: () => deleteOldMails(ctx) },
];

/** The work of the deliverer, whether a sweep or a job has woken it. */
const SEND_TO_WEBHOOKS = "send to webhooks";

/**
 * The sweeps. Those of holds, schedules and deliveries cover a job that a dying process fetched, or that failed without a
 * database: its retry is half a minute away, or more.
 */
const sweepsOf = (ctx: WorkerContext, { expire, deliverer, signal }: Parts): readonly Sweep[] => [
  { work: "release expired holds", everyMilliseconds: 1_000, run: expire },
  { work: "make slots", everyMilliseconds: 5_000, run: slotMaker(ctx, signal) },
  { work: SEND_TO_WEBHOOKS, everyMilliseconds: 5_000, run: () => deliverer.wake() },
  {
    work: "read events for webhooks",
    everyMilliseconds: 100,
    run: async () => {
      if ((await fanOut(ctx, deliverer.pace)) > 0) await deliverer.wake();
    },
  },
];

/**
 * Makes the slots of schedules that lag. The first run takes all of them: a worker of the release before may have followed
 * them without what is new.
 */
function slotMaker(ctx: WorkerContext, signal: AbortSignal): () => Promise<void> {
  let isFirst = true;
  return async () => {
    if (isFirst) await lagAllSchedules(ctx.db);
    isFirst = false;
    await generateLaggingSlots(ctx, signal);
  };
}

/** Connections to the mail server. */
const MAIL_MAX_CONNECTIONS = 3;
/** Mails that one fetch takes, to be sent over one connection. */
const MAIL_FETCH_MAX_JOBS = 10;

const mailQueuesOf = (ctx: MailContext, signal: AbortSignal): readonly QueueWork[] => [
  {
    queue: SEND_MAIL,
    pollSeconds: POLL_SECONDS,
    run: (jobs) => sendMails(ctx, jobs, signal),
    fetchMaxJobs: MAIL_FETCH_MAX_JOBS,
    maxFetches: MAIL_MAX_CONNECTIONS,
  },
  { queue: REMIND, pollSeconds: SLOW_POLL_SECONDS, run: (jobs) => queueReminders(ctx, jobs) },
];

const mailSweepsOf = (ctx: MailContext, signal: AbortSignal): readonly Sweep[] => [
  {
    work: "queue mails",
    everyMilliseconds: 500,
    run: async () => {
      while ((await queueMails(ctx)) && !signal.aborted);
    },
  },
  {
    work: "look for mails that were left behind",
    everyMilliseconds: 30_000,
    run: () => requeueMails(ctx),
  },
];

/**
 * Starts to run the jobs of every queue in this process, and the sweeps.
 * @param onFailure called for the first failure of a series, with what failed; the next run tries again
 * @returns ends the sweeps after the step under way; `jobs.stop()` drains the jobs
 */
export async function startWorker(
  ctx: WorkerContext,
  onFailure: (error: unknown, work: string) => void,
  onDisabled: (webhook: Disabled) => void = () => {},
): Promise<() => Promise<void>> {
  const ending = new AbortController();
  const { signal } = ending;
  const onUnsent = (error: unknown) => onFailure(error, SEND_TO_WEBHOOKS);
  const parts: Parts = {
    expire: coalesceRuns(() => expireHolds(ctx, signal)),
    deliverer: new Deliverer({ ...ctx, onDisabled, onFailure: onUnsent }),
    signal,
  };
  const mailing = ctx.mail && { ...ctx, mail: ctx.mail };
  if (!mailing) await forgetMailQueue(ctx);
  const queues = [...queuesOf(ctx, parts), ...(mailing ? mailQueuesOf(mailing, signal) : [])];
  for (const queue of queues) await startQueue(ctx, queue);
  const sweeps = [...sweepsOf(ctx, parts), ...(mailing ? mailSweepsOf(mailing, signal) : [])];
  const endSweeps = startSweeps(sweeps, onFailure);
  return async () => {
    ending.abort();
    await endSweeps();
    await parts.deliverer.end();
  };
}

async function startQueue(
  { jobs }: WorkerContext,
  { queue, pollSeconds, run, fetchMaxJobs = FETCH_MAX_JOBS, maxFetches = 1 }: QueueWork,
): Promise<void> {
  const options = {
    pollingIntervalSeconds: pollSeconds,
    batchSize: fetchMaxJobs,
    localConcurrency: maxFetches,
  };
  await jobs.work(queue, options, (fetched) => run(fetched.map(({ data }) => data)));
}
