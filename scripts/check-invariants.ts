/** Reads the database and exits 1 naming every broken invariant, 2 where it cannot be read. */
import { brokenInvariants } from "@holdfast/core";
import { openDatabase, pendingMigrations } from "@holdfast/db";
import { findRunningEmbedded, startEmbedded } from "@holdfast/db/embedded";
import { loadEnvFile } from "../apps/api/src/env-file.ts";

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
  const running = await findRunningEmbedded(dataDir);
  if (running) return check(running);
  const embedded = await startEmbedded({ dataDir });
  try {
    return await check(embedded.url);
  } finally {
    await embedded.stop();
  }
}

loadEnvFile();
const { DATABASE_URL, DATA_DIR } = process.env;
try {
  const broken = await (DATABASE_URL ? check(DATABASE_URL) : checkEmbedded(DATA_DIR || ".data"));
  for (const line of broken) console.error(`BROKEN  ${line}`);
  if (broken.length === 0) console.log("Every invariant holds.");
  process.exitCode = broken.length === 0 ? 0 : 1;
} catch (error) {
  console.error(`The invariants cannot be checked: ${error instanceof Error ? error.message : error}`);
  process.exitCode = CANNOT_READ;
}
