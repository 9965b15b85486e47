import type { Database } from "@holdfast/db";
import type { Kysely, Transaction } from "kysely";
import type { PgBoss } from "pg-boss";
import type { Actor } from "./actor.ts";

/* The contexts that verbs of several folders work with. The whole context is in services.ts alone. */

/** The job queue, inside the same PostgreSQL. */
export type Jobs = PgBoss;

/** The context of a verb that needs only the database: one that reads, or one whose input names the actor. */
export interface DbContext {
  db: Kysely<Database>;
}

/** The context of a verb that changes something. */
export interface WriteContext extends DbContext {
  /** The actor of the change, as the audit names it. */
  actor: Actor;
}

/** The context of a verb that changes something and leaves work to a job. */
export interface JobContext extends WriteContext {
  jobs: Jobs;
}

/** The context of a verb that releases places: entries of the waitlist are promoted with them. */
export interface ReleaseContext extends DbContext {
  jobs: Jobs;
  /** How long the hold of a promoted entry lives, in seconds. */
  waitlistHoldSeconds: number;
}

/** The same inside the caller's transaction. */
export interface PromotionContext extends Omit<ReleaseContext, "db"> {
  trx: Transaction<Database>;
}
