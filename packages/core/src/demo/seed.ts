import { HoldfastError } from "@holdfast/contract";
import { sql } from "kysely";
import type { Db, DbContext } from "../shared/index.ts";
import { makeClinic } from "./clinic.ts";
import { DEMO_PREFIX } from "./data.ts";
import type { DemoContext } from "./make.ts";
import { makeTheatre } from "./theatre.ts";

/** The advisory lock of whoever makes the demo data. */
const SEED_LOCK = 7_270_001;
/** Longer than the demo data takes; the transaction that has the lock does nothing meanwhile. */
const SEED_MAX_SECONDS = 60;

/** Whether a database has no doctor and no show, or the demo's alone. */
export async function isFreeForDemo({ db }: DbContext): Promise<boolean> {
  const [row] = (
    await sql<{ isFree: boolean }>`
      SELECT NOT EXISTS (
        SELECT FROM resources WHERE external_id IS NULL OR NOT starts_with(external_id, ${DEMO_PREFIX})
      ) AS "isFree"`.execute(db)
  ).rows;
  return row?.isFree === true;
}

/**
 * Makes a clinic and a theatre to look at, with their dates in the coming two weeks, where the database has nothing else.
 * A repetition makes what is missing, so it goes on where another broke off, and changes nothing else.
 * @param input `timeZone`: the IANA name of the zone in which both are open
 * @returns whether it is there; false where the database has something else, and nothing was done
 * @throws BUSY while somebody else makes it
 */
export function seedDemo(ctx: DemoContext, { timeZone }: { timeZone: string }): Promise<boolean> {
  return withSeedLock(ctx.db, async () => {
    if (!(await isFreeForDemo(ctx))) return false;
    // Whoever may call this may also give external ids.
    const allowed = { ...ctx, isOpenToAll: true };
    await makeClinic(allowed, timeZone);
    await makeTheatre(allowed, timeZone);
    return true;
  });
}

/** @throws BUSY while somebody else has the lock */
function withSeedLock<Result>(db: Db, work: () => Promise<Result>): Promise<Result> {
  return db.transaction().execute(async (trx) => {
    await sql`SET LOCAL idle_in_transaction_session_timeout = ${sql.lit(SEED_MAX_SECONDS * 1000)}`.execute(
      trx,
    );
    const { rows } = await sql<{ isLocked: boolean }>`
      SELECT pg_try_advisory_xact_lock(${sql.lit(SEED_LOCK)}) AS "isLocked"`.execute(trx);
    if (!rows[0]?.isLocked)
      throw new HoldfastError("BUSY", "Somebody else makes the demo data at the moment");
    return work();
  });
}
