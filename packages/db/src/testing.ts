import { randomBytes } from "node:crypto";
import { type Kysely, sql } from "kysely";
import pg from "pg";
import type { Database } from "./schema.ts";

/** The variable with the URL of the run's PostgreSQL; `test/global-setup.ts` sets it for every test file. */
export const TEST_SERVER_URL_VARIABLE = "HOLDFAST_TEST_SERVER_URL";

/** The variable with the port of a pooler before the test databases; unset without one. */
export const TEST_POOLER_PORT_VARIABLE = "HOLDFAST_TEST_POOLER_PORT";

/** The migrated database that every test file's own is cloned from. */
export const TEMPLATE_DATABASE = "holdfast_template";

/** A database that one test file has to itself. */
export interface TestDatabase {
  url: string;
  /** The URL without the pooler that `url` may lead through, for features of a session. */
  directUrl: string;
  drop: () => Promise<void>;
}

/**
 * Clones the migrated template.
 * @throws where no test server runs: the global setup starts it
 */
export async function createTestDatabase(template: string = TEMPLATE_DATABASE): Promise<TestDatabase> {
  const serverUrl = process.env[TEST_SERVER_URL_VARIABLE];
  if (!serverUrl) throw new Error(`${TEST_SERVER_URL_VARIABLE} is not set: is test/global-setup.ts in use?`);
  const name = `test_${randomBytes(6).toString("hex")}`;
  await runOnServer(serverUrl, `CREATE DATABASE ${name} TEMPLATE ${template}`);
  const directUrl = databaseUrl(serverUrl, name);
  const url = new URL(directUrl);
  url.port = process.env[TEST_POOLER_PORT_VARIABLE] ?? url.port;
  return {
    url: url.href,
    directUrl,
    drop: () => runOnServer(serverUrl, `DROP DATABASE ${name} WITH (FORCE)`),
  };
}

/** The URL of another database on the same server. */
export function databaseUrl(serverUrl: string, name: string): string {
  const url = new URL(serverUrl);
  url.pathname = `/${name}`;
  return url.href;
}

/** Runs one statement outside any transaction, as CREATE DATABASE needs it. */
export async function runOnServer(serverUrl: string, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: serverUrl });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}

/**
 * Locks a slot's row in a transaction of its own.
 * @returns the function that releases the lock, once it is held
 */
export const holdSlotLock = (db: Kysely<Database>, id: string) => holdRowLock(db, "slots", id);

/** The same with a booking's row. */
export const holdBookingLock = (db: Kysely<Database>, id: string) => holdRowLock(db, "bookings", id);

/** The same with a resource's row. */
export const holdResourceLock = (db: Kysely<Database>, id: string) => holdRowLock(db, "resources", id);

/** The same with a schedule's row. */
export const holdScheduleLock = (db: Kysely<Database>, id: string) => holdRowLock(db, "schedules", id);

async function holdRowLock(
  db: Kysely<Database>,
  table: "slots" | "bookings" | "resources" | "schedules",
  id: string,
): Promise<() => Promise<void>> {
  const locked = Promise.withResolvers<void>();
  const released = Promise.withResolvers<void>();
  const transaction = db.transaction().execute(async (trx) => {
    // It idles for as long as the test likes.
    await sql`SET LOCAL idle_in_transaction_session_timeout = 0`.execute(trx);
    await trx.selectFrom(table).select("id").where("id", "=", id).forUpdate().execute();
    locked.resolve();
    await released.promise;
  });
  await Promise.race([locked.promise, transaction]);
  return () => {
    released.resolve();
    return transaction;
  };
}

/** The number of sessions of this database that wait for a lock. */
export async function countLockWaiters(db: Kysely<Database>): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    SELECT count(*)::int AS count FROM pg_stat_activity
    WHERE datname = current_database() AND wait_event_type = 'Lock'`.execute(db);
  return rows[0]?.count ?? 0;
}

/** PostgreSQL's counts of a transaction's reads of one table so far. */
export interface TableReads {
  /** Rows read by sequential scans. */
  rowsInTurn: number;
  /** Scans of its indexes. */
  indexScans: number;
  /** Rows found by them. */
  rowsByIndex: number;
}

/** Reads the counts of the transaction that it is called in. */
export async function readsOf(trx: Kysely<Database>, table: keyof Database): Promise<TableReads> {
  const { rows } = await sql<TableReads>`
    SELECT seq_tup_read::integer AS "rowsInTurn", idx_scan::integer AS "indexScans", idx_tup_fetch::integer AS "rowsByIndex"
    FROM pg_stat_xact_user_tables WHERE relname = ${table}`.execute(trx);
  if (!rows[0]) throw new Error(`no table ${table}`);
  return rows[0];
}

/** One connection, for SQL that is not the product's own. */
export interface Session {
  query: <Row = Record<string, unknown>>(text: string, values?: unknown[]) => Promise<Row[]>;
  /** Never throws: a lost connection has ended already. */
  end: () => Promise<void>;
}

/** Opens a connection of its own. Its loss is reported by the next query alone. */
export async function openSession(url: string): Promise<Session> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 5_000 });
  client.on("error", () => {});
  await client.connect();
  return {
    query: async <Row>(text: string, values?: unknown[]) => (await client.query(text, values)).rows as Row[],
    end: () => client.end().catch(() => {}),
  };
}

/** Whether a session of this database waits for a lock. */
export async function isLockAwaited(db: Kysely<Database>): Promise<boolean> {
  return (await countLockWaiters(db)) > 0;
}
