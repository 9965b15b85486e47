import { countLockWaiters, holdSlotLock } from "@holdfast/db/testing";
import { sql } from "kysely";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import {
  brokenInvariants,
  cancelBooking,
  confirmBooking,
  createBooking,
  expireHolds,
  getBooking,
  getSlot,
  placeHolds,
  updateSlot,
} from "../src/index.ts";
import { lockSlots } from "../src/inventory/locks.ts";
import { releaseExpiredHolds } from "../src/inventory/release-expired.ts";
import {
  createTestContext,
  HOLD_SECONDS,
  holdOf,
  makeSlot,
  outcomes,
  passTime,
  place,
  request,
  transact,
  UNKNOWN_ID,
} from "./harness.ts";

let ctx: Awaited<ReturnType<typeof createTestContext>>;

beforeAll(async () => {
  ctx = await createTestContext();
});

afterAll(async () => {
  expect(await brokenInvariants(ctx)).toEqual([]);
  await ctx.close();
});

const book = (slotId: string, quantity = 1) =>
  createBooking(ctx, { slotId, quantity, customer: { name: "Ann", contact: "ann@example.org" } });

const countJobs = async () =>
  (
    await sql<{
      count: number;
    }>`SELECT count(*)::int AS count FROM pgboss.job WHERE name = 'expire-holds'`.execute(ctx.db)
  ).rows[0]?.count;

describe("placeHolds", () => {
  test("returns results in the order of requests, and grants in order of arrival while places last", async () => {
    const slot = await makeSlot(ctx, 3);
    const other = await makeSlot(ctx, 1);
    const results = await place(
      ctx,
      [slot.id, 2],
      [other.id],
      [slot.id, 2],
      [UNKNOWN_ID],
      [slot.id],
      [other.id],
    );
    expect(outcomes(results)).toEqual([2, 1, "NO_SEAT", "SLOT_NOT_FOUND", 1, "NO_SEAT"]);
    expect(await getSlot(ctx, slot)).toMatchObject({ booked: 3, available: 0 });
    expect(await getSlot(ctx, other)).toMatchObject({ booked: 1, available: 0 });
  });

  test("writes one job for all its holds, which runs when they expire", async () => {
    const slot = await makeSlot(ctx, 5);
    const before = await countJobs();
    const results = await place(ctx, [slot.id], [slot.id], [slot.id]);
    expect(await countJobs()).toBe((before ?? 0) + 1);
    const { rows } = await sql<{ due: Date }>`
      SELECT start_after AS due FROM pgboss.job ORDER BY created_on DESC LIMIT 1`.execute(ctx.db);
    const [expiresAt, ...others] = new Set(results.map((result) => holdOf(result).expiresAt));
    expect(others).toEqual([]);
    const lateMilliseconds = Number(rows[0]?.due) - Date.parse(expiresAt ?? "");
    expect(lateMilliseconds).toBeGreaterThanOrEqual(0);
    expect(lateMilliseconds).toBeLessThan(250);
  });

  test("leaves no hold, no booked place and no job when its transaction rolls back", async () => {
    const slot = await makeSlot(ctx, 1);
    const before = await countJobs();
    const failure = new Error("the caller changed its mind");
    const transaction = transact(ctx, async (trxCtx) => {
      await placeHolds(trxCtx, [request(slot.id)]);
      throw failure;
    });
    await expect(transaction).rejects.toBe(failure);
    expect(await countJobs()).toBe(before);
    expect(await getSlot(ctx, slot)).toMatchObject({ booked: 0 });
    expect(outcomes(await place(ctx, [slot.id]))).toEqual([1]);
  });

  test("grants the places of expired holds without a worker", async () => {
    const slot = await makeSlot(ctx, 2);
    const [first] = await place(ctx, [slot.id, 2]);
    expect(outcomes(await place(ctx, [slot.id]))).toEqual(["NO_SEAT"]);
    await passTime(ctx.db, HOLD_SECONDS);
    expect(await getSlot(ctx, slot)).toMatchObject({ booked: 0, available: 2 });
    expect(outcomes(await place(ctx, [slot.id], [slot.id], [slot.id]))).toEqual([1, 1, "NO_SEAT"]);
    expect(await getBooking(ctx, holdOf(first))).toMatchObject({
      status: "FAILED",
      failureReason: "HOLD_EXPIRED",
    });
  });

  test("counts a hold's lifetime from the lock, not from the start of the transaction", async () => {
    const slot = await makeSlot(ctx, 1);
    const waitMilliseconds = 300;
    const letGo = await holdSlotLock(ctx.db, slot.id);
    const startedAt = await databaseClock();
    const booking = book(slot.id);
    await vi.waitUntil(async () => (await countLockWaiters(ctx.db)) > 0, { timeout: 10_000, interval: 10 });
    await sql`SELECT pg_sleep(${waitMilliseconds / 1000})`.execute(ctx.db);
    await letGo();
    const { expiresAt } = await booking;
    expect(Date.parse(expiresAt) - startedAt).toBeGreaterThanOrEqual(HOLD_SECONDS * 1000 + waitMilliseconds);
  });
});

describe("confirm and cancel", () => {
  test("a repeated confirmation or cancellation changes nothing", async () => {
    const slot = await makeSlot(ctx, 1);
    const { id } = await book(slot.id);
    const confirmed = await confirmBooking(ctx, { id });
    expect(confirmed.status).toBe("CONFIRMED");
    expect(await confirmBooking(ctx, { id })).toEqual(confirmed);
    const cancelled = await cancelBooking(ctx, { id });
    expect(cancelled.status).toBe("CANCELLED");
    expect(await cancelBooking(ctx, { id })).toEqual(cancelled);
    expect(await getSlot(ctx, slot)).toMatchObject({ booked: 0, available: 1 });
    await expect(confirmBooking(ctx, { id })).rejects.toMatchObject({ code: "BOOKING_NOT_PENDING" });
  });

  test("an expired hold can be neither confirmed nor cancelled", async () => {
    const slot = await makeSlot(ctx, 1);
    const { id } = await book(slot.id);
    await passTime(ctx.db, HOLD_SECONDS);
    await expect(confirmBooking(ctx, { id })).rejects.toMatchObject({ code: "HOLD_EXPIRED" });
    await expect(cancelBooking(ctx, { id })).rejects.toMatchObject({ code: "HOLD_EXPIRED" });
    expect(await getBooking(ctx, { id })).toMatchObject({ status: "FAILED", failureReason: "HOLD_EXPIRED" });
  });

  test("a confirmed booking does not expire", async () => {
    const slot = await makeSlot(ctx, 1);
    const { id } = await book(slot.id);
    await confirmBooking(ctx, { id });
    await passTime(ctx.db, HOLD_SECONDS * 2);
    await expireHolds(ctx);
    expect(await getBooking(ctx, { id })).toMatchObject({ status: "CONFIRMED" });
    expect(outcomes(await place(ctx, [slot.id]))).toEqual(["NO_SEAT"]);
  });

  test("two simultaneous cancellations release the places once", async () => {
    const slot = await makeSlot(ctx, 5);
    const { id } = await book(slot.id, 3);
    const statuses = await Promise.all(Array.from({ length: 8 }, () => cancelBooking(ctx, { id })));
    expect(new Set(statuses.map(({ status }) => status))).toEqual(new Set(["CANCELLED"]));
    expect(await getSlot(ctx, slot)).toMatchObject({ booked: 0, available: 5 });
  });

  test("an unknown booking is BOOKING_NOT_FOUND", async () => {
    const unknown = { code: "BOOKING_NOT_FOUND" };
    await expect(getBooking(ctx, { id: UNKNOWN_ID })).rejects.toMatchObject(unknown);
    await expect(confirmBooking(ctx, { id: UNKNOWN_ID })).rejects.toMatchObject(unknown);
    await expect(cancelBooking(ctx, { id: UNKNOWN_ID })).rejects.toMatchObject(unknown);
  });
});

describe("expireHolds", () => {
  test("writes down expired holds and no others, however often it runs", async () => {
    const slot = await makeSlot(ctx, 10);
    const due = await book(slot.id, 4);
    await passTime(ctx.db, HOLD_SECONDS);
    const live = await book(slot.id, 2);
    await Promise.all([expireHolds(ctx), expireHolds(ctx), expireHolds(ctx)]);
    await expireHolds(ctx);
    const stored = await ctx.db
      .selectFrom("slots")
      .select("booked")
      .where("id", "=", slot.id)
      .executeTakeFirst();
    expect(stored).toEqual({ booked: 2 });
    const rows = await ctx.db
      .selectFrom("bookings")
      .select(["id", "status"])
      .where("slot_id", "=", slot.id)
      .execute();
    expect(new Map(rows.map(({ id, status }) => [id, status]))).toEqual(
      new Map([
        [due.id, "FAILED"],
        [live.id, "PENDING"],
      ]),
    );
  });
});

test("more holds than one statement writes expire at once, and all are written down", async () => {
  const slot = await makeSlot(ctx, 10_000);
  await sql`
    INSERT INTO bookings (id, slot_id, customer_name, quantity, status, expires_at, created_at, updated_at)
    SELECT gen_random_uuid(), ${slot.id}, 'Ann', 2, 'PENDING', now() - interval '1 s', now() - interval '3 min',
           now() - interval '3 min' FROM generate_series(1, 5000)`.execute(ctx.db);
  await sql`UPDATE slots SET booked = 10000 WHERE id = ${slot.id}`.execute(ctx.db);
  // 100 of 100 places each: the first needs one statement's worth, the whole list all of them.
  const all = await place(ctx, ...Array.from({ length: 101 }, (): [string, number] => [slot.id, 100]));
  expect(outcomes(all)).toEqual([...Array(100).fill(100), "NO_SEAT"]);
  await passTime(ctx.db, HOLD_SECONDS);
  await expireHolds(ctx);
  expect(await getSlot(ctx, slot)).toMatchObject({ booked: 0, available: 10_000 });
});

/** Fills a slot with expired holds. */
async function fillWithDue(slot: { id: string; capacity: number }, secondsAgo: number): Promise<void> {
  await sql`
    INSERT INTO bookings (id, slot_id, customer_name, quantity, status, expires_at, created_at, updated_at)
    SELECT gen_random_uuid(), ${slot.id}, 'Ann', 1, 'PENDING', now() - make_interval(secs => ${secondsAgo}),
           now() - interval '3 min', now() - interval '3 min' FROM generate_series(1, ${slot.capacity}::int)`.execute(
    ctx.db,
  );
  await sql`UPDATE slots SET booked = capacity WHERE id = ${slot.id}`.execute(ctx.db);
}

test("many expired holds of one slot do not hide the expired hold of another", async () => {
  const [large, small] = [await makeSlot(ctx, 2_000), await makeSlot(ctx, 1)];
  await fillWithDue(large, 20);
  await fillWithDue(small, 10);
  expect(outcomes(await place(ctx, [large.id], [small.id]))).toEqual([1, 1]);
});

test("one statement writes down expired holds up to its limit, whatever their slots", async () => {
  const idsOf = (rows: { id: string }[]) => rows.map(({ id }) => id);
  const slots = await Promise.all([1, 2, 3].map(() => makeSlot(ctx, 1_000)));
  for (const slot of slots) await fillWithDue(slot, 10);
  const places = await ctx.db.transaction().execute(async (trx) => {
    const locked = await lockSlots(trx, idsOf(slots));
    return (await releaseExpiredHolds(trx, idsOf(locked))).values();
  });
  expect([...places].reduce((sum, count) => sum + count)).toBe(2_000);
  await expireHolds(ctx);
  for (const slot of slots) expect(await getSlot(ctx, slot)).toMatchObject({ booked: 0 });
});

test("expireHolds writes down other slots' holds before it waits for a locked slot", async () => {
  const [locked, open] = [await makeSlot(ctx, 1), await makeSlot(ctx, 1)];
  await place(ctx, [locked.id], [open.id]);
  await passTime(ctx.db, HOLD_SECONDS);
  const letGo = await holdSlotLock(ctx.db, locked.id);
  await expect(expireHolds(ctx)).rejects.toMatchObject({ code: "55P03" });
  await letGo();
  const rows = await ctx.db
    .selectFrom("slots")
    .select(["id", "booked"])
    .where("id", "in", [locked.id, open.id])
    .execute();
  expect(new Map(rows.map(({ id, booked }) => [id, booked]))).toEqual(
    new Map([
      [locked.id, 1],
      [open.id, 0],
    ]),
  );
  await expireHolds(ctx);
});

test("a slot that stays locked delays no other slot, however many of its holds are expired", async () => {
  const [locked, open] = [await makeSlot(ctx, 2_000), await makeSlot(ctx, 1)];
  await fillWithDue(locked, 20);
  await fillWithDue(open, 10);
  const letGo = await holdSlotLock(ctx.db, locked.id);
  await expect(expireHolds(ctx)).rejects.toMatchObject({ code: "55P03" });
  const pending = await ctx.db
    .selectFrom("bookings")
    .select("id")
    .where("slot_id", "=", open.id)
    .where("status", "=", "PENDING")
    .execute();
  expect(pending).toEqual([]);
  await letGo();
  await expireHolds(ctx);
  expect(await getSlot(ctx, locked)).toMatchObject({ booked: 0 });
});

describe("updateSlot", () => {
  test("capacity can be reduced to the booked places, and not below", async () => {
    const slot = await makeSlot(ctx, 10);
    await book(slot.id, 4);
    await expect(updateSlot(ctx, { id: slot.id, capacity: 3 })).rejects.toMatchObject({
      code: "CAPACITY_BELOW_BOOKED",
      message: "4 places are booked on this slot",
    });
    expect(await updateSlot(ctx, { id: slot.id, capacity: 4 })).toMatchObject({ capacity: 4, available: 0 });
    await passTime(ctx.db, HOLD_SECONDS);
    expect(await updateSlot(ctx, { id: slot.id, capacity: 1 })).toMatchObject({ capacity: 1, available: 1 });
  });

  test("the start must stay before the end", async () => {
    const slot = await makeSlot(ctx, 1);
    const endsAt = new Date("2031-12-25T09:00:00Z");
    await expect(updateSlot(ctx, { id: slot.id, endsAt })).rejects.toMatchObject({ code: "INVALID_INPUT" });
    await expect(updateSlot(ctx, { id: UNKNOWN_ID, capacity: 2 })).rejects.toMatchObject({
      code: "SLOT_NOT_FOUND",
    });
  });
});

async function databaseClock(): Promise<number> {
  const { rows } = await sql<{ now: Date }>`SELECT clock_timestamp() AS now`.execute(ctx.db);
  return rows[0]?.now.getTime() ?? Number.NaN;
}
