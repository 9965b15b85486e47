import type { Slot } from "@holdfast/contract";
import { type Database, openDatabase } from "@holdfast/db";
import { createTestDatabase } from "@holdfast/db/testing";
import { type Kysely, sql } from "kysely";
import {
  type Context,
  createResource,
  createSlot,
  type HoldAnswer,
  openJobs,
  placeHolds,
} from "../src/index.ts";

export const HOLD_SECONDS = 120;
export const UNKNOWN_ID = "00000000-0000-7000-8000-000000000000";

/** A context on a database of its own, without a worker. */
export async function createTestContext(): Promise<Context & { url: string; close: () => Promise<void> }> {
  const database = await createTestDatabase();
  const db = openDatabase({ url: database.url, maxConnections: 20 });
  const jobs = await openJobs({ url: database.url, worker: false, onError: () => {} });
  return {
    db,
    jobs,
    holdSeconds: HOLD_SECONDS,
    url: database.url,
    close: async () => {
      await jobs.stop({ graceful: false });
      await db.destroy();
      await database.drop();
    },
  };
}

/** A slot of `capacity` places, of a doctor of its own. */
export async function makeSlot(ctx: Context, capacity: number): Promise<Slot> {
  const { id: resourceId } = await createResource(ctx, { kind: "doctor", name: "Dr. Test" });
  const startsAt = new Date("2031-12-25T10:00:00Z");
  const endsAt = new Date("2031-12-25T11:00:00Z");
  return createSlot(ctx, { resourceId, startsAt, endsAt, capacity });
}

/** Places holds in one transaction: a pair of slot id and quantity each. */
export function place(
  ctx: Context,
  ...requests: [slotId: string, quantity?: number][]
): Promise<HoldAnswer[]> {
  return ctx.db.transaction().execute((trx) =>
    placeHolds(
      { ...ctx, trx },
      requests.map(([slotId, quantity = 1]) => ({ slotId, quantity, customer: { name: "Ann" } })),
    ),
  );
}

/** Lets time pass for every booking: what was written so far becomes that much older. */
export async function passTime(db: Kysely<Database>, seconds: number): Promise<void> {
  await sql`
    UPDATE bookings SET
      expires_at = expires_at - make_interval(secs => ${seconds}),
      created_at = created_at - make_interval(secs => ${seconds}),
      updated_at = updated_at - make_interval(secs => ${seconds})`.execute(db);
}

/** Answers as a test reads them: a quantity, or the code of a refusal. */
export const outcomes = (answers: HoldAnswer[]) =>
  answers.map((answer) => (answer instanceof Error ? answer.code : answer.quantity));
