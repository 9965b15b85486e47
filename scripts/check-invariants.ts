/** Reads the database and exits 1 naming every broken invariant, 2 where it cannot be read. */
import { resolve } from "node:path";
import { brokenInvariants } from "@holdfast/core";
import { openDatabase, pendingMigrations } from "@holdfast/db";
import { findRunningEmbedded, hasEmbedded, startEmbedded } from "@holdfast/embedded-postgres";
import { loadEnvFile, readConfig } from "../apps/api/src/config.ts";

const CANNOT_READ = 2;

/** @returns the lines that name what is broken */
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

/** The embedded database: the one that runs, or started for the occasion. */
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

/** The database that `DATABASE_URL` names; what cannot be reached is told under that name. */
function checkNamed(url: string): Promise<string[]> {
  return check(url).catch((error) => {
    throw new Error(`the database at DATABASE_URL: ${error.message || error.code}`);
  });
}

try {
  loadEnvFile();
  const { DATABASE_URL, DATA_DIR } = process.env;
  // Of these two alone: the others are not needed here.
  const { databaseUrl, dataDir } = readConfig({ DATABASE_URL, DATA_DIR });
  const broken = await (databaseUrl ? checkNamed(databaseUrl) : checkEmbedded(dataDir));
  for (const line of broken) console.error(`BROKEN  ${line}`);
  if (broken.length === 0) console.log("Every invariant holds.");
  process.exitCode = broken.length === 0 ? 0 : 1;
} catch (error) {
  console.error(`The invariants cannot be checked: ${error instanceof Error ? error.message : error}`);
  process.exitCode = CANNOT_READ;
}
