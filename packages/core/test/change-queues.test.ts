import { type Hold, HoldfastError, type Slot } from "@holdfast/contract";
import { countLockWaiters, holdBookingLock, holdSlotLock } from "@holdfast/db/testing";
import { sql } from "kysely";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { GroupCommit } from "../src/concurrency/group-commit.ts";
import { brokenInvariants, cancelBooking, confirmBooking, createBooking, getSlot } from "../src/index.ts";
import {
  createTestContext,
  HOLD_SECONDS,
  makeSlot,
  passTime,
  type TestContext,
  UNKNOWN_ID,
} from "./harness.ts";

const WAIT = { timeout: 10_000, interval: 10 };

let ctx: TestContext;

beforeAll(async () => {
  ctx = await createTestContext();
});

afterAll(async () => {
  expect(await brokenInvariants(ctx)).toEqual([]);
  await ctx.close();
});

const book = (slotId: string, count: number) =>
  Promise.all(
    Array.from({ length: count }, () =>
      createBooking(ctx, { slotId, quantity: 1, customer: { name: "Ann" } }),
    ),
  );

/** The status, or the code of a refusal. */
const outcome = (change: Promise<{ status: string }>) =>
  change.then(
    ({ status }) => status,
    (error: unknown) => (error instanceof HoldfastError ? error.code : String(error)),
  );

/** How many transactions wrote the rows that the slots' bookings now have. */
const transactionsOf = async (slots: readonly Slot[]) => {
  const { rows } = await sql<{ count: number }>`
    SELECT count(DISTINCT xmin::text)::integer AS count FROM bookings
    WHERE slot_id = ANY(${slots.map(({ id }) => id)}::uuid[])`.execute(ctx.db);
  return rows[0]?.count;
};

describe("simultaneous confirmations and cancellations", () => {
  test("each has the same result as alone", async () => {
    const slot = await makeSlot(ctx, 10);
    const [expired] = await book(slot.id, 1);
    await passTime(ctx.db, HOLD_SECONDS);
    const [live, cancelled] = await book(slot.id, 2);
    if (!expired || !live || !cancelled) throw new Error("no holds");
    await cancelBooking(ctx, cancelled);
    const all = [live.id, expired.id, cancelled.id, UNKNOWN_ID, live.id];
    const confirmations = await Promise.all(all.map((id) => outcome(confirmBooking(ctx, { id }))));
    expect(confirmations).toEqual([
      "CONFIRMED",
      "HOLD_EXPIRED",
      "BOOKING_NOT_PENDING",
      "BOOKING_NOT_FOUND",
      "CONFIRMED",
    ]);
    const cancellations = await Promise.all(all.map((id) => outcome(cancelBooking(ctx, { id }))));
    expect(cancellations).toEqual([
      "CANCELLED",
      "HOLD_EXPIRED",
      "CANCELLED",
      "BOOKING_NOT_FOUND",
      "CANCELLED",
    ]);
    expect(await getSlot(ctx, slot)).toMatchObject({ booked: 0 });
  });

  test("a hundred share a few transactions, and every place is released once", async () => {
    const slots = [await makeSlot(ctx, 50), await makeSlot(ctx, 50)];
    const holds = (await Promise.all(slots.map(({ id }) => book(id, 50)))).flat();
    expect(new Set(await Promise.all(holds.map((hold) => outcome(confirmBooking(ctx, hold)))))).toEqual(
      new Set(["CONFIRMED"]),
    );
    expect(await transactionsOf(slots)).toBeLessThan(10);
    expect(new Set(await Promise.all(holds.map((hold) => outcome(cancelBooking(ctx, hold)))))).toEqual(
      new Set(["CANCELLED"]),
    );
    expect(await transactionsOf(slots)).toBeLessThan(10);
    for (const slot of slots) expect(await getSlot(ctx, slot)).toMatchObject({ booked: 0 });
  });

  test("a locked slot delays only its own cancellations", async () => {
    const [locked, free] = [await makeSlot(ctx, 1), await makeSlot(ctx, 1)];
    const [onLocked] = await book(locked.id, 1);
    const [onFree] = await book(free.id, 1);
    if (!onLocked || !onFree) throw new Error("no holds");
    const letGo = await holdSlotLock(ctx.db, locked.id);
    const waiting = outcome(cancelBooking(ctx, onLocked));
    expect(await outcome(cancelBooking(ctx, onFree))).toBe("CANCELLED");
    await vi.waitUntil(async () => (await countLockWaiters(ctx.db)) > 0, WAIT);
    await letGo();
    expect(await waiting).toBe("CANCELLED");
  });

  test("a confirmation and a cancellation both succeed, or the cancellation came first", async () => {
    for (let round = 0; round < 20; round += 1) {
      const slot = await makeSlot(ctx, 1);
      const [hold] = await book(slot.id, 1);
      if (!hold) throw new Error("no hold");
      const both = await Promise.all([outcome(confirmBooking(ctx, hold)), outcome(cancelBooking(ctx, hold))]);
      expect([
        ["CONFIRMED", "CANCELLED"],
        ["BOOKING_NOT_PENDING", "CANCELLED"],
      ]).toContainEqual(both);
      expect(await getSlot(ctx, slot)).toMatchObject({ booked: 0 });
    }
  });
});

describe("a booking that another transaction has locked", () => {
  test("delays no other cancellation, and the wait for it keeps no slot locked", async () => {
    const slots = [await makeSlot(ctx, 10), await makeSlot(ctx, 10)];
    const [locked, other] = await Promise.all(slots.map(async ({ id }) => (await book(id, 1))[0] as Hold));
    if (!locked || !other) throw new Error("no holds");
    const letGo = await holdBookingLock(ctx.db, locked.id);
    const together = [locked, other].map((hold) => outcome(cancelBooking(ctx, hold)));
    await vi.waitUntil(async () => (await countLockWaiters(ctx.db)) > 0, WAIT);
    // These would be BUSY if a slot was locked now.
    for (const { id } of slots) await book(id, 1);
    expect(await together[1]).toBe("CANCELLED");
    await letGo();
    expect(await together[0]).toBe("CANCELLED");
  });

  test("is BUSY to confirm while it stays locked; all its requests together use one connection", async () => {
    const { id: slotId } = await makeSlot(ctx, 10);
    const [locked, confirmed] = await book(slotId, 2);
    if (!locked || !confirmed) throw new Error("no holds");
    await confirmBooking(ctx, confirmed);
    const letGo = await holdBookingLock(ctx.db, locked.id);
    const outcomes = Array.from({ length: 4 }, () => outcome(confirmBooking(ctx, locked)));
    await vi.waitUntil(async () => (await countLockWaiters(ctx.db)) > 0, WAIT);
    // A single request reads it, too.
    expect(await outcome(confirmBooking(ctx, confirmed))).toBe("CONFIRMED");
    expect(await countLockWaiters(ctx.db)).toBe(1);
    expect(await outcomes[0]).toBe("BUSY");
    await letGo();
    await Promise.all(outcomes);
    expect(await outcome(confirmBooking(ctx, locked))).toBe("CONFIRMED");
  });
});

describe("GroupCommit", () => {
  test("a batch that fails is retried one by one, and one request fails alone", async () => {
    const heard: unknown[] = [];
    const group = new GroupCommit<number, string>({
      onFailure: (error, requests) => heard.push([String(error), requests]),
      together: () => Promise.reject(new Error("the group fails")),
      alone: async (request) => {
        if (request === 2) throw new Error("two fails");
        return `did ${request}`;
      },
    });
    const results = await Promise.allSettled([1, 2, 3].map((request) => group.submit(request)));
    expect(results).toMatchObject([
      { value: "did 1" },
      { reason: { message: "two fails" } },
      { value: "did 3" },
    ]);
    expect(heard).toEqual([["Error: the group fails", 3]]);
  });

  test("a batch that had no connection is not retried: each attempt would wait as long", async () => {
    const alone: number[] = [];
    const group = new GroupCommit<number, string>({
      together: () => Promise.reject(Object.assign(new Error("no server"), { code: "08001" })),
      alone: async (request) => String(alone.push(request)),
    });
    const results = await Promise.allSettled([1, 2].map((request) => group.submit(request)));
    expect(results).toMatchObject([
      { reason: { message: "no server" } },
      { reason: { message: "no server" } },
    ]);
    expect(alone).toEqual([]);
  });

  test("requests that arrive meanwhile share a transaction, at most 256", async () => {
    const groups: number[] = [];
    const group = new GroupCommit<number, number>({
      together: async (requests) => {
        groups.push(requests.length);
        return [...requests];
      },
      alone: () => Promise.reject(new Error("nothing is done alone")),
    });
    const requests = Array.from({ length: 300 }, (_, index) => index);
    expect(await Promise.all(requests.map((request) => group.submit(request)))).toEqual(requests);
    expect(groups).toEqual([256, 44]);
  });

  test("refuses with BUSY when too many are queued", async () => {
    const never = new Promise<never>(() => {});
    const group = new GroupCommit<number, number>({ together: () => never, alone: () => never });
    for (let count = 0; count < 20_000; count += 1) group.submit(count).catch(() => {});
    await expect(group.submit(-1)).rejects.toMatchObject({ code: "BUSY" });
  });

  test("refuses with BUSY after five seconds in the queue, but not in a transaction", async () => {
    vi.useFakeTimers({ toFake: ["setInterval", "clearInterval", "performance"] });
    try {
      const done = Promise.withResolvers<number[]>();
      const group = new GroupCommit<number, number>({ together: () => done.promise, alone: async () => 0 });
      const first = group.submit(1);
      await new Promise((resolve) => setImmediate(resolve));
      const second = outcome(group.submit(2) as never);
      vi.advanceTimersByTime(5_500);
      expect(await second).toBe("BUSY");
      done.resolve([1]);
      expect(await first).toBe(1);
    } finally {
      vi.useRealTimers();
    }
  });
});
