import { randomUUID } from "node:crypto";
import { HoldfastError } from "@holdfast/contract";
import { sql } from "kysely";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type HoldResult, holdRequest, ReplayedHold } from "../src/holds/request.ts";
import { hasRecord, recordKey } from "../src/idempotency/records.ts";
import {
  type Actor,
  brokenInvariants,
  cancelBooking,
  createBooking,
  createResource,
  createSlot,
  deleteExpiredRecords,
  eraseCustomer,
  expireHolds,
  getSlot,
  HoldQueue,
  placeHolds,
} from "../src/index.ts";
import {
  createTestContext,
  HOLD_SECONDS,
  holdOf,
  makeSlot,
  outcomes,
  passTime,
  SECONDS,
  type TestContext,
  transact,
} from "./harness.ts";

let ctx: TestContext;

beforeAll(async () => {
  ctx = await createTestContext();
});

afterAll(async () => {
  expect(await brokenInvariants(ctx)).toEqual([]);
  await ctx.close();
});

const bookingOf = (slotId: string, idempotencyKey: string | undefined, quantity = 1) => ({
  slotId,
  quantity,
  customer: { name: "Ann", contact: "ann@example.com" },
  ...(idempotencyKey === undefined ? {} : { idempotencyKey }),
});

/** Books, and returns the booking's id and whether it was replayed, or the code of a refusal. */
async function book(slotId: string, key: string | undefined, quantity = 1, context = ctx) {
  let isReplay = false;
  const onReplay = () => {
    isReplay = true;
  };
  try {
    const hold = await createBooking(context, bookingOf(slotId, key, quantity), { onReplay });
    return { hold, isReplay };
  } catch (error) {
    if (error instanceof HoldfastError) return { code: error.code };
    throw error;
  }
}

/** Four processes that book with the same key simultaneously. */
function createProcesses() {
  const processes = Array.from({ length: 4 }, () => ({
    ...ctx,
    holds: new HoldQueue({ db: ctx.db, jobs: ctx.jobs, ...SECONDS }),
  }));
  return (slotId: string, key: string) => Promise.all(processes.map((one) => book(slotId, key, 1, one)));
}

/** Expects that one request made the booking, and that the others replayed it or found the key in use. */
function expectOneMade(results: Awaited<ReturnType<typeof book>>[]) {
  expect(results.filter(({ isReplay }) => isReplay === false)).toHaveLength(1);
  for (const { code } of results) expect([undefined, "IDEMPOTENCY_KEY_IN_USE"]).toContain(code);
}

const recordCount = async (key: string) => {
  const { rows } = await sql<{ count: number }>`
    SELECT count(*)::integer AS count FROM idempotency_records WHERE key = ${recordKey("public", key)}`.execute(
    ctx.db,
  );
  return rows[0]?.count;
};

describe("a booking with an idempotency key", () => {
  test("happens once; a repetition returns the first response", async () => {
    const slot = await makeSlot(ctx, 5);
    const key = randomUUID();
    const first = await book(slot.id, key, 2);
    expect(first).toMatchObject({ isReplay: false, hold: { status: "PENDING", quantity: 2 } });
    expect(await book(slot.id, key, 2)).toEqual({ ...first, isReplay: true });
    expect(await getSlot(ctx, slot)).toMatchObject({ booked: 2 });
  });

  test("repetitions in one batch make one booking", async () => {
    const slot = await makeSlot(ctx, 50);
    const key = randomUUID();
    const results = await Promise.all(Array.from({ length: 20 }, () => book(slot.id, key)));
    expect(new Set(results.map((result) => result.hold?.id)).size).toBe(1);
    expect(results.filter(({ isReplay }) => !isReplay)).toHaveLength(1);
    expect(await getSlot(ctx, slot)).toMatchObject({ booked: 1 });
  });

  test("the same key of two callers makes two bookings, each with its own token, even in one transaction", async () => {
    const slot = await makeSlot(ctx, 5);
    const key = randomUUID();
    const ask = (...actors: Actor[]) =>
      transact(ctx, (inner) =>
        placeHolds(
          inner,
          actors.map((actor) => holdRequest(bookingOf(slot.id, key), actor)),
        ),
      );
    const holdIn = (result: HoldResult | undefined) =>
      holdOf(result instanceof ReplayedHold ? result.hold : result);
    const results = await ask("public", "key:desk", "public");
    expect(outcomes(results)).toEqual([1, 1, "replayed"]);
    const [anybody, desk, again] = results.map(holdIn);
    expect(again).toEqual(anybody);
    expect(desk?.id).not.toBe(anybody?.id);
    expect(desk?.token).not.toBe(anybody?.token);

    const repeated = await ask("key:desk", "public", "key:other");
    expect(outcomes(repeated)).toEqual(["replayed", "replayed", 1]);
    expect(repeated.slice(0, 2).map(holdIn)).toEqual([desk, anybody]);
  });

  test("repetitions in several processes make one booking; the others replay it or find the key in use", async () => {
    const askAll = createProcesses();
    for (let round = 0; round < 10; round += 1) {
      const slot = await makeSlot(ctx, 50);
      const key = randomUUID();
      const results = await askAll(slot.id, key);
      const ids = results.flatMap(({ hold }) => (hold ? [hold.id] : []));
      expect(new Set(ids).size).toBe(1);
      expectOneMade(results);
      expect(await getSlot(ctx, slot)).toMatchObject({ booked: 1 });
    }
  });

  test("another payload is IDEMPOTENCY_MISMATCH, alone and in one batch", async () => {
    const slot = await makeSlot(ctx, 5);
    const key = randomUUID();
    const batch = await Promise.all([book(slot.id, key), book(slot.id, key, 2)]);
    expect(batch).toMatchObject([{ isReplay: false }, { code: "IDEMPOTENCY_MISMATCH" }]);
    expect(await book(slot.id, key, 3)).toEqual({ code: "IDEMPOTENCY_MISMATCH" });
    expect(await getSlot(ctx, slot)).toMatchObject({ booked: 1 });
  });

  /** Requests these quantities under one key, in one list. */
  const askTogether = (slotId: string, key: string, ...quantities: number[]) =>
    transact(ctx, (inner) =>
      placeHolds(
        inner,
        quantities.map((quantity) => holdRequest(bookingOf(slotId, key, quantity), "public")),
      ),
    );

  test("a request with another payload does not keep a repetition from its first response", async () => {
    const slot = await makeSlot(ctx, 5);
    const key = randomUUID();
    expect(outcomes(await askTogether(slot.id, key, 1, 2, 1))).toEqual([
      1,
      "IDEMPOTENCY_MISMATCH",
      "replayed",
    ]);
    expect(outcomes(await askTogether(slot.id, key, 2, 1, 2))).toEqual([
      "IDEMPOTENCY_MISMATCH",
      "replayed",
      "IDEMPOTENCY_MISMATCH",
    ]);
    expect(await getSlot(ctx, slot)).toMatchObject({ booked: 1 });
  });

  test("in one list the key belongs to the request that is granted, not to the first", async () => {
    const slot = await makeSlot(ctx, 3);
    const key = randomUUID();
    const results = outcomes(await askTogether(slot.id, key, 4, 2, 4, 2));
    expect(results).toEqual(["NO_SEAT", 2, "IDEMPOTENCY_MISMATCH", "replayed"]);
    expect(await recordCount(key)).toBe(1);
    expect(await getSlot(ctx, slot)).toMatchObject({ booked: 2 });
  });

  test("replays although the slot is full meanwhile, and after the hold has expired", async () => {
    const slot = await makeSlot(ctx, 1);
    const key = randomUUID();
    const first = await book(slot.id, key);
    expect(await book(slot.id, undefined)).toEqual({ code: "NO_SEAT" });
    expect(await book(slot.id, undefined)).toEqual({ code: "NO_SEAT" });
    expect(await book(slot.id, key)).toEqual({ ...first, isReplay: true });
    await passTime(ctx.db, HOLD_SECONDS);
    await expireHolds(ctx);
    expect(await book(slot.id, key)).toEqual({ ...first, isReplay: true });
    expect(await getSlot(ctx, slot)).toMatchObject({ booked: 0 });
  });

  test("a refusal leaves no record: the same key may succeed later", async () => {
    const slot = await makeSlot(ctx, 1);
    await book(slot.id, undefined);
    const key = randomUUID();
    expect(await Promise.all([book(slot.id, key), book(slot.id, key)])).toEqual([
      { code: "NO_SEAT" },
      { code: "NO_SEAT" },
    ]);
    expect(await recordCount(key)).toBe(0);
    await passTime(ctx.db, HOLD_SECONDS);
    expect(await book(slot.id, key)).toMatchObject({ isReplay: false });
  });

  test("keeps the order of arrival of its slot", async () => {
    const slot = await makeSlot(ctx, 3);
    const keys = [undefined, randomUUID(), undefined, randomUUID(), undefined];
    const results = await Promise.all(keys.map((key) => book(slot.id, key)));
    expect(results.map(({ code }) => code ?? "ok")).toEqual(["ok", "ok", "ok", "NO_SEAT", "NO_SEAT"]);
  });
});

describe("resources and slots", () => {
  const times = { startsAt: new Date("2031-12-25T10:00:00Z"), endsAt: new Date("2031-12-25T11:00:00Z") };

  test("happen once per key", async () => {
    const show = { kind: "show", name: "Hamlet", idempotencyKey: randomUUID() } as const;
    const resource = await createResource(ctx, show);
    let replays = 0;
    const options = { onReplay: () => void replays++ };
    expect(await createResource(ctx, show, options)).toEqual(resource);
    const slot = { resourceId: resource.id, ...times, capacity: 3, idempotencyKey: randomUUID() };
    const first = await createSlot(ctx, slot);
    expect(await createSlot(ctx, slot, options)).toEqual(first);
    expect(replays).toBe(2);
    await expect(createSlot(ctx, { ...slot, capacity: 4 })).rejects.toMatchObject({
      code: "IDEMPOTENCY_MISMATCH",
    });
    await expect(createResource(ctx, { ...show, idempotencyKey: slot.idempotencyKey })).rejects.toMatchObject(
      {
        code: "IDEMPOTENCY_MISMATCH",
      },
    );
  });

  test("simultaneous requests: one creates it, the others replay it or find the key in use", async () => {
    const show = { kind: "show", name: "Macbeth", idempotencyKey: randomUUID() } as const;
    const results = await Promise.allSettled(Array.from({ length: 10 }, () => createResource(ctx, show)));
    const ids = results.flatMap((result) => (result.status === "fulfilled" ? [result.value.id] : []));
    expect(new Set(ids).size).toBe(1);
    for (const result of results) {
      if (result.status === "rejected")
        expect(result.reason).toMatchObject({ code: "IDEMPOTENCY_KEY_IN_USE" });
    }
    const { rows } = await sql`SELECT id FROM resources WHERE name = 'Macbeth'`.execute(ctx.db);
    expect(rows).toHaveLength(1);
  });

  test("a failure leaves no record", async () => {
    const idempotencyKey = randomUUID();
    const slot = { resourceId: randomUUID(), ...times, capacity: 3, idempotencyKey };
    await expect(createSlot(ctx, slot)).rejects.toMatchObject({ code: "RESOURCE_NOT_FOUND" });
    expect(await recordCount(idempotencyKey)).toBe(0);
  });
});

test("erasing a customer deletes the records, except those of live bookings", async () => {
  const slot = await makeSlot(ctx, 5);
  const [expired, live] = [randomUUID(), randomUUID()];
  const contact = `${randomUUID()}@example.com`;
  const input = { slotId: slot.id, quantity: 1, customer: { name: "Ann", contact } };
  const { id } = await createBooking(ctx, { ...input, idempotencyKey: expired });
  await cancelBooking(ctx, { id });
  await createBooking(ctx, { ...input, idempotencyKey: live });
  expect(await eraseCustomer(ctx, { contact: contact.toUpperCase() })).toMatchObject({ erased: 1, kept: 1 });
  expect(await Promise.all([expired, live].map(recordCount))).toEqual([0, 1]);
});

/** Makes a key's record so many seconds older. */
const age = (key: string, seconds: number) =>
  sql`
    UPDATE idempotency_records SET created_at = clock_timestamp() - make_interval(secs => ${seconds})
    WHERE key = ${recordKey("public", key)}`.execute(ctx.db);
const DAY_SECONDS = 24 * 60 * 60;
const EXPIRED_SECONDS = DAY_SECONDS + 1;

describe("after 24 hours, before any job has run", () => {
  test("a booking's key makes a new request with any payload, but not before", async () => {
    const slot = await makeSlot(ctx, 9);
    const key = randomUUID();
    const first = await book(slot.id, key);
    await age(key, DAY_SECONDS - 60);
    expect(await book(slot.id, key)).toEqual({ ...first, isReplay: true });
    await age(key, EXPIRED_SECONDS);
    const second = await book(slot.id, key);
    expect(second).toMatchObject({ isReplay: false });
    expect(second.hold?.id).not.toBe(first.hold?.id);
    expect(await book(slot.id, key)).toEqual({ ...second, isReplay: true });
    await age(key, EXPIRED_SECONDS);
    expect(await book(slot.id, key, 2)).toMatchObject({ isReplay: false, hold: { quantity: 2 } });
    expect(await getSlot(ctx, slot)).toMatchObject({ booked: 4 });
  });

  test("equal bookings in one batch make one booking, among others with and without a record", async () => {
    const slot = await makeSlot(ctx, 9);
    const [old, young, unused] = [randomUUID(), randomUUID(), randomUUID()];
    const kept = await book(slot.id, young);
    await book(slot.id, old);
    await age(old, EXPIRED_SECONDS);
    const results = await Promise.all([old, young, old, unused].map((key) => book(slot.id, key)));
    expect(results.map(({ isReplay }) => isReplay)).toEqual([false, true, true, false]);
    expect(results[2]?.hold).toEqual(results[0]?.hold);
    expect(results[1]?.hold).toEqual(kept.hold);
    expect(await getSlot(ctx, slot)).toMatchObject({ booked: 4 });
  });

  test("equal bookings in several processes make one booking; the others replay it or find the key in use", async () => {
    const askAll = createProcesses();
    for (let round = 0; round < 10; round += 1) {
      const slot = await makeSlot(ctx, 50);
      const key = randomUUID();
      const old = await book(slot.id, key);
      await age(key, EXPIRED_SECONDS);
      const results = await askAll(slot.id, key);
      expectOneMade(results);
      expect(results.some(({ hold }) => hold?.id === old.hold?.id)).toBe(false);
      expect(await getSlot(ctx, slot)).toMatchObject({ booked: 2 });
    }
  });

  test("a refusal of the new request does not restore the old response", async () => {
    const slot = await makeSlot(ctx, 1);
    const key = randomUUID();
    await book(slot.id, key);
    await age(key, EXPIRED_SECONDS);
    expect(await book(slot.id, key)).toEqual({ code: "NO_SEAT" });
    expect(await book(slot.id, key)).toEqual({ code: "NO_SEAT" });
  });

  test("the key of a resource makes one new request", async () => {
    const show = { kind: "show", name: "Faust", idempotencyKey: randomUUID() } as const;
    const first = await createResource(ctx, show);
    await age(show.idempotencyKey, EXPIRED_SECONDS);
    const results = await Promise.allSettled(Array.from({ length: 10 }, () => createResource(ctx, show)));
    const ids = results.flatMap((result) => (result.status === "fulfilled" ? [result.value.id] : []));
    expect(new Set(ids).size).toBe(1);
    expect(ids[0]).not.toBe(first.id);
  });

  test("a key counts as unused", async () => {
    const slot = await makeSlot(ctx, 1);
    const key = randomUUID();
    await book(slot.id, key);
    expect(await hasRecord(ctx.db, "public", key)).toBe(true);
    await age(key, EXPIRED_SECONDS);
    expect(await hasRecord(ctx.db, "public", key)).toBe(false);
  });
});

test("a job deletes records after 24 hours, and not before", async () => {
  const slot = await makeSlot(ctx, 5);
  const [old, young] = [randomUUID(), randomUUID()];
  await book(slot.id, old);
  await book(slot.id, young);
  await age(old, EXPIRED_SECONDS);
  await age(young, DAY_SECONDS - 60);
  await deleteExpiredRecords(ctx);
  expect(await Promise.all([old, young].map(recordCount))).toEqual([0, 1]);
});
