import { EXPIRE_HOLDS, type Jobs } from "@holdfast/core";
import { type Database, pendingMigrations } from "@holdfast/db";
import { type Kysely, sql } from "kysely";

const CHECK_TIMEOUT_MILLISECONDS = 2_000;

/** The maximum age of a shared result. */
const KEPT_MILLISECONDS = 1_000;

/**
 * Creates the check behind /ready, which names the parts that are not ready, the database first. Calls during a check,
 * or within a second after it, share its result: /ready has no rate limit, and a check takes connections from bookings.
 */
export function createReadiness(parts: Parts): () => Promise<string[]> {
  let current: Promise<string[]> | undefined;
  const forget = () => {
    current = undefined;
  };
  return () => {
    if (current === undefined) {
      current = check(parts);
      void current.then(() => setTimeout(forget, KEPT_MILLISECONDS).unref());
    }
    return current;
  };
}

interface Parts {
  db: Kysely<Database>;
  jobs: Jobs;
}

/** Never throws: an unreachable part is not ready. */
async function check({ db, jobs }: Parts): Promise<string[]> {
  const [writable, migrations, queue] = await Promise.all([
    within(isWritable(db)),
    within(pendingMigrations(db).then((pending) => pending.length === 0)),
    within(jobs.getQueue(EXPIRE_HOLDS).then((queue) => queue !== null)),
  ]);
  if (writable !== true || migrations === "unreachable") return ["database"];
  return [...(migrations ? [] : ["migrations"]), ...(queue === true ? [] : ["job queue"])];
}

/** Whether the database takes writes: a standby, or one that was made read-only, does not. */
async function isWritable(db: Kysely<Database>): Promise<boolean> {
  const { rows } = await sql<{ isReadOnly: boolean }>`
    SELECT current_setting('transaction_read_only')::boolean AS "isReadOnly"`.execute(db);
  return rows[0]?.isReadOnly === false;
}

/** The result of a check, or `unreachable` after `CHECK_TIMEOUT_MILLISECONDS`. */
async function within(check: Promise<boolean>): Promise<boolean | "unreachable"> {
  const late = AbortSignal.timeout(CHECK_TIMEOUT_MILLISECONDS);
  const timeout = new Promise<"unreachable">((resolve) =>
    late.addEventListener("abort", () => resolve("unreachable")),
  );
  return Promise.race([check.catch(() => "unreachable" as const), timeout]);
}
