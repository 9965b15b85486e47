import { HoldfastError } from "@holdfast/contract";
import { type Database, SharedConnection } from "@holdfast/db";
import { countLockWaiters } from "@holdfast/db/testing";
import { sql, type Transaction } from "kysely";
import { afterAll, afterEach, beforeAll, expect, test, vi } from "vitest";
import { brokenInvariants, getSlot, HoldQueue } from "../src/index.ts";
import { ensureExpiryJob } from "../src/jobs/expiry-job.ts";
import { createTestContext, HOLD_SECONDS, makeSlot, request, SECONDS, type TestContext } from "./harness.ts";

/* A second batch sent behind the one in flight. A locked table keeps the first from being answered. */

const WAIT = { timeout: 10_000, interval: 5 };
const ROOMY = 100_000;
const MINUTE_MILLISECONDS = 60_000;

let ctx: TestContext;
/** What a test that failed has left locked. */
const lettingGo: (() => Promise<void>)[] = [];
/** Every statement of the short way that goes by itself. */
const sent = vi.spyOn(SharedConnection.prototype, "execute");

beforeAll(async () => {
  ctx = await createTestContext();
});

afterEach(async () => {
  await Promise.all(lettingGo.splice(0).map((letGo) => letGo()));
  sent.mockClear();
});

afterAll(async () => {
  expect(await brokenInvariants(ctx)).toEqual([]);
  await ctx.close();
});

/** A queue that knows the clock and the slot's places, and that need not write a job for a minute. */
async function newQueue(slotId: string): Promise<HoldQueue> {
  const queue = new HoldQueue({ db: ctx.db, jobs: ctx.jobs, ...SECONDS });
  const coveredUntil = new Date(Date.now() + HOLD_SECONDS * 1000 + MINUTE_MILLISECONDS);
  await queue.transact(slotId, (trxCtx) => ensureExpiryJob(trxCtx, coveredUntil));
  await queue.place(request(slotId));
  await queue.place(request(slotId));
  sent.mockClear();
  return queue;
}

/** Locks a table so that a batch has to wait for it; returns how to let go. */
async function holdTable(
  table: "slots" | "bookings",
  work?: (trx: Transaction<Database>) => Promise<unknown>,
): Promise<() => Promise<void>> {
  const locked = Promise.withResolvers<void>();
  const released = Promise.withResolvers<void>();
  const transaction = ctx.db.transaction().execute(async (trx) => {
    await sql`LOCK TABLE ${sql.table(table)} IN EXCLUSIVE MODE`.execute(trx);
    await work?.(trx);
    locked.resolve();
    await released.promise;
  });
  await Promise.race([locked.promise, transaction]);
  const letGo = () => {
    released.resolve();
    return transaction;
  };
  lettingGo.push(letGo);
  return letGo;
}

type Asked = ReturnType<typeof request> & { idempotencyKey?: string | undefined };

const ask = (slotId: string, count: number, quantity = 1): Asked[] =>
  Array.from({ length: count }, () => request(slotId, quantity));

const outcomes = (queue: HoldQueue, asked: Asked[]) =>
  Promise.all(
    asked.map((one) =>
      queue.place(one).then(
        () => "ok",
        (error: unknown) => (error instanceof HoldfastError ? error.code : String(error)),
      ),
    ),
  );

/** Asks for the first ones, and for the second ones once the first are in flight. */
async function askInTurn(queue: HoldQueue, first: Asked[], second: Asked[]) {
  const firstAnswers = outcomes(queue, first);
  await vi.waitUntil(async () => (await countLockWaiters(ctx.db)) > 0, WAIT);
  return { firstAnswers, secondAnswers: outcomes(queue, second) };
}

/** As many turns of the event loop as anything needs that is sent without waiting for an answer. */
async function fewTurns(): Promise<void> {
  for (let turn = 0; turn < 10; turn += 1) await new Promise((resolve) => setImmediate(resolve));
}

const bookingsOf = async (slotId: string) => {
  const rows = await ctx.db.selectFrom("bookings").select("id").where("slot_id", "=", slotId).execute();
  return rows.map(({ id }) => id);
};

test("where order decides nothing, a second batch is sent before the first is answered, and no third", async () => {
  const slot = await makeSlot(ctx, ROOMY);
  const queue = await newQueue(slot.id);
  const letGo = await holdTable("bookings");
  const { firstAnswers, secondAnswers } = await askInTurn(queue, ask(slot.id, 3), ask(slot.id, 3));
  await vi.waitUntil(() => sent.mock.calls.length === 2, WAIT);
  const thirdAnswers = outcomes(queue, ask(slot.id, 9));
  await fewTurns();
  expect(sent).toHaveBeenCalledTimes(2);
  await letGo();
  expect(new Set((await Promise.all([firstAnswers, secondAnswers, thirdAnswers])).flat())).toEqual(
    new Set(["ok"]),
  );
  expect(sent).toHaveBeenCalledTimes(3);
  expect(await getSlot(ctx, slot)).toMatchObject({ booked: 17 });
});

test.each([
  ["fewer than the batch in flight has", ROOMY, (slotId: string) => ask(slotId, 2)],
  ["requests for a slot with few places to spare", 1_000, (slotId: string) => ask(slotId, 3)],
  [
    "a request with an idempotency key",
    ROOMY,
    (slotId: string) => ask(slotId, 3).map((one) => ({ ...one, idempotencyKey: one.id })),
  ],
])("%s wait for the answer", async (_what, capacity, second) => {
  const slot = await makeSlot(ctx, capacity);
  const queue = await newQueue(slot.id);
  const letGo = await holdTable("bookings");
  const { firstAnswers, secondAnswers } = await askInTurn(queue, ask(slot.id, 3), second(slot.id));
  await fewTurns();
  expect(sent).toHaveBeenCalledTimes(1);
  await letGo();
  expect(new Set([...(await firstAnswers), ...(await secondAnswers)])).toEqual(new Set(["ok"]));
});

test("the last places go to the first to ask, even if the slot has become small unnoticed", async () => {
  const slot = await makeSlot(ctx, ROOMY);
  const queue = await newQueue(slot.id);
  const letGo = await holdTable("slots", (trx) =>
    sql`UPDATE slots SET capacity = booked + 10 WHERE id = ${slot.id}`.execute(trx),
  );
  // The first batch does not fit, the second would.
  const { firstAnswers, secondAnswers } = await askInTurn(queue, ask(slot.id, 4, 3), ask(slot.id, 4));
  await vi.waitUntil(() => sent.mock.calls.length === 2, WAIT);
  await letGo();
  expect(await firstAnswers).toEqual(["ok", "ok", "ok", "NO_SEAT"]);
  expect(await secondAnswers).toEqual(["ok", "NO_SEAT", "NO_SEAT", "NO_SEAT"]);
});

test("a connection lost with two batches on it places each once and answers each", async () => {
  const slot = await makeSlot(ctx, ROOMY);
  const queue = await newQueue(slot.id);
  const before = await bookingsOf(slot.id);
  const letGo = await holdTable("bookings");
  const asked = [ask(slot.id, 5), ask(slot.id, 7)] as const;
  const { firstAnswers, secondAnswers } = await askInTurn(queue, ...asked);
  await vi.waitUntil(() => sent.mock.calls.length === 2, WAIT);
  await sql`SELECT pg_terminate_backend(pid) FROM pg_stat_activity
    WHERE datname = current_database() AND wait_event_type = 'Lock'`.execute(ctx.db);
  await vi.waitUntil(() => sent.mock.settledResults.every(({ type }) => type === "rejected"), WAIT);
  await letGo();
  expect(await firstAnswers).toEqual(Array(5).fill("ok"));
  expect(await secondAnswers).toEqual(Array(7).fill("ok"));
  const placed = [...before, ...asked.flat().map(({ id }) => id)];
  expect((await bookingsOf(slot.id)).toSorted()).toEqual(placed.toSorted());
});

test("a batch that PostgreSQL refuses fails neither the one ahead nor its own others", async () => {
  const slot = await makeSlot(ctx, ROOMY);
  const queue = await newQueue(slot.id);
  const poison = { ...request(slot.id), customer: { name: "\u0000" } };
  const letGo = await holdTable("bookings");
  const second = [...ask(slot.id, 2), poison];
  const { firstAnswers, secondAnswers } = await askInTurn(queue, ask(slot.id, 3), second);
  await vi.waitUntil(() => sent.mock.calls.length === 2, WAIT);
  await letGo();
  expect(await firstAnswers).toEqual(["ok", "ok", "ok"]);
  const [one, two, refused] = await secondAnswers;
  expect([one, two]).toEqual(["ok", "ok"]);
  expect(refused).toContain("Unicode");
});
