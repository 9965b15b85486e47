import { type Hold, HoldfastError, type Slot } from "@holdfast/contract";
import { type Database, openDatabase } from "@holdfast/db";
import { createTestDatabase } from "@holdfast/db/testing";
import { type Kysely, sql } from "kysely";
import type { TransactionContext } from "../src/holds/place.ts";
import { type HoldResult, holdRequest, ReplayedHold, SLOT_LOCKED } from "../src/holds/request.ts";
import {
  type Actor,
  type Context,
  createResource,
  createServices,
  createSlot,
  openJobs,
  placeHolds,
} from "../src/index.ts";
import { ExpiryCover } from "../src/jobs/expiry-job.ts";

export const HOLD_SECONDS = 120;
export const MAX_HOLD_SECONDS = 300;
export const WAITLIST_HOLD_SECONDS = 600;
export const SECONDS = {
  holdSeconds: HOLD_SECONDS,
  maxHoldSeconds: MAX_HOLD_SECONDS,
  waitlistHoldSeconds: WAITLIST_HOLD_SECONDS,
};
export const UNKNOWN_ID = "00000000-0000-7000-8000-000000000000";

export interface TestContext extends Context {
  url: string;
  /** The server's own address, for state of a session. */
  directUrl: string;
  close: () => Promise<void>;
}

/** Creates a context on a database of its own, without a worker. */
export async function createTestContext(): Promise<TestContext> {
  const database = await createTestDatabase();
  const db = openDatabase({ url: database.url, maxConnections: 20 });
  const jobs = await openJobs({ url: database.url, worker: false, onError: () => {} });
  return {
    ...createServices({ db, jobs, ...SECONDS }),
    url: database.url,
    directUrl: database.directUrl,
    close: async () => {
      await jobs.stop({ graceful: false });
      await db.destroy();
      await database.drop();
    },
  };
}

/** Creates a slot of `capacity` places, of a doctor of its own. */
export async function makeSlot(ctx: Context, capacity: number): Promise<Slot> {
  const { id: resourceId } = await createResource(ctx, { kind: "doctor", name: "Dr. Test" });
  const startsAt = new Date("2031-12-25T10:00:00Z");
  const endsAt = new Date("2031-12-25T11:00:00Z");
  return createSlot(ctx, { resourceId, startsAt, endsAt, capacity });
}

/** Runs work in a transaction with the context of `placeHolds`. */
export function transact<Result>(
  { db, jobs }: TestContext,
  work: (ctx: TransactionContext) => Promise<Result>,
): Promise<Result> {
  return db.transaction().execute((trx) =>
    work({
      trx,
      jobs,
      ...SECONDS,
      isOpenToAll: false,
      cover: new ExpiryCover({ db, jobs }),
    }),
  );
}

/** A request for a hold, with an id of its own. */
export const request = (slotId: string, quantity = 1, actor: Actor = "public") =>
  holdRequest({ slotId, quantity, customer: { name: "Ann" } }, actor);

/** Places holds in one transaction: a pair of slot id and quantity each. */
export function place(
  ctx: TestContext,
  ...requests: [slotId: string, quantity?: number][]
): Promise<HoldResult[]> {
  return transact(ctx, (trxCtx) =>
    placeHolds(
      trxCtx,
      requests.map(([slotId, quantity]) => request(slotId, quantity)),
    ),
  );
}

/** The hold of a result; fails the test for any other result. */
export function holdOf(result: HoldResult | undefined): Hold {
  if (typeof result !== "object" || !("createdAt" in result)) {
    throw new Error(`no hold: ${String(result)}`);
  }
  return result;
}

/** Lets time pass for bookings and their audit, by making their rows older. */
export async function passTime(db: Kysely<Database>, seconds: number): Promise<void> {
  const earlier = (column: string) =>
    sql`${sql.ref(column)} = ${sql.ref(column)} - make_interval(secs => ${seconds})`;
  await db.transaction().execute(async (trx) => {
    // Past the trigger that keeps the audit as it is.
    await sql`SET LOCAL session_replication_role = replica`.execute(trx);
    const columns = ["expires_at", "created_at", "updated_at"].map(earlier);
    await sql`UPDATE bookings SET ${sql.join(columns)}`.execute(trx);
    await sql`UPDATE audit SET ${earlier("at")} WHERE slot_id IS NOT NULL`.execute(trx);
  });
}

/** The results as quantities and codes of refusals. */
export const outcomes = (results: HoldResult[]) =>
  results.map((result) => {
    if (result === SLOT_LOCKED) return "SLOT_LOCKED";
    if (result instanceof ReplayedHold) return "replayed";
    return result instanceof Error ? result.code : result.quantity;
  });

/** "ok", or the code of a refusal. */
export const codeOf = (call: Promise<unknown>): Promise<string> =>
  call.then(
    () => "ok",
    (error: unknown) => (error instanceof HoldfastError ? error.code : String(error)),
  );
