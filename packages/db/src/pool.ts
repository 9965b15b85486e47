import { Kysely } from "kysely";
import pg from "pg";
import { whereIs } from "./hosts.ts";
import { pipelinedDialect } from "./pipelined-driver.ts";
import type { Database } from "./schema.ts";

/** Connections of one process; more make a hot row slower, not faster. */
export const POOL_MAX_CONNECTIONS = 10;
const CONNECT_TIMEOUT_MILLISECONDS = 5_000;
/** Ours, for a server that has gone silent; longer than PostgreSQL's own, which say more. */
const ANSWER_TIMEOUT_MILLISECONDS = 12_000;
const TIMEOUTS_MILLISECONDS = {
  statement_timeout: 10_000,
  lock_timeout: 10_000,
  /** No transaction waits for anything but PostgreSQL: one that idles belongs to a process that stands still. */
  idle_in_transaction_session_timeout: 5_000,
};

/**
 * A connection keeps the plan of a statement, and PostgreSQL that of a foreign key's check: made while a table is small, it would
 * read all of the table, long after that has grown. Where no index will do, versions before 18 take the plan for so costly
 * that they would compile it.
 */
const LASTING_PLANS = "SET enable_seqscan = off; SET jit = off";

export interface DatabaseOptions {
  /** postgres://user:password@host:port/database; several hosts, with commas: the one that takes writes */
  url: string;
  maxConnections?: number;
  /** `off` where a statement may rightly take long, and read whole tables: migrations. */
  timeouts?: "on" | "off";
  /** A connection that idled in the pool was lost; the pool replaces it, this is for the log. */
  onConnectionError?: (error: Error) => void;
}

/**
 * Opens a pool on the database; connections are made when first used.
 * Every statement, lock wait and idle transaction is bounded, so nothing can hold a slot for ever.
 * @returns a Kysely over the pool; `destroy()` closes it
 */
export function openDatabase(options: DatabaseOptions): Kysely<Database> {
  const isBounded = options.timeouts !== "off";
  const pool = new pg.Pool({
    ...whereIs(options.url),
    max: options.maxConnections ?? POOL_MAX_CONNECTIONS,
    connectionTimeoutMillis: CONNECT_TIMEOUT_MILLISECONDS,
    application_name: "holdfast",
    pipeline: true,
    keepAlive: true,
    ...(isBounded ? TIMEOUTS_MILLISECONDS : {}),
  });
  // A connection can be lost at any moment, also between two statements of a transaction: without a
  // listener on each client that would end the process. The statement that comes next reports it.
  pool.on("connect", (client) => {
    client.on("error", () => {});
    if (isBounded) client.query(LASTING_PLANS, () => {});
  });
  pool.on("error", (error) => options.onConnectionError?.(error));
  const answerTimeoutMilliseconds = isBounded ? ANSWER_TIMEOUT_MILLISECONDS : undefined;
  return new Kysely<Database>({ dialect: pipelinedDialect(pool, answerTimeoutMilliseconds) });
}
