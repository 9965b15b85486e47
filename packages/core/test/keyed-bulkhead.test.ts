import { openDatabase } from "@holdfast/db";
import { countLockWaiters, holdResourceLock, holdSlotLock } from "@holdfast/db/testing";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { KeyedBulkhead } from "../src/concurrency/keyed-bulkhead.ts";
import {
  ChangeQueues,
  cancelBooking,
  confirmBooking,
  createBooking,
  createBookings,
  createSlot,
  getSlot,
  HoldQueue,
  joinWaitlist,
} from "../src/index.ts";
import { codeOf, createTestContext, makeSlot, SECONDS, type TestContext } from "./harness.ts";

const WAIT = { timeout: 10_000, interval: 10 };
const POOL_CONNECTIONS = 10;
const customer = { name: "Ann", contact: "ann@example.org" };

/** Work that runs until the test ends it, and a record of the work that has begun. */
function workshop() {
  const bulkhead = new KeyedBulkhead();
  const begun: string[] = [];
  const ends = new Map<string, () => void>();
  const start = (key: string, name: string) =>
    bulkhead.run(key, async () => {
      begun.push(name);
      await new Promise<void>((resolve) => ends.set(name, resolve));
      return name;
    });
  const end = async (name: string) => {
    ends.get(name)?.();
    await new Promise((resolve) => setImmediate(resolve));
  };
  return { bulkhead, begun, start, end };
}

describe("KeyedBulkhead", () => {
  test("one at a time for each key, in order; three in all, those of other keys first", async () => {
    const { begun, start, end } = workshop();
    const names = ["a1", "a2", "b1", "c1", "d1", "a3"];
    const results = names.map((name) => start(name.slice(0, 1), name));
    await new Promise((resolve) => setImmediate(resolve));
    expect(begun).toEqual(["a1", "b1", "c1"]);
    await end("a1");
    expect(begun).toEqual(["a1", "b1", "c1", "d1"]);
    await end("b1");
    expect(begun.slice(4)).toEqual(["a2"]);
    for (const name of ["c1", "d1", "a2", "a3"]) await end(name);
    expect(await Promise.all(results)).toEqual(names);
    expect(begun.at(-1)).toBe("a3");
  });

  test("work that fails starts the next", async () => {
    const bulkhead = new KeyedBulkhead();
    const failing = bulkhead.run("a", () => Promise.reject(new Error("failed")));
    const next = bulkhead.run("a", async () => "next");
    await expect(failing).rejects.toThrow("failed");
    expect(await next).toBe("next");
  });

  test("BUSY after five seconds in the queue, and beyond 20,000 requests", async () => {
    vi.useFakeTimers({ toFake: ["setInterval", "clearInterval", "performance"] });
    try {
      const { bulkhead, start, end } = workshop();
      const first = start("a", "first");
      const late = Array.from({ length: 20_000 }, () => codeOf(bulkhead.run("a", async () => "done")));
      expect(await codeOf(bulkhead.run("b", async () => "done"))).toBe("BUSY");
      vi.advanceTimersByTime(5_500);
      expect(new Set(await Promise.all(late))).toEqual(new Set(["BUSY"]));
      expect(await bulkhead.run("b", async () => "done")).toBe("done");
      await end("first");
      expect(await first).toBe("first");
    } finally {
      vi.useRealTimers();
    }
  });
});

describe("on a slot that stays locked", () => {
  let ctx: TestContext;
  beforeAll(async () => {
    ctx = await createTestContext();
  });
  afterAll(() => ctx.close());

  /** The context of a process with few connections. */
  function createProcess() {
    const db = openDatabase({ url: ctx.url, maxConnections: POOL_CONNECTIONS });
    const base = { db, jobs: ctx.jobs, ...SECONDS };
    return { ...ctx, db, holds: new HoldQueue(base), changes: new ChangeQueues(base) };
  }

  test("sixty requests of every kind leave connections to the others", async () => {
    const own = createProcess();
    const [locked, other] = [await makeSlot(ctx, 100), await makeSlot(ctx, 10)];
    const place = (slotId: string) => createBooking(own, { slotId, quantity: 1, customer });
    const onLocked = await Promise.all(Array.from({ length: 60 }, () => place(locked.id)));
    const held = await place(other.id);
    const letGo = await holdSlotLock(ctx.db, locked.id);
    const waiting = [
      ...Array.from({ length: 60 }, () => joinWaitlist(own, { slotId: locked.id, quantity: 1, customer })),
      ...onLocked.map((hold) => cancelBooking(own, hold)),
      ...Array.from({ length: 60 }, () =>
        createBookings(own, { lines: [{ slotId: locked.id, quantity: 1 }], customer }),
      ),
    ].map(codeOf);
    await vi.waitUntil(async () => (await countLockWaiters(ctx.db)) > 0, WAIT);

    // These would be BUSY if no connection was left.
    await Promise.all([place(other.id), confirmBooking(own, held), getSlot(own, other)]);
    const tight = await createBookings(own, { lines: [{ slotId: other.id, quantity: 1 }], customer });
    await cancelBooking(own, tight.items[0] as { id: string });
    expect(await countLockWaiters(ctx.db)).toBeLessThanOrEqual(1);

    await letGo();
    await Promise.all(waiting);
    await own.db.destroy();
  });

  test("new slots of a locked resource use one connection, and are BUSY if it stays locked", async () => {
    const own = createProcess();
    const { id, resourceId } = await makeSlot(ctx, 10);
    const letGo = await holdResourceLock(ctx.db, resourceId);
    const times = { startsAt: new Date("2040-01-01T10:00:00Z"), endsAt: new Date("2040-01-01T11:00:00Z") };
    const creating = Array.from({ length: 12 }, () =>
      codeOf(createSlot(own, { resourceId, ...times, capacity: 1 })),
    );
    await vi.waitUntil(async () => (await countLockWaiters(ctx.db)) > 0, WAIT);
    expect(await getSlot(own, { id })).toMatchObject({ booked: 0 });
    expect(await countLockWaiters(ctx.db)).toBe(1);
    expect(await creating[0]).toBe("BUSY");
    await letGo();
    await Promise.all(creating);
    expect(await codeOf(createSlot(own, { resourceId, ...times, capacity: 1 }))).toBe("ok");
    await own.db.destroy();
  });
});
