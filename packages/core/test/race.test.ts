import { HoldfastError } from "@holdfast/contract";
import type { Database } from "@holdfast/db";
import { type Kysely, sql } from "kysely";
import { afterAll, beforeAll, expect, test } from "vitest";
import {
  brokenInvariants,
  cancelBooking,
  confirmBooking,
  createBooking,
  expireHolds,
  getSlot,
} from "../src/index.ts";
import { createTestContext, makeSlot } from "./harness.ts";

let ctx: Awaited<ReturnType<typeof createTestContext>>;

beforeAll(async () => {
  ctx = await createTestContext();
});

afterAll(() => ctx.close());

const CAPACITY = 3;
const VISITORS = 20;

/** Runs all visits simultaneously; returns how many got a place, and the errors. A refusal is an error or false. */
async function race(visit: (slotId: string) => Promise<unknown>) {
  const { id: slotId } = await makeSlot(ctx, CAPACITY);
  const results = await Promise.allSettled(Array.from({ length: VISITORS }, () => visit(slotId)));
  const errors = results.flatMap((result) => (result.status === "rejected" ? [result.reason] : []));
  const placed = results.filter((result) => result.status === "fulfilled" && result.value !== false).length;
  return { slotId, placed, errors };
}

test("all places are booked, and no more", async () => {
  const book = (slotId: string) => createBooking(ctx, { slotId, quantity: 1, customer: { name: "Ann" } });
  const { slotId, placed } = await race(book);
  expect(placed).toBe(CAPACITY);
  expect(await getSlot(ctx, { id: slotId })).toMatchObject({ booked: CAPACITY, available: 0 });
  expect(await brokenInvariants(ctx)).toEqual([]);
});

test("the same race without the lock oversells, and the invariants detect it", async () => {
  const other = await createTestContext();
  try {
    const { id: slotId } = await makeSlot(other, CAPACITY);
    const visits = Array.from({ length: VISITORS }, () => bookWithoutLock(other.db, slotId));
    const placed = (await Promise.all(visits)).filter(Boolean).length;
    expect(placed).toBeGreaterThan(CAPACITY);
    expect((await brokenInvariants(other)).join()).toContain("no slot is oversold");
  } finally {
    await other.close();
  }
});

test("with the counter, the CHECK constraint stops overselling without the lock", async () => {
  const { placed, errors } = await race((slotId) => bookWithoutLock(ctx.db, slotId, { counter: true }));
  expect(placed).toBe(CAPACITY);
  expect(errors.length).toBeGreaterThan(0);
  for (const error of errors) expect(error).toMatchObject({ constraint: "slots_never_oversold" });
});

test("simultaneous confirm, cancel and expire leave one winner and exact counters", async () => {
  const { id: slotId } = await makeSlot(ctx, 1000);
  for (let round = 0; round < 10; round += 1) {
    const { id } = await createBooking(ctx, { slotId, quantity: 2, customer: { name: "Ann" } });
    await ctx.db
      .updateTable("bookings")
      .set({ expires_at: sql<Date>`clock_timestamp() + interval '3 ms'` })
      .where("id", "=", id)
      .execute();
    const [confirmed, , cancelled, , confirmedToo] = await Promise.all([
      isDone(confirmBooking(ctx, { id })),
      expireHolds(ctx),
      isDone(cancelBooking(ctx, { id })),
      expireHolds(ctx),
      isDone(confirmBooking(ctx, { id })),
    ]);
    await expireHolds(ctx); // both may have run before the hold expired
    // A confirmed booking can be cancelled, and nothing follows a cancellation.
    const winner = cancelled ? "CANCELLED" : confirmed || confirmedToo ? "CONFIRMED" : "FAILED";
    const stored = ctx.db.selectFrom("bookings").select("status").where("id", "=", id);
    expect(await stored.executeTakeFirstOrThrow()).toEqual({ status: winner });
  }
  expect(await brokenInvariants(ctx)).toEqual([]);
});

/** Whether a verb succeeded; false if it refused. */
const isDone = (call: Promise<unknown>): Promise<boolean> =>
  call.then(
    () => true,
    (error: unknown) => {
      if (error instanceof HoldfastError) return false;
      throw error;
    },
  );

/** The naive algorithm: count, decide, insert; without a row lock every visitor counts the same. */
async function bookWithoutLock(
  db: Kysely<Database>,
  slotId: string,
  { counter = false } = {},
): Promise<boolean> {
  return db.transaction().execute(async (trx) => {
    const slot = await trx
      .selectFrom("slots")
      .select("capacity")
      .where("id", "=", slotId)
      .executeTakeFirstOrThrow();
    const taken = await trx
      .selectFrom("bookings")
      .select(sql<number>`coalesce(sum(quantity), 0)::int`.as("places"))
      .where("slot_id", "=", slotId)
      .where("status", "in", ["PENDING", "CONFIRMED"])
      .executeTakeFirstOrThrow();
    await sql`SELECT pg_sleep(0.05)`.execute(trx);
    if (taken.places >= slot.capacity) return false;
    if (counter) {
      await trx
        .updateTable("slots")
        .set((row) => ({ booked: row("booked", "+", 1) }))
        .where("id", "=", slotId)
        .execute();
    }
    await trx
      .insertInto("bookings")
      .values({
        id: sql<string>`gen_random_uuid()`,
        slot_id: slotId,
        customer_name: "Ann",
        customer_contact: null,
        quantity: 1,
        status: "PENDING",
        expires_at: sql<Date>`clock_timestamp() + interval '1 hour'`,
      })
      .execute();
    return true;
  });
}
