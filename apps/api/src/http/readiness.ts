import { EXPIRE_HOLDS, type Jobs } from "@holdfast/core";
import { type Database, pendingMigrations } from "@holdfast/db";
import type { Kysely } from "kysely";

const CHECK_TIMEOUT_MILLISECONDS = 2_000;

/** How old an answer may be. */
const KEPT_MILLISECONDS = 1_000;

/**
 * Makes the check behind /ready: names what is not ready, the database before what lives in it. Whoever asks while one
 * is under way, or within a second after it, gets its answer: nobody limits /ready, and it takes what bookings need.
 */
export function createReadiness(parts: Parts): () => Promise<string[]> {
  let known: Promise<string[]> | undefined;
  const forget = () => {
    known = undefined;
  };
  return () => {
    if (known === undefined) {
      known = check(parts);
      void known.then(() => setTimeout(forget, KEPT_MILLISECONDS).unref());
    }
    return known;
  };
}

interface Parts {
  db: Kysely<Database>;
  jobs: Jobs;
}

/** Never throws: what cannot be asked is not ready. */
async function check({ db, jobs }: Parts): Promise<string[]> {
  const [migrations, queue] = await Promise.all([
    within(pendingMigrations(db).then((pending) => pending.length === 0)),
    within(jobs.getQueue(EXPIRE_HOLDS).then((queue) => queue !== null)),
  ]);
  if (migrations === "unreachable") return ["database"];
  return [...(migrations ? [] : ["migrations"]), ...(queue === true ? [] : ["job queue"])];
}

/** The answer, or that there was none in time. */
async function within(check: Promise<boolean>): Promise<boolean | "unreachable"> {
  const late = AbortSignal.timeout(CHECK_TIMEOUT_MILLISECONDS);
  const timeout = new Promise<"unreachable">((resolve) =>
    late.addEventListener("abort", () => resolve("unreachable")),
  );
  return Promise.race([check.catch(() => "unreachable" as const), timeout]);
}
