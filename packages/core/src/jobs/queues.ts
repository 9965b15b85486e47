import { whereIs } from "@holdfast/db";
import { PgBoss, type Queue } from "pg-boss";
import type { Jobs } from "../shared/index.ts";

/** The queue of nudges to release the holds that are due. Its jobs carry no payload: the clock decides. */
export const EXPIRE_HOLDS = "expire-holds";

/** The queue of reminders to delete receipts that are old enough. */
export const FORGET_RECEIPTS = "forget-receipts";

/** The queue of reminders to delete events that are old enough. */
export const FORGET_EVENTS = "forget-events";

/** The queue of requests to make the slots of a schedule, or of all. */
export const GENERATE_SLOTS = "generate-slots";

/** How often a worker looks for jobs; pg-boss allows no less. */
export const POLL_SECONDS = 0.5;

/** The same of the queues whose jobs can wait a little longer than holds that are due. */
export const UNHURRIED_POLL_SECONDS = 2;

/** Jobs that one look may fetch: they all ask for the same work. */
export const FETCH_MAX_JOBS = 100;

/** Every hour, some minutes past it. */
const FORGET_CRON = "17 * * * *";

const FORGET_EVENTS_CRON = "27 * * * *";

/** Every hour, because a new day begins at every hour somewhere. */
const GENERATE_CRON = "7 * * * *";

const JOBS_MAX_CONNECTIONS = 3;

/** For a server that has gone silent. pg-boss hands what it does not know to its pool. */
const JOBS_CONNECTION = { query_timeout: 12_000, connectionTimeoutMillis: 5_000, keepAlive: true };

const HOUR_SECONDS = 60 * 60;

/** Every queue with its options: short lives, because a job repeated costs nothing. */
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
  { name: FORGET_RECEIPTS, ...SHORT_LIVED },
  { name: FORGET_EVENTS, ...SHORT_LIVED },
  { name: GENERATE_SLOTS, ...SHORT_LIVED, retryDelay: 2, expireInSeconds: HOUR_SECONDS / 2 },
];

/** What is put into the queues by the clock. Nothing into EXPIRE_HOLDS: each worker looks for due holds every second. */
const CRONS: Record<string, string> = {
  [FORGET_RECEIPTS]: FORGET_CRON,
  [FORGET_EVENTS]: FORGET_EVENTS_CRON,
  [GENERATE_SLOTS]: GENERATE_CRON,
};

export interface JobsOptions {
  /** postgres://user:password@host:port/database */
  url: string;
  /** Whether this process also runs jobs: it then supervises the queues and keeps the schedule. */
  worker: boolean;
  /** Trouble in the background; pg-boss goes on and tries again. */
  onError: (error: Error) => void;
}

/**
 * Starts pg-boss: brings its schema up to date (under its own lock) and makes sure of the queues.
 * `stop()` ends it. Without `worker` it can only enqueue.
 */
export async function openJobs({ url, worker, onError }: JobsOptions): Promise<Jobs> {
  const jobs = new PgBoss({
    ...JOBS_CONNECTION,
    ...whereIs(url),
    application_name: "holdfast-jobs",
    max: JOBS_MAX_CONNECTIONS,
    supervise: worker,
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
    await jobs.unschedule(EXPIRE_HOLDS); // an earlier version had put it there
  }
  return jobs;
}
