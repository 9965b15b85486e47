import { fromKysely, PgBoss, type Queue } from "pg-boss";
import type { TransactionContext } from "./context.ts";

/** The queue of nudges to release the holds that are due. Its jobs carry no payload: the clock decides. */
export const EXPIRE_HOLDS = "expire-holds";

/** How often a worker looks for jobs; pg-boss allows no less. */
export const POLL_SECONDS = 0.5;

/** Jobs that one look may fetch: they all ask for the same work. */
export const FETCH_MAX_JOBS = 100;

/** Every minute, for holds whose job was lost. */
const SWEEP_CRON = "* * * * *";
const JOBS_MAX_CONNECTIONS = 3;
const HOUR_SECONDS = 60 * 60;

/** Every queue with its options: short lives, because a job repeated costs nothing. */
const QUEUES: readonly Queue[] = [
  {
    name: EXPIRE_HOLDS,
    policy: "standard",
    retryLimit: 5,
    retryDelay: 1,
    retryBackoff: true,
    retryDelayMax: 30,
    expireInSeconds: 30,
    retentionSeconds: 24 * HOUR_SECONDS,
    deleteAfterSeconds: HOUR_SECONDS,
  },
];

/** The job queue, inside the same PostgreSQL. */
export type Jobs = PgBoss;

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
    connectionString: url,
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
  if (worker) await jobs.schedule(EXPIRE_HOLDS, SWEEP_CRON);
  return jobs;
}

/**
 * Puts a nudge to release due holds into the queue, inside the transaction: it exists if that commits.
 * @param afterSeconds from the start of the transaction, by the database's clock
 */
export async function enqueueExpiry({ trx, jobs }: TransactionContext, afterSeconds: number): Promise<void> {
  await jobs.insert(EXPIRE_HOLDS, [{ startAfter: afterSeconds }], { db: fromKysely(trx) });
}
