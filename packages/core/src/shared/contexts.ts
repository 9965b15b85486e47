import type { Language } from "@holdfast/contract";
import type { Database, ReadReplica } from "@holdfast/db";
import { type Kysely, type RawBuilder, sql, type Transaction } from "kysely";
import type { PgBoss } from "pg-boss";

/* The contexts that verbs of several folders need. Only services.ts has the whole context. */

/** The author of a change, as the audit names it: the public, the system (time, a job), or an API key by its id. */
export type Actor = "public" | "system" | `key:${string}`;

/** Whether an actor is staff: a caller with a valid API key. */
export const isStaff = (actor: Actor): boolean => actor.startsWith("key:");

/** `isStaff` as an SQL condition. */
export const isStaffSql = (actor: RawBuilder<unknown>) => sql<boolean>`${actor} LIKE 'key:%'`;

/** The job queue, inside the same PostgreSQL. */
export type Jobs = PgBoss;

/** A pool, or a transaction. */
export type Db = Kysely<Database>;

/** A transaction, for what must run inside the caller's. */
export type Trx = Transaction<Database>;

/** The context of a verb that needs the database alone, because it only reads or its input names the actor. */
export interface DbContext {
  db: Db;
  /** Answers reads that may be a moment old; undefined: there is none. */
  replica?: Pick<ReadReplica, "current"> | undefined;
}

/** How customers are told of their bookings. */
export interface SiteContext {
  /** The language of those who have chosen none. */
  language: Language;
  /** The address of this server for customers, without a slash at its end; undefined: unknown. */
  publicUrl?: string | undefined;
}

/** The context of a verb that changes something. */
export interface WriteContext extends DbContext {
  /** The actor of the change, as the audit names it. */
  actor: Actor;
}

/** The context of a verb that changes something and enqueues a job. */
export interface JobContext extends WriteContext {
  jobs: Jobs;
}

/** The context of a verb that releases places, and with them promotes entries of the waitlist. */
export interface ReleaseContext extends DbContext {
  jobs: Jobs;
  /** Lifetime of a promoted entry's hold, in seconds. */
  waitlistHoldSeconds: number;
}

/** `ReleaseContext` inside the caller's transaction. */
export interface PromotionContext extends Omit<ReleaseContext, "db"> {
  trx: Trx;
}
