import type { Database } from "@holdfast/db";
import type { Transaction } from "kysely";
import { fromKysely } from "pg-boss";
import type { Jobs } from "../shared/index.ts";
import { EXPIRE_HOLDS } from "./queues.ts";

/** Holds of one process that end within the same quarter of a second share a job. */
const EXPIRY_STEP_MILLISECONDS = 250;

/**
 * What a process knows of the jobs that will run: every hold that ends by `coveredUntil` (by the
 * database's clock) will be released by a job that is committed.
 */
export class ExpiryCover {
  #coveredUntil = 0;

  /** Whether a committed job will release a hold that ends then. */
  covers(expiresAt: Date): boolean {
    return expiresAt.getTime() <= this.#coveredUntil;
  }

  /** To be called once the transaction that holds the job is committed, and not before. */
  committed(dueAt: number): void {
    this.#coveredUntil = Math.max(this.#coveredUntil, dueAt);
  }
}

/** The context of a transaction that may hold an expiry job. */
export interface ExpiryJobContext {
  trx: Transaction<Database>;
  jobs: Jobs;
  /** The expiry jobs that are committed already. */
  cover: ExpiryCover;
  /** Set when this transaction holds an expiry job: when that is due. For `cover`, after the commit. */
  jobDueAt?: number;
}

/**
 * Makes sure that a job will release holds that end then: puts one into the queue, inside the transaction,
 * unless one that is committed already covers them. A job per booking would cost more than the booking.
 * @param expiresAt of the holds, by the database's clock
 */
export async function ensureExpiryJob(ctx: ExpiryJobContext, expiresAt: Date): Promise<void> {
  if (ctx.cover.covers(expiresAt)) return;
  ctx.jobDueAt = await enqueueExpiryJob(ctx, expiresAt);
}

/**
 * Puts a job into the queue, inside the transaction, that will release holds that end then. Alone for holds that
 * live longer than others: a job that far ahead says nothing of the holds that end before.
 * @returns when it is due, in milliseconds since 1970
 */
export async function enqueueExpiryJob(
  ctx: Pick<ExpiryJobContext, "trx" | "jobs">,
  expiresAt: Date,
): Promise<number> {
  const dueAt = Math.ceil(expiresAt.getTime() / EXPIRY_STEP_MILLISECONDS) * EXPIRY_STEP_MILLISECONDS;
  const startAfter = new Date(dueAt).toISOString();
  await ctx.jobs.insert(EXPIRE_HOLDS, [{ startAfter }], { db: fromKysely(ctx.trx) });
  return dueAt;
}
