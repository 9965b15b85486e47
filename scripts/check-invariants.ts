/** Checks the database. Exits with 1 and the broken invariants, or with 2 if the database cannot be read. */
import { resolve } from "node:path";
import { brokenInvariants } from "@holdfast/core";
import { openDatabase, pendingMigrations } from "@holdfast/db";
import { findRunningEmbedded, hasEmbedded, startEmbedded } from "@holdfast/embedded-postgres";
import { loadEnvFile, readConfig } from "../apps/api/src/config.ts";

const CANNOT_READ = 2;

/** @returns a line for each broken invariant */
async function check(url: string): Promise<string[]> {
  const db = openDatabase({ url, timeouts: "off" }); // a large table takes its time
  try {
    const pending = await pendingMigrations(db);
    if (pending.length > 0)
      throw new Error(`this database is not migrated (${pending.join(", ")}): start Holdfast on it`);
    return await brokenInvariants({ db });
  } finally {
    await db.destroy();
  }
}

/** Checks the embedded database, which is started for the occasion unless it runs. */
async function checkEmbedded(dataDir: string): Promise<string[]> {
  if (!(await hasEmbedded(dataDir)))
    throw new Error(`DATA_DIR (${resolve(dataDir)}) has no database: set it, or DATABASE_URL`);
  const running = await findRunningEmbedded(dataDir);
  if (running) return check(running);
  const embedded = await startEmbedded({ dataDir });
  try {
    return await check(embedded.url);
  } finally {
    await embedded.stop();
  }
}

/** Checks the database at `DATABASE_URL`; errors mention that variable. */
function checkNamed(url: string): Promise<string[]> {
  return check(url).catch((error) => {
    throw new Error(`the database at DATABASE_URL: ${error.message || error.code}`);
  });
}

try {
  loadEnvFile();
  const { DATABASE_URL, DATA_DIR } = process.env;
  // Only these two: an error in another variable is no reason to refuse.
  const { databaseUrl, dataDir } = readConfig({ DATABASE_URL, DATA_DIR });
  const broken = await (databaseUrl ? checkNamed(databaseUrl) : checkEmbedded(dataDir));
  for (const line of broken) console.error(`BROKEN  ${line}`);
  if (broken.length === 0) console.log("Every invariant holds.");
  process.exitCode = broken.length === 0 ? 0 : 1;
} catch (error) {
  console.error(`The invariants cannot be checked: ${error instanceof Error ? error.message : error}`);
  process.exitCode = CANNOT_READ;
}
