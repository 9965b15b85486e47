import { countLockWaiters, holdSlotLock, openSession } from "@holdfast/db/testing";
import { sql } from "kysely";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import {
  brokenInvariants,
  confirmBooking,
  deleteSlot,
  getBooking,
  type HoldQueue,
  updateSlot,
} from "../src/index.ts";
import { makeSlots, outcome, takenWhereRoomy, warmQueue } from "./bookable-harness.ts";
import { createTestContext, holdOf, makeSlot, place, request, type TestContext } from "./harness.ts";

/* Closing and deleting a slot against simultaneous bookings. */

const WAIT = { timeout: 10_000, interval: 10 };
const PAST = new Date("2001-01-01T00:00:00Z");

let ctx: TestContext;

beforeAll(async () => {
  ctx = await createTestContext();
});

afterAll(async () => {
  expect(await brokenInvariants(ctx)).toEqual([]);
  await ctx.close();
});

const waitForLockWaiters = (count: number) =>
  vi.waitUntil(async () => (await countLockWaiters(ctx.db)) >= count, WAIT);

/** Queues calls for a slot's lock in this order, then unlocks the slot. */
async function inOrder(slotId: string, ...calls: (() => Promise<unknown>)[]): Promise<string[]> {
  const letGo = await holdSlotLock(ctx.db, slotId);
  const results: Promise<string>[] = [];
  for (const call of calls) {
    results.push(outcome(call()));
    await waitForLockWaiters(results.length);
  }
  await letGo();
  return Promise.all(results);
}

test("the first owner of the slot's lock decides", async () => {
  const queue = await warmQueue(ctx);
  const [first, second, third, fourth] = await makeSlots(ctx, 1);
  const book = (slotId: string) => () => queue.place(request(slotId));
  const remove = (id: string) => () => deleteSlot(ctx, { id });
  const close = (id: string) => () => updateSlot(ctx, { id, closed: true });
  expect(await inOrder(first, book(first), remove(first))).toEqual(["ok", "SLOT_HAS_BOOKINGS"]);
  expect(await inOrder(second, remove(second), book(second))).toEqual(["ok", "SLOT_NOT_FOUND"]);
  expect(await inOrder(third, book(third), close(third))).toEqual(["ok", "ok"]);
  expect(await inOrder(fourth, close(fourth), book(fourth))).toEqual(["ok", "NOT_BOOKABLE"]);
});

test("the clock after the lock decides on the booking window, not the start of the transaction", async () => {
  const { id } = await makeSlot(ctx, 1);
  const soon = sql<Date>`clock_timestamp() + interval '300 ms'`;
  await ctx.db.updateTable("slots").set({ bookable_until: soon }).where("id", "=", id).execute();
  const isOver = async () => {
    const query = ctx.db
      .selectFrom("slots")
      .select(sql<boolean>`bookable_until < clock_timestamp()`.as("is"));
    return (await query.where("id", "=", id).executeTakeFirstOrThrow()).is;
  };
  const letGo = await holdSlotLock(ctx.db, id);
  const booking = outcome(ctx.holds.place(request(id)));
  await waitForLockWaiters(1);
  await vi.waitUntil(isOver, WAIT);
  await letGo();
  expect(await booking).toBe("NOT_BOOKABLE");
});

test("the fast path goes by the row under its lock, not by its snapshot", async () => {
  const [open, closed, deleted, narrowed] = await makeSlots(ctx, 5);
  await makeJsonSlow();
  const session = await openSession(ctx.directUrl);
  await session.query("SELECT pg_advisory_lock(1)");
  const taking = takenWhereRoomy(
    ctx,
    [open, closed, deleted, narrowed],
    sql`SET LOCAL search_path = slow, pg_catalog, public`,
  );
  await waitForLockWaiters(1);
  await updateSlot(ctx, { id: closed, closed: true });
  await deleteSlot(ctx, { id: deleted });
  await updateSlot(ctx, { id: narrowed, bookableUntil: PAST });
  await updateSlot(ctx, { id: open, capacity: 4 });
  await session.end();
  expect(await taking).toEqual([open]);
});

/** Halts a statement that reads requests between its snapshot and its locks, while another session has lock 1. */
async function makeJsonSlow(): Promise<void> {
  await sql`CREATE SCHEMA slow`.execute(ctx.db);
  await sql`
    CREATE FUNCTION slow.json_to_recordset(input json) RETURNS SETOF record LANGUAGE plpgsql AS $$
    BEGIN
      PERFORM pg_advisory_xact_lock(1);
      RETURN QUERY SELECT * FROM pg_catalog.json_to_recordset(input)
        AS hold (id uuid, slot_id uuid, quantity integer, customer_name text, customer_contact text, contact_key text,
          actor text, token_hash bytea, language text);
    END $$`.execute(ctx.db);
}

test("deletion and booking in either order: exactly one succeeds", async () => {
  const queues = [await warmQueue(ctx), await warmQueue(ctx)];
  for (let round = 0; round < 40; round += 1) {
    const { id } = await makeSlot(ctx, 100);
    const bookings = Array.from({ length: 8 }, (_, index) =>
      outcome((queues[index % 2] as HoldQueue).place(request(id))),
    );
    const deletion = outcome(deleteSlot(ctx, { id }));
    const late = outcome((queues[0] as HoldQueue).place(request(id)));
    const booked = new Set(await Promise.all([...bookings, late]));
    const deleted = await deletion;
    expect([deleted, ...booked]).toEqual(
      booked.has("ok") ? ["SLOT_HAS_BOOKINGS", "ok"] : ["ok", "SLOT_NOT_FOUND"],
    );
  }
  expect(await brokenInvariants(ctx)).toEqual([]);
});

test("confirmation and deletion of the slot leave one winner as the hold expires", async () => {
  for (let round = 0; round < 10; round += 1) {
    const { id: slotId } = await makeSlot(ctx, 1);
    const [result] = await place(ctx, [slotId]);
    const { id } = holdOf(result);
    const soon = sql<Date>`clock_timestamp() + interval '3 ms'`;
    await ctx.db.updateTable("bookings").set({ expires_at: soon }).where("id", "=", id).execute();
    const verbs = [confirmBooking(ctx, { id }), deleteSlot(ctx, { id: slotId }), confirmBooking(ctx, { id })];
    await Promise.all(verbs.map(outcome));
    const { status } = await getBooking(ctx, { id });
    if (status === "CONFIRMED") {
      expect(await outcome(deleteSlot(ctx, { id: slotId }))).toBe("SLOT_HAS_BOOKINGS");
    }
  }
  expect(await brokenInvariants(ctx)).toEqual([]);
});
