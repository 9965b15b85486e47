import { id } from "@holdfast/contract";
import { whereIs } from "@holdfast/db";
import { fromKysely, PgBoss, type Queue } from "pg-boss";
import { z } from "zod";
import type { Jobs, Trx } from "../shared/index.ts";

/** Jobs that write down expired holds. They have no payload, because the clock decides. */
export const EXPIRE_HOLDS = "expire-holds";
export const DELETE_EXPIRED_RECORDS = "forget-receipts";
/** Jobs that delete sessions of staff which have ended. */
export const DELETE_ENDED_SESSIONS = "delete-ended-sessions";
/** Jobs that make the slots of a schedule, or of all. */
export const GENERATE_SLOTS = "generate-slots";
/** Jobs that send a mail each. */
export const SEND_MAIL = "send-mail";
/** Jobs that queue the reminder of a booking, if it still has that time. */
export const REMIND = "remind";
export const DELETE_OLD_MAILS = "delete-old-mails";
/** Jobs that send what is due to webhooks. They have no payload: the rows of the deliveries say what is due. */
export const DELIVER_WEBHOOKS = "deliver-webhooks";
/** Jobs that delete deliveries of long ago. */
export const DELETE_OLD_DELIVERIES = "delete-old-deliveries";
/** Interval at which a worker polls for expiry jobs; pg-boss allows none shorter. */
export const POLL_SECONDS = 0.5;
/** Interval for the other queues. */
export const SLOW_POLL_SECONDS = 2;
/** Jobs that one poll may fetch; one call of their verb does the work of all. */
export const FETCH_MAX_JOBS = 100;
/** The database connections of a process for its job queue, beside those of its pool. */
export const JOBS_MAX_CONNECTIONS = 3;
/** How often finished jobs are deleted that are older than `deleteAfterSeconds`; pg-boss's own interval is a day. */
const MAINTENANCE_SECONDS = 10 * 60;

/** Timeouts for a server that has gone silent. pg-boss passes unknown options on to its pool. */
const JOBS_CONNECTION = { query_timeout: 12_000, connectionTimeoutMillis: 5_000, keepAlive: true };

const HOUR_SECONDS = 60 * 60;

/** Short limits, because every job may safely run again. */
const SHORT_LIVED = {
  policy: "standard",
  retryLimit: 5,
  retryDelay: 1,
  retryBackoff: true,
  retryDelayMax: 30,
  expireInSeconds: 30,
  retentionSeconds: 24 * HOUR_SECONDS,
  deleteAfterSeconds: HOUR_SECONDS,
} as const;

const QUEUES: readonly Queue[] = [
  { name: EXPIRE_HOLDS, ...SHORT_LIVED },
  { name: DELETE_EXPIRED_RECORDS, ...SHORT_LIVED },
  { name: DELETE_ENDED_SESSIONS, ...SHORT_LIVED },
  { name: DELIVER_WEBHOOKS, ...SHORT_LIVED },
  { name: DELETE_OLD_DELIVERIES, ...SHORT_LIVED },
  { name: GENERATE_SLOTS, ...SHORT_LIVED, retryDelay: 2, expireInSeconds: HOUR_SECONDS / 2 },
  // Longer than the dialogues of a fetch. A sweep is earlier for what a dying process had fetched.
  { name: SEND_MAIL, ...SHORT_LIVED, expireInSeconds: HOUR_SECONDS / 4 },
  { name: REMIND, ...SHORT_LIVED },
  { name: DELETE_OLD_MAILS, ...SHORT_LIVED },
];

/**
 * The schedules of the queues. EXPIRE_HOLDS has none, because each worker looks for expired holds every
 * second. What a killed worker leaves of the others is done within an hour: by the sweep of schedules that
 * lag, or by the next job.
 */
const CRONS: Record<string, string> = {
  [DELETE_EXPIRED_RECORDS]: "17 * * * *",
  [DELETE_OLD_MAILS]: "47 * * * *",
  [DELETE_ENDED_SESSIONS]: "27 * * * *",
  [DELETE_OLD_DELIVERIES]: "37 * * * *",
  // Hourly, because at every hour a new day begins in some time zone.
  [GENERATE_SLOTS]: "7 * * * *",
};

/** Queues that earlier versions scheduled. */
const FORMERLY_SCHEDULED = [EXPIRE_HOLDS, "forget-events"];

interface JobsOptions {
  /** As postgres://user:password@host:port/database. */
  url: string;
  /** Whether this process also runs jobs, supervises the queues and keeps the schedules. */
  worker: boolean;
  /** Called with errors in the background; pg-boss retries. */
  onError: (error: Error) => void;
}

/**
 * Starts pg-boss: migrates its schema (under its own lock), and creates or updates the queues.
 * @returns the job queue; `stop()` ends it, and without `worker` it can only enqueue
 */
export async function openJobs({ url, worker, onError }: JobsOptions): Promise<Jobs> {
  const jobs = new PgBoss({
    ...JOBS_CONNECTION,
    ...whereIs(url),
    application_name: "holdfast-jobs",
    max: JOBS_MAX_CONNECTIONS,
    supervise: worker,
    maintenanceIntervalSeconds: MAINTENANCE_SECONDS,
    schedule: worker,
  });
  jobs.on("error", onError);
  await jobs.start();
  for (const { name, ...options } of QUEUES) {
    await jobs.createQueue(name, options);
    const { policy: _fixedAtCreation, ...changeable } = options;
    await jobs.updateQueue(name, changeable);
  }
  if (worker) {
    for (const [name, cron] of Object.entries(CRONS)) await jobs.schedule(name, cron);
    for (const name of FORMERLY_SCHEDULED) await jobs.unschedule(name);
  }
  return jobs;
}

/** The payload of a job of GENERATE_SLOTS: the schedule, or nothing, for all of them. */
export const generateSlotsPayload = z.object({ scheduleId: id.optional() }).nullish();

/** Puts the job that makes a schedule's slots into the queue, inside the transaction that changes the schedule. */
export async function enqueueGeneration(jobs: Jobs, trx: Trx, scheduleId: string): Promise<void> {
  await jobs.insert(GENERATE_SLOTS, [{ data: { scheduleId } }], { db: fromKysely(trx) });
}

/**
 * Puts the job that sends what is due into the queue, inside the transaction that writes a delivery or its next attempt.
 * @param dueAt when it is due, in milliseconds since 1970; left out: now
 */
export async function enqueueDelivery(jobs: Jobs, trx: Trx, ...dueAt: number[]): Promise<void> {
  const starts = dueAt.map((at) => ({ startAfter: new Date(at).toISOString() }));
  await jobs.insert(DELIVER_WEBHOOKS, starts.length > 0 ? starts : [{}], { db: fromKysely(trx) });
}
