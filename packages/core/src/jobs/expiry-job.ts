import { fromKysely } from "pg-boss";
import type { Db, Jobs, Trx } from "../shared/index.ts";
import { EXPIRE_HOLDS } from "./queues.ts";

/** Holds of one process that end within the same quarter of a second share a job. */
const EXPIRY_STEP_MILLISECONDS = 250;
/** The rest of the covered time at which the next job is committed: longer than a commit takes. */
const AHEAD_MILLISECONDS = 125;

/** The committed expiry jobs of a process: one of them will release every hold that expires by `#coveredUntil`. */
export class ExpiryCover {
  readonly #db: Db;
  readonly #jobs: Jobs;
  /** In milliseconds since 1970, by the database's clock. */
  #coveredUntil = 0;
  /** The next job, while it is being committed. */
  #ahead: Promise<void> | undefined;

  constructor({ db, jobs }: { db: Db; jobs: Jobs }) {
    this.#db = db;
    this.#jobs = jobs;
  }

  /** Whether a committed job will release a hold that ends then. */
  covers(expiresAt: Date): boolean {
    return expiresAt.getTime() <= this.#coveredUntil;
  }

  /**
   * Commits a job that will release holds that expire then, unless a committed one will. Under load the next job is
   * committed ahead, so that no batch waits for it; if that fails, a later batch commits it.
   */
  async ensure(expiresAt: Date): Promise<void> {
    if (!this.covers(expiresAt)) return this.#commitJob(expiresAt);
    if (this.#coveredUntil - expiresAt.getTime() > AHEAD_MILLISECONDS) return;
    this.#ahead ??= this.#commitJob(new Date(this.#coveredUntil + 1))
      .catch(() => {})
      .finally(() => {
        this.#ahead = undefined;
      });
  }

  async #commitJob(expiresAt: Date): Promise<void> {
    this.committed(await enqueueExpiryJob(this.#jobs, this.#db, expiresAt));
  }

  /** To be called once the transaction that holds the job is committed, and not before. */
  committed(dueAt: number): void {
    this.#coveredUntil = Math.max(this.#coveredUntil, dueAt);
  }
}

/** The context of a transaction that may hold an expiry job. */
export interface ExpiryJobContext {
  trx: Trx;
  jobs: Jobs;
  /** The expiry jobs that are committed already. */
  cover: ExpiryCover;
  /** Set when this transaction has an expiry job: the time of the job, for `cover` after the commit. */
  jobDueAt?: number;
}

/**
 * Makes sure that a job will release holds that end then: enqueues one inside the transaction, unless a committed one
 * covers them. A job per booking would cost more than the booking.
 * @param expiresAt of the holds, by the database's clock
 */
export async function ensureExpiryJob(ctx: ExpiryJobContext, expiresAt: Date): Promise<void> {
  if (ctx.cover.covers(expiresAt)) return;
  ctx.jobDueAt = await enqueueExpiryJob(ctx.jobs, ctx.trx, expiresAt);
}

/**
 * Puts a job into the queue that will release holds that end then; inside a transaction, it commits with that. Alone
 * for holds that live longer than others: a job that far ahead says nothing of the holds that end before.
 * @returns the time of the job, in milliseconds since 1970
 */
export async function enqueueExpiryJob(jobs: Jobs, db: Db, expiresAt: Date): Promise<number> {
  const dueAt = Math.ceil(expiresAt.getTime() / EXPIRY_STEP_MILLISECONDS) * EXPIRY_STEP_MILLISECONDS;
  const startAfter = new Date(dueAt).toISOString();
  await jobs.insert(EXPIRE_HOLDS, [{ startAfter }], { db: fromKysely(db) });
  return dueAt;
}
