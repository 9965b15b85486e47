/**
 * Makes the demo data in the database of the server that is started here, whether or not that server runs. Exits with 1
 * where the database has something else, or cannot be reached.
 */
import { createServices, openJobs, seedDemo } from "@holdfast/core";
import { openDatabase } from "@holdfast/db";
import { withOwnDatabase } from "./own-database.ts";

/** Of the bookings alone, which are confirmed at once. */
const HOLD_SECONDS = 120;

/** @returns whether the demo data is there */
async function seed(url: string): Promise<boolean> {
  const db = openDatabase({ url });
  try {
    const jobs = await openJobs({ url, worker: false, onError: (error) => console.error(error) });
    try {
      const seconds = {
        holdSeconds: HOLD_SECONDS,
        maxHoldSeconds: HOLD_SECONDS,
        waitlistHoldSeconds: HOLD_SECONDS,
      };
      const services = createServices({ db, jobs, ...seconds, isOpenToAll: true });
      return await seedDemo({ ...services, actor: "system" }, { timeZone: Temporal.Now.timeZoneId() });
    } finally {
      await jobs.stop({ graceful: true });
    }
  } finally {
    await db.destroy();
  }
}

try {
  const isThere = await withOwnDatabase(seed);
  if (isThere) console.log("There is a clinic and a theatre now, with dates in the coming two weeks.");
  else console.error("Nothing was made: this database has doctors or shows of its own.");
  process.exitCode = isThere ? 0 : 1;
} catch (error) {
  console.error(`The demo data cannot be made: ${error instanceof Error ? error.message : error}`);
  process.exitCode = 1;
}
