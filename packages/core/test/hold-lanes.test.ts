import { type Database, openDatabase } from "@holdfast/db";
import { countLockWaiters, holdSlotLock } from "@holdfast/db/testing";
import { type Kysely, sql, type Transaction } from "kysely";
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from "vitest";
import { giveUpTime } from "../src/concurrency/queue-limits.ts";
import { placeHoldsFast } from "../src/holds/fast-path.ts";
import { HoldLanes } from "../src/holds/queue/lanes.ts";
import { HoldTransactions } from "../src/holds/transactions.ts";
import { brokenInvariants, deleteSlot, getSlot, HoldQueue } from "../src/index.ts";
import {
  codeOf,
  createTestContext,
  HOLD_SECONDS,
  holdOf,
  makeSlot,
  request,
  SECONDS,
  type TestContext,
  UNKNOWN_ID,
} from "./harness.ts";

/* Slots that two processes book. Every queue has a pool of its own, as in a process of its own. */

const WAIT = { timeout: 10_000, interval: 5 };
const ROOMY = 100_000;
const POOL_MAX_CONNECTIONS = 10;
const WAITING = { holdSeconds: HOLD_SECONDS, onLocked: "wait" } as const;

let ctx: TestContext;
const pools: Kysely<Database>[] = [];
const fastPath = vi.spyOn(HoldTransactions.prototype, "placeFast");
const lockedPath = vi.spyOn(HoldTransactions.prototype, "placeUnderLock");

beforeAll(async () => {
  ctx = await createTestContext();
});

afterEach(async () => {
  await Promise.all(pools.splice(0).map((db) => db.destroy()));
});

afterAll(async () => {
  expect(await brokenInvariants(ctx)).toEqual([]);
  await ctx.close();
});

function newPool(maxConnections = POOL_MAX_CONNECTIONS): Kysely<Database> {
  const db = openDatabase({ url: ctx.url, maxConnections });
  pools.push(db);
  return db;
}

/** A queue that has placed a hold: it tries the fast path first. */
async function newQueue(): Promise<HoldQueue> {
  const queue = new HoldQueue({ db: newPool(), jobs: ctx.jobs, ...SECONDS });
  await queue.place(request((await makeSlot(ctx, 1)).id));
  fastPath.mockClear();
  lockedPath.mockClear();
  return queue;
}

/** How the fast path treated locked slots, once per batch. */
const ways = () =>
  fastPath.mock.calls.filter(([requests]) => requests.length > 0).map(([, onLocked]) => onLocked);

const ask = (queue: HoldQueue, slotId: string, count: number) =>
  Promise.all(Array.from({ length: count }, () => codeOf(queue.place(request(slotId)))));

const waitForWaiter = () => vi.waitUntil(async () => (await countLockWaiters(ctx.db)) > 0, WAIT);

const nextTurn = () => new Promise((resolve) => setImmediate(resolve));

describe("two queues on one slot", () => {
  test("sell every place, and none twice", async () => {
    const capacity = 3_000;
    const slot = await makeSlot(ctx, capacity);
    const queues = [await newQueue(), await newQueue()];
    const visit = async (queue: HoldQueue) => {
      let placed = 0;
      while ((await codeOf(queue.place(request(slot.id)))) === "ok") placed += 1;
      return placed;
    };
    const visitors = queues.flatMap((queue) => Array.from({ length: 30 }, () => visit(queue)));
    const placed = (await Promise.all(visitors)).reduce((sum, one) => sum + one, 0);
    expect(placed).toBe(capacity);
    expect(await getSlot(ctx, slot)).toMatchObject({ booked: capacity, available: 0 });
    expect(ways().filter((way) => way === "wait").length).toBeGreaterThan(5);
  });

  test("each responds in the order of its requests", async () => {
    const slot = await makeSlot(ctx, 900);
    const queues = [await newQueue(), await newQueue()];
    /** Sends so many requests, a few in each tick. */
    const askInTurn = async (queue: HoldQueue) => {
      const placings: Promise<string>[] = [];
      for (let index = 0; index < 1_000; index += 1) {
        const placing = queue.place(request(slot.id));
        placings.push(
          placing.then(
            (hold) => holdOf(hold).createdAt,
            () => "refused",
          ),
        );
        if (index % 3 === 0) await nextTurn();
      }
      return Promise.all(placings);
    };
    // Two queues in one process may miss each other; a lock that both find makes each open a lane.
    const letGo = await holdSlotLock(ctx.db, slot.id);
    const asking = queues.map(askInTurn);
    await waitForWaiter();
    await letGo();
    const answers = await Promise.all(asking);
    // "refused" is greater than any time.
    for (const times of answers) expect(times).toEqual(times.toSorted());
    expect(answers.flat().filter((time) => time === "refused")).toHaveLength(1_100);
    expect(ways()).toContain("wait");
  });
});

describe("a slot that another transaction has locked", () => {
  test("waits on the fast path while others are booked", async () => {
    const [locked, other] = [await makeSlot(ctx, ROOMY), await makeSlot(ctx, ROOMY)];
    const queue = await newQueue();
    const letGo = await holdSlotLock(ctx.db, locked.id);
    const waiting = ask(queue, locked.id, 3);
    expect(await ask(queue, other.id, 2)).toEqual(["ok", "ok"]);
    await waitForWaiter();
    expect(await ask(queue, other.id, 2)).toEqual(["ok", "ok"]);
    await letGo();
    expect(await waiting).toEqual(["ok", "ok", "ok"]);
    expect(ways().filter((way) => way === "wait")).toHaveLength(1);
    expect(lockedPath).not.toHaveBeenCalled();
  });

  test("is retried with the others if it has a single request", async () => {
    const slot = await makeSlot(ctx, ROOMY);
    const queue = await newQueue();
    const letGo = await holdSlotLock(ctx.db, slot.id);
    const waiting = ask(queue, slot.id, 1);
    await waitForWaiter();
    await letGo();
    expect(await waiting).toEqual(["ok"]);
    expect(ways()).toEqual(["skip", "skip", "wait"]);
    expect(await ask(queue, slot.id, 1)).toEqual(["ok"]);
    expect(ways()).toEqual(["skip", "skip", "wait", "skip"]); // in the shared lane again
    expect(lockedPath).not.toHaveBeenCalled();
  });

  test("keeps its own lane for a while if it has several requests", async () => {
    const slot = await makeSlot(ctx, ROOMY);
    // The while is short: on a machine that is busy it may take more than one attempt.
    const queue = await vi.waitFor(async () => {
      const asked = await newQueue();
      const letGo = await holdSlotLock(ctx.db, slot.id);
      const waiting = ask(asked, slot.id, 2);
      await waitForWaiter();
      await letGo();
      await waiting;
      await ask(asked, slot.id, 2);
      expect(ways()).toEqual(["skip", "wait", "wait"]);
      return asked;
    }, WAIT);
    // Then it ends, although the slot is still in demand.
    await vi.waitUntil(async () => {
      await ask(queue, slot.id, 2);
      return ways().at(-1) === "skip";
    }, WAIT);
    expect(lockedPath).not.toHaveBeenCalled();
  });

  test("keeps its requests out of a failure of their former batch", async () => {
    const [locked, other] = [await makeSlot(ctx, ROOMY), await makeSlot(ctx, ROOMY)];
    const queue = await newQueue();
    const letGo = await holdSlotLock(ctx.db, locked.id);
    const waiting = ask(queue, locked.id, 2);
    // A key sends it to the locked path, where PostgreSQL refuses it.
    const poison = { ...request(other.id), idempotencyKey: "poison", customer: { name: "\u0000" } };
    expect(await codeOf(queue.place(poison))).toContain("Unicode");
    await letGo();
    expect(await waiting).toEqual(["ok", "ok"]);
  });

  test("is BUSY while it stays locked", async () => {
    const slot = await makeSlot(ctx, ROOMY);
    const queue = await newQueue();
    const letGo = await holdSlotLock(ctx.db, slot.id);
    expect(await ask(queue, slot.id, 2)).toEqual(["BUSY", "BUSY"]);
    await letGo();
    expect(await ask(queue, slot.id, 2)).toEqual(["ok", "ok"]);
    expect(await getSlot(ctx, slot)).toMatchObject({ booked: 2 });
    expect(lockedPath).not.toHaveBeenCalled();
  });
});

test("a lane closes if all its requests are too late before it runs", async () => {
  vi.useFakeTimers({ toFake: ["setInterval", "clearInterval", "performance"] });
  try {
    const ran: string[] = [];
    const lanes = new HoldLanes((_batch, lane) => {
      ran.push(lane.slotId ?? "shared");
      return new Promise(() => {}); // in flight for ever
    });
    const waitFor = (slotId: string) => {
      const giveUpAt = giveUpTime();
      const [resolve, reject] = [() => {}, () => {}];
      const state = { isAnswered: false, isSecondTry: true };
      return { request: request(slotId), signal: undefined, giveUpAt, resolve, reject, ...state };
    };
    const slotIds = Array.from({ length: 5 }, (_, index) => `${index}`);
    lanes.join(waitFor("first"));
    lanes.moveAside(slotIds.map(waitFor));
    await nextTurn();
    expect(ran).toEqual(["shared", "0", "1", "2", "3"]);
    vi.advanceTimersByTime(5_500);
    // The slot of the one that had no turn is the shared lane's again.
    expect(lanes.join(waitFor("4"))).toBe(lanes.join(waitFor("another")));
    expect(lanes.join(waitFor("0")).slotId).toBe("0");
  } finally {
    vi.useRealTimers();
  }
});

test("a full or unknown slot does not count as locked", async () => {
  const [slot, full, deleted] = [await makeSlot(ctx, ROOMY), await makeSlot(ctx, 1), await makeSlot(ctx, 1)];
  await deleteSlot(ctx, deleted);
  const queue = await newQueue();
  const answers = [slot.id, full.id, UNKNOWN_ID, deleted.id].map((slotId) => ask(queue, slotId, 2));
  expect(await Promise.all(answers)).toEqual([
    ["ok", "ok"],
    ["ok", "NO_SEAT"],
    ["SLOT_NOT_FOUND", "SLOT_NOT_FOUND"],
    ["SLOT_NOT_FOUND", "SLOT_NOT_FOUND"],
  ]);
  expect(ways()).toEqual(["skip"]);
  expect(lockedPath).toHaveBeenCalledTimes(1);
});

describe("the fast path that waits", () => {
  /** Places three while another transaction has locked the slot and changes it. */
  async function placeBehind(slotId: string, change: (trx: Transaction<Database>) => Promise<unknown>) {
    const changed = Promise.withResolvers<void>();
    const changing = ctx.db.transaction().execute(async (trx) => {
      await change(trx);
      changed.resolve();
      await waitForWaiter();
      const { rows } = await sql<{ now: Date }>`SELECT clock_timestamp() AS now`.execute(trx);
      return rows[0]?.now.getTime();
    });
    await Promise.race([changed.promise, changing]);
    const slots = await placeHoldsFast(ctx.db, [request(slotId, 3)], WAITING);
    return { slots, changedAt: await changing };
  }

  const set = (slotId: string, assignment: ReturnType<typeof sql>) => (trx: Transaction<Database>) =>
    sql`UPDATE slots SET ${assignment} WHERE id = ${slotId}`.execute(trx);

  test("adds to the other transaction's bookings, at a time after the wait", async () => {
    const slot = await makeSlot(ctx, 10);
    const trxOf = (trx: Transaction<Database>) =>
      placeHoldsFast(trx, [request(slot.id, 4)], { holdSeconds: 60, onLocked: "wait" });
    const { slots, changedAt = Number.NaN } = await placeBehind(slot.id, trxOf);
    expect(slots).toMatchObject([{ slotId: slot.id, isLocked: false }]);
    expect(slots[0]?.lockedAt).toBeGreaterThanOrEqual(changedAt);
    expect(await getSlot(ctx, slot)).toMatchObject({ booked: 7 });
  });

  test.each([
    ["has become too small", sql`capacity = 2`],
    ["was closed", sql`closed = true`],
    ["cannot be booked any more", sql`bookable_until = clock_timestamp()`],
    ["is waited for", sql`waiting = 1`],
  ])("takes nothing of a slot that %s meanwhile", async (_what, assignment) => {
    const slot = await makeSlot(ctx, 10);
    expect((await placeBehind(slot.id, set(slot.id, assignment))).slots).toEqual([]);
    expect(await getSlot(ctx, slot)).toMatchObject({ booked: 0 });
    await sql`UPDATE slots SET waiting = 0 WHERE id = ${slot.id}`.execute(ctx.db);
  });

  test("books nothing if the other transaction left too few places", async () => {
    const slot = await makeSlot(ctx, 10);
    const trxOf = (trx: Transaction<Database>) =>
      placeHoldsFast(trx, [request(slot.id, 8)], { holdSeconds: 60, onLocked: "wait" });
    expect((await placeBehind(slot.id, trxOf)).slots).toEqual([]);
    expect(await getSlot(ctx, slot)).toMatchObject({ booked: 8 });
  });

  test("leaves no setting behind on its connection", async () => {
    const db = newPool(1);
    const patience = async () => (await sql<{ lock_timeout: string }>`SHOW lock_timeout`.execute(db)).rows;
    const before = await patience();
    const slot = await makeSlot(ctx, 1);
    expect(await placeHoldsFast(db, [request(slot.id)], WAITING)).toHaveLength(1);
    expect(await patience()).toEqual(before);
  });
});
