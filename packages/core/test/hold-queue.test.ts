import { HoldfastError } from "@holdfast/contract";
import { openDatabase } from "@holdfast/db";
import { countLockWaiters, holdSlotLock } from "@holdfast/db/testing";
import { sql } from "kysely";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { brokenInvariants, expireHolds, getSlot, HoldQueue } from "../src/index.ts";
import {
  createTestContext,
  HOLD_SECONDS,
  holdOf,
  makeSlot,
  passTime,
  request,
  SECONDS,
  type TestContext,
} from "./harness.ts";

const WAIT = { timeout: 10_000, interval: 10 };
/** The most requests in the queue, repeated here from its constant. */
const QUEUE_MAX_REQUESTS = 20_000;

let ctx: TestContext;

beforeAll(async () => {
  ctx = await createTestContext();
});

afterAll(async () => {
  expect(await brokenInvariants(ctx)).toEqual([]);
  await ctx.close();
});

const newQueue = () => new HoldQueue({ db: ctx.db, jobs: ctx.jobs, ...SECONDS });

/** "ok", the code of a refusal, or the text of another error. */
const outcome = (placing: Promise<unknown>) =>
  placing.then(
    () => "ok",
    (error: unknown) => (error instanceof HoldfastError ? error.code : (error as { code?: string }).code),
  );

const outcomes = (placings: Promise<unknown>[]) => Promise.all(placings.map(outcome));

const countBookings = async (slotId: string) => {
  const row = await ctx.db
    .selectFrom("bookings")
    .select(({ fn }) => fn.countAll<string>().as("count"))
    .where("slot_id", "=", slotId)
    .executeTakeFirstOrThrow();
  return Number(row.count);
};

describe("order", () => {
  test("the first requests are granted first, in every round", async () => {
    const queue = newQueue();
    for (let round = 0; round < 5; round += 1) {
      const slot = await makeSlot(ctx, 5);
      const results = await outcomes(Array.from({ length: 20 }, () => queue.place(request(slot.id))));
      expect(results).toEqual([...Array(5).fill("ok"), ...Array(15).fill("NO_SEAT")]);
    }
  });

  test("a request that does not fit fails alone; a smaller one after it gets the place", async () => {
    const queue = newQueue();
    const slot = await makeSlot(ctx, 3);
    const quantities = [2, 2, 1, 1];
    const placings = quantities.map((quantity) => queue.place(request(slot.id, quantity)));
    expect(await outcomes(placings)).toEqual(["ok", "NO_SEAT", "ok", "NO_SEAT"]);
  });

  test("released places are granted again", async () => {
    const queue = newQueue();
    const slot = await makeSlot(ctx, 2);
    const ask = () => outcomes([1, 2, 3].map(() => queue.place(request(slot.id))));
    expect(await ask()).toEqual(["ok", "ok", "NO_SEAT"]);
    await passTime(ctx.db, HOLD_SECONDS);
    expect(await ask()).toEqual(["ok", "ok", "NO_SEAT"]);
  });
});

describe("an acknowledged hold", () => {
  test("is committed, and has an expiry job", async () => {
    const queue = newQueue();
    const slots = await Promise.all(Array.from({ length: 20 }, () => makeSlot(ctx, 50)));
    const reader = openDatabase({ url: ctx.url, maxConnections: 5 });
    const visit = async (index: number) => {
      const slot = slots[index % slots.length];
      const hold = holdOf(await queue.place(request(slot?.id ?? "")));
      const row = await reader
        .selectFrom("bookings")
        .select("id")
        .where("id", "=", hold.id)
        .executeTakeFirst();
      return row?.id === hold.id;
    };
    const seen = await Promise.all(Array.from({ length: 300 }, (_, index) => visit(index)));
    await reader.destroy();
    expect(seen.filter(Boolean)).toHaveLength(300);
    const { rows } = await sql<{ count: number }>`
      SELECT count(*)::int AS count FROM bookings
      WHERE status = 'PENDING' AND NOT EXISTS (
        SELECT FROM pgboss.job
        WHERE name = 'expire-holds' AND start_after BETWEEN expires_at AND expires_at + interval '1 second'
      ) AND slot_id = ANY(${slots.map(({ id }) => id)}::uuid[])`.execute(ctx.db);
    expect(rows).toEqual([{ count: 0 }]);
  });

  test("is placed once where the job after it fails, and has a job by then", async () => {
    const queue = newQueue();
    const slot = await makeSlot(ctx, 10);
    const insert = vi.spyOn(ctx.jobs, "insert").mockRejectedValueOnce(new Error("no job"));
    try {
      expect(await outcomes([1, 2, 3].map(() => queue.place(request(slot.id))))).toEqual(["ok", "ok", "ok"]);
      expect(insert).toHaveBeenCalledTimes(2);
    } finally {
      insert.mockRestore();
    }
    expect(await countBookings(slot.id)).toBe(3);
  });

  test("one job serves many transactions", async () => {
    const queue = newQueue();
    const slot = await makeSlot(ctx, 1000);
    const countJobs = async () =>
      (await sql<{ count: number }>`SELECT count(*)::int AS count FROM pgboss.job`.execute(ctx.db)).rows[0]
        ?.count ?? 0;
    const before = await countJobs();
    for (let index = 0; index < 30; index += 1) await queue.place(request(slot.id));
    expect((await countJobs()) - before).toBeLessThanOrEqual(10);
  });

  test("is booked once, if it is requested twice with the same id", async () => {
    const queue = newQueue();
    const slot = await makeSlot(ctx, 10);
    const asked = request(slot.id, 2);
    const first = await queue.place(asked);
    expect(await queue.place(asked)).toEqual(first);
    expect(await getSlot(ctx, slot)).toMatchObject({ booked: 2 });
  });
});

describe("failures", () => {
  test("a row that PostgreSQL refuses fails alone; the rest of its batch is booked", async () => {
    const other = await createTestContext();
    try {
      await sql`ALTER TABLE bookings ADD CHECK (customer_name <> 'Poison')`.execute(other.db);
      const slot = await makeSlot(other, 100);
      const heard: unknown[] = [];
      const onBatchFailure = (error: unknown, requests: number) => heard.push([Object(error).code, requests]);
      const queue = new HoldQueue({ ...other, ...SECONDS, onBatchFailure });
      for (let round = 0; round < 3; round += 1) {
        const placings = Array.from({ length: 10 }, (_, index) =>
          queue.place({ ...request(slot.id), customer: { name: index === 4 ? "Poison" : "Ann" } }),
        );
        const results = await outcomes(placings);
        expect(results).toEqual(Array.from({ length: 10 }, (_, index) => (index === 4 ? "23514" : "ok")));
      }
      expect(await getSlot(other, slot)).toMatchObject({ booked: 27 });
      expect(heard).toEqual([
        ["23514", 10],
        ["23514", 10],
        ["23514", 10],
      ]);
      expect(await brokenInvariants(other)).toEqual([]);
    } finally {
      await other.close();
    }
  });

  test("a batch that has no connection is BUSY at once, and not tried one by one", async () => {
    const failures: unknown[] = [];
    const db = openDatabase({ url: "postgres://nobody:none@127.0.0.1:1/none" });
    const queue = new HoldQueue({
      db,
      jobs: ctx.jobs,
      ...SECONDS,
      onBatchFailure: (error) => failures.push(error),
    });
    const slot = await makeSlot(ctx, 1);
    expect(await outcomes([queue.place(request(slot.id)), queue.place(request(slot.id))])).toEqual([
      "BUSY",
      "BUSY",
    ]);
    expect(failures).toEqual([]);
    await db.destroy();
  });

  test("a connection that is lost with a batch loses and doubles nothing", async () => {
    const queue = newQueue();
    const slot = await makeSlot(ctx, 100);
    const letGo = await holdSlotLock(ctx.db, slot.id);
    const placings = outcomes(Array.from({ length: 10 }, () => queue.place(request(slot.id))));
    await vi.waitUntil(async () => (await countLockWaiters(ctx.db)) > 0, WAIT);
    await sql`SELECT pg_terminate_backend(pid) FROM pg_stat_activity
      WHERE datname = current_database() AND wait_event_type = 'Lock'`.execute(ctx.db);
    await letGo();
    expect(await placings).toEqual(Array(10).fill("ok"));
    expect(await countBookings(slot.id)).toBe(10);
  });
});

describe("a slot that another transaction has locked", () => {
  test("delays the requests for that slot alone", async () => {
    const queue = newQueue();
    const locked = await makeSlot(ctx, 10);
    const others = await Promise.all(Array.from({ length: 10 }, () => makeSlot(ctx, 10)));
    const letGo = await holdSlotLock(ctx.db, locked.id);
    const waiting = outcomes([1, 2, 3].map(() => queue.place(request(locked.id))));
    for (let round = 0; round < 3; round += 1) {
      const placings = others.flatMap(({ id }) => [queue.place(request(id)), queue.place(request(id))]);
      expect(new Set(await outcomes(placings))).toEqual(new Set(["ok"]));
    }
    expect(await countBookings(locked.id)).toBe(0);
    await letGo();
    expect(await waiting).toEqual(["ok", "ok", "ok"]);
  });

  test("is BUSY while it stays locked, and can be booked afterwards", async () => {
    const queue = newQueue();
    const slot = await makeSlot(ctx, 10);
    const letGo = await holdSlotLock(ctx.db, slot.id);
    const results = await outcomes([1, 2, 3].map(() => queue.place(request(slot.id))));
    expect(results).toEqual(Array(3).fill("BUSY"));
    await letGo();
    expect(await outcomes([queue.place(request(slot.id))])).toEqual(["ok"]);
    expect(await countBookings(slot.id)).toBe(1);
  });
});

describe("the queue", () => {
  test("drops a request that is aborted before it is sent", async () => {
    const queue = newQueue();
    const slot = await makeSlot(ctx, 10);
    const letGo = await holdSlotLock(ctx.db, slot.id);
    const first = outcome(queue.place(request(slot.id)));
    await vi.waitUntil(async () => (await countLockWaiters(ctx.db)) > 0, WAIT);
    const controller = new AbortController();
    const aborted = outcome(queue.place(request(slot.id), controller.signal));
    const third = outcome(queue.place(request(slot.id)));
    controller.abort();
    await letGo();
    expect(await Promise.all([first, aborted, third])).toEqual(["ok", "BUSY", "ok"]);
    expect(await countBookings(slot.id)).toBe(2);
  });

  test("is bounded in length and in time: every request gets a response", async () => {
    const queue = newQueue();
    const slot = await makeSlot(ctx, 1_000_000);
    const letGo = await holdSlotLock(ctx.db, slot.id);
    const first = outcome(queue.place(request(slot.id)));
    await vi.waitUntil(async () => (await countLockWaiters(ctx.db)) > 0, WAIT);
    const waiting = Array.from({ length: QUEUE_MAX_REQUESTS }, () => outcome(queue.place(request(slot.id))));
    const tooMany = [1, 2, 3].map(() => queue.place(request(slot.id)).catch((error: Error) => error.message));
    expect(await Promise.all(tooMany)).toEqual(Array(3).fill("Too many bookings are waiting"));
    expect(await first).toBe("BUSY");
    const answers = new Set(await Promise.all(waiting));
    await letGo();
    expect(answers).toEqual(new Set(["BUSY"]));
    expect(await countBookings(slot.id)).toBe(0);
  });
});

test("two queues, as in two processes, on one slot: exactly as many holds as places", async () => {
  const queues = [newQueue(), newQueue()];
  const slot = await makeSlot(ctx, 500);
  const placings = Array.from({ length: 2000 }, (_, index) => queues[index % 2]?.place(request(slot.id)));
  const results = await outcomes(placings as Promise<unknown>[]);
  expect(results.filter((result) => result === "ok")).toHaveLength(500);
  expect(results.filter((result) => result === "NO_SEAT")).toHaveLength(1500);
  expect(await getSlot(ctx, slot)).toMatchObject({ booked: 500, available: 0 });
});

test("holds are placed while others are written down", async () => {
  const queue = newQueue();
  const slot = await makeSlot(ctx, 50);
  for (let round = 0; round < 5; round += 1) {
    const placings = Array.from({ length: 80 }, () => queue.place(request(slot.id)));
    const [results] = await Promise.all([outcomes(placings), expireHolds(ctx), expireHolds(ctx)]);
    expect(results.filter((result) => result === "ok")).toHaveLength(50);
    await passTime(ctx.db, HOLD_SECONDS);
  }
});
