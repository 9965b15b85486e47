import type { Database } from "@holdfast/db";
import type { Kysely, Transaction } from "kysely";
import type { Jobs } from "./jobs.ts";

/** What a verb works with: its first argument. */
export interface Context {
  db: Kysely<Database>;
  jobs: Jobs;
  /** How long a hold lives, in seconds. */
  holdSeconds: number;
}

/** The context of what must run inside the caller's transaction. */
export interface TransactionContext extends Omit<Context, "db"> {
  trx: Transaction<Database>;
}

/** The context of a verb that only speaks to the database. */
export type DbContext = Pick<Context, "db">;
