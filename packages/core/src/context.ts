import type { Database } from "@holdfast/db";
import type { Kysely, Transaction } from "kysely";
import type { Actor } from "./audit.ts";
import type { BookingChanges } from "./booking-changes.ts";
import type { HoldLimits } from "./hold-limits.ts";
import type { HoldQueue } from "./hold-queue.ts";
import type { ExpiryCover, Jobs } from "./jobs.ts";
import type { KeyRing } from "./key-ring.ts";

/** What a verb works with: its first argument. */
export interface Context {
  db: Kysely<Database>;
  /** Where holds are asked for; it gathers requests into transactions. */
  holds: HoldQueue;
  /** Where confirmations and cancellations are asked for; it gathers them, too. */
  changes: BookingChanges;
  /** How much may be held without a confirmation; undefined: anything. */
  holdLimits?: HoldLimits | undefined;
  /** Where work for later is put. */
  jobs: Jobs;
  /** The API keys that are shown, and whose they are. */
  keys: KeyRing;
  /** How long the hold of somebody who has waited lives, in seconds. */
  waitlistHoldSeconds: number;
  /** Who asks: every change is written down with it. */
  actor: Actor;
}

/** The context of what must run inside the caller's transaction. */
export interface TransactionContext {
  trx: Transaction<Database>;
  jobs: Jobs;
  /** How long a hold lives, in seconds. */
  holdSeconds: number;
  /** How long a hold may live from its creation when it is extended, in seconds. */
  maxHoldSeconds: number;
  /** How long the hold of somebody who has waited lives, in seconds. */
  waitlistHoldSeconds: number;
  /** The expiry jobs that are committed already. */
  cover: ExpiryCover;
  /** Set when this transaction holds an expiry job: when that is due. For `cover`, after the commit. */
  jobDueAt?: number;
}

/** The context of a verb that needs only the database: one that reads, or one whose input says who asks. */
export type DbContext = Pick<Context, "db">;

/** The context of a verb that changes something. */
export type WriteContext = Pick<Context, "db" | "actor">;

/** The context of a verb that gives places back: those who wait are let in. */
export type ReleaseContext = Pick<Context, "db" | "jobs" | "waitlistHoldSeconds">;

/** The context of a verb that changes something and leaves work to a job. */
export type ScheduleContext = Pick<Context, "db" | "actor" | "jobs">;

/** The context of a verb that changes API keys. */
export type KeyContext = Pick<Context, "db" | "actor" | "keys">;
