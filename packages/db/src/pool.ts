import { Kysely, sql } from "kysely";
import pg from "pg";
import { whenSilent, whereIs } from "./hosts.ts";
import { pipelinedDialect } from "./pipelined-driver.ts";
import type { Database } from "./schema.ts";

/** Connections of one process; more make a hot row slower, not faster. */
export const POOL_MAX_CONNECTIONS = 10;
const CONNECT_TIMEOUT_MILLISECONDS = 5_000;
/** The bound for a silent server, longer than PostgreSQL's own bounds, whose errors say more. */
export const ANSWER_TIMEOUT_MILLISECONDS = 12_000;
export const STATEMENT_TIMEOUT_MILLISECONDS = 10_000;
export const LOCK_TIMEOUT_MILLISECONDS = 10_000;
/** Transactions wait for PostgreSQL alone: an idle one belongs to a process that stands still. */
export const IDLE_IN_TRANSACTION_TIMEOUT_MILLISECONDS = 5_000;
const TIMEOUTS_MILLISECONDS = {
  statement_timeout: STATEMENT_TIMEOUT_MILLISECONDS,
  lock_timeout: LOCK_TIMEOUT_MILLISECONDS,
  idle_in_transaction_session_timeout: IDLE_IN_TRANSACTION_TIMEOUT_MILLISECONDS,
};

/**
 * A connection keeps the plans of its statements and of foreign keys' checks: one made for a small table would read
 * the whole table long after it has grown. Versions before 18 give a plan without an index a cost at which they would
 * compile it.
 */
const LASTING_PLANS = "SET enable_seqscan = off; SET jit = off";

/** The options of a pool. */
export interface DatabaseOptions {
  /** postgres://user:password@host:port/database; of several hosts, with commas, the one that accepts writes is used. */
  url: string;
  maxConnections?: number;
  /** `off` for statements that may take long and read whole tables: migrations. */
  timeouts?: "on" | "off";
  /** Called when an idle connection is lost, for the log: the pool replaces it. */
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
  const onSilence = whenSilent(options.url);
  const patience = isBounded
    ? { answerTimeoutMilliseconds: ANSWER_TIMEOUT_MILLISECONDS, ...(onSilence && { onSilence }) }
    : {};
  return new Kysely<Database>({ dialect: pipelinedDialect(pool, patience) });
}

/** The connections that the server allows in all, its `max_connections`. */
export async function readMaxConnections(db: Kysely<Database>): Promise<number> {
  const { rows } = await sql<{ max: number }>`
    SELECT current_setting('max_connections')::integer AS max`.execute(db);
  return rows[0]?.max ?? 0;
}
