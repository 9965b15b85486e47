/** Checks the database. Exits with 1 and the broken invariants, or with 2 if the database cannot be read. */
import { brokenInvariants } from "@holdfast/core";
import { openDatabase } from "@holdfast/db";
import { withOwnDatabase } from "./own-database.ts";

const CANNOT_READ = 2;

/** @returns a line for each broken invariant */
async function check(url: string): Promise<string[]> {
  const db = openDatabase({ url, timeouts: "off" }); // a large table takes its time
  return brokenInvariants({ db }).finally(() => db.destroy());
}

try {
  const broken = await withOwnDatabase(check);
  for (const line of broken) console.error(`BROKEN  ${line}`);
  if (broken.length === 0) console.log("Every invariant holds.");
  process.exitCode = broken.length === 0 ? 0 : 1;
} catch (error) {
  console.error(`The invariants cannot be checked: ${error instanceof Error ? error.message : error}`);
  process.exitCode = CANNOT_READ;
}
