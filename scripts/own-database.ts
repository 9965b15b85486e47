/** The database that a server started here uses, for commands that work beside it or without it. */
import { resolve } from "node:path";
import { openDatabase, pendingMigrations } from "@holdfast/db";
import { findRunningEmbedded, hasEmbedded, startEmbedded } from "@holdfast/embedded-postgres";
import { loadEnvFile, readConfig } from "../apps/api/src/config.ts";

/**
 * Runs work on the database at `DATABASE_URL`, or else on the embedded one, which is started for the occasion unless it
 * runs.
 * @throws Error where there is none, or where it lacks a migration; that of the work, naming the variable
 */
export async function withOwnDatabase<Result>(work: (url: string) => Promise<Result>): Promise<Result> {
  loadEnvFile();
  const { DATABASE_URL, DATA_DIR } = process.env;
  // Only these two: an error in another variable is no reason to refuse.
  const { databaseUrl, dataDir } = readConfig({ DATABASE_URL, DATA_DIR });
  if (!databaseUrl) return withEmbedded(dataDir, work);
  return withMigrated(databaseUrl, work).catch((error) => {
    throw new Error(`the database at DATABASE_URL: ${error.message || error.code}`, { cause: error });
  });
}

async function withEmbedded<Result>(
  dataDir: string,
  work: (url: string) => Promise<Result>,
): Promise<Result> {
  if (!(await hasEmbedded(dataDir)))
    throw new Error(`DATA_DIR (${resolve(dataDir)}) has no database: set it, or DATABASE_URL`);
  const running = await findRunningEmbedded(dataDir);
  if (running) return withMigrated(running, work);
  const embedded = await startEmbedded({ dataDir });
  try {
    return await withMigrated(embedded.url, work);
  } finally {
    await embedded.stop();
  }
}

async function withMigrated<Result>(url: string, work: (url: string) => Promise<Result>): Promise<Result> {
  const db = openDatabase({ url, maxConnections: 1 });
  const pending = await pendingMigrations(db).finally(() => db.destroy());
  if (pending.length > 0)
    throw new Error(`this database is not migrated (${pending.join(", ")}): start Holdfast on it`);
  return work(url);
}
