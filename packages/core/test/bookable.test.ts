import { HoldfastError, type UpdateSlotInput } from "@holdfast/contract";
import { countLockWaiters, holdSlotLock } from "@holdfast/db/testing";
import { sql } from "kysely";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { placeHoldsWhereRoomy } from "../src/hold-statements.ts";
import {
  brokenInvariants,
  cancelBooking,
  confirmBooking,
  deleteSlot,
  getBooking,
  getSlot,
  HoldQueue,
  listBookings,
  listSlots,
  updateSlot,
} from "../src/index.ts";
import {
  createTestContext,
  HOLD_SECONDS,
  holdOf,
  makeSlot,
  outcomes,
  passTime,
  place,
  request,
  type TestContext,
  transact,
  UNKNOWN_ID,
} from "./harness.ts";

/* Slots that are closed, outside their booking window or deleted: on both ways, and against bookings that come at
   the same time. */

const WAIT = { timeout: 10_000, interval: 10 };
const PAST = new Date("2001-01-01T00:00:00Z");
const FUTURE = new Date("2101-01-01T00:00:00Z");

let ctx: TestContext;

beforeAll(async () => {
  ctx = await createTestContext();
});

afterAll(async () => {
  expect(await brokenInvariants(ctx)).toEqual([]);
  await ctx.close();
});

/** "ok", or the code of the refusal, or what else went wrong. */
const outcome = (work: Promise<unknown>) =>
  work.then(
    () => "ok",
    (error: unknown) => (error instanceof HoldfastError ? error.code : String(error)),
  );

/** The ids of five slots, of which a test takes what it needs. */
async function makeSlots(capacity: number): Promise<[string, string, string, string, string]> {
  const slots = await Promise.all(Array.from({ length: 5 }, () => makeSlot(ctx, capacity)));
  return slots.map(({ id }) => id) as [string, string, string, string, string];
}

/** A queue that knows the database's clock and has refused nobody: it takes the short way first. */
async function warmQueue(): Promise<HoldQueue> {
  const queue = new HoldQueue({ db: ctx.db, jobs: ctx.jobs, holdSeconds: HOLD_SECONDS });
  await queue.place(request((await makeSlot(ctx, 1)).id));
  return queue;
}

/** The slots that the short way alone takes, of those given. `before`: what its transaction does first. */
async function takenWhereRoomy(slotIds: string[], before = sql`SELECT 1`): Promise<string[]> {
  const sent = await transact(ctx, async (trxCtx) => {
    await before.execute(trxCtx.trx);
    return placeHoldsWhereRoomy(
      trxCtx,
      slotIds.map((slotId) => request(slotId)),
    );
  });
  return (await sent.rows).map(({ slotId }) => slotId);
}

const waitForLockWaiters = (count: number) =>
  vi.waitUntil(async () => (await countLockWaiters(ctx.db)) >= count, WAIT);

describe("a slot that cannot be booked", () => {
  test.each<[string, Omit<UpdateSlotInput, "id">, string]>([
    ["closed", { closed: true }, "NOT_BOOKABLE"],
    ["before its window", { bookableFrom: FUTURE }, "NOT_BOOKABLE"],
    ["after its window", { bookableUntil: PAST }, "NOT_BOOKABLE"],
    ["closed inside its window", { closed: true, bookableFrom: PAST }, "NOT_BOOKABLE"],
    ["inside its window", { bookableFrom: PAST, bookableUntil: FUTURE }, "ok"],
    ["opened again", { closed: false, bookableFrom: null, bookableUntil: null }, "ok"],
  ])("%s", async (_name, changes, expected) => {
    const { id } = await makeSlot(ctx, 5);
    await updateSlot(ctx, { id, ...changes });
    const queue = await warmQueue();
    expect(await outcome(queue.place(request(id)))).toBe(expected);
    expect(outcomes(await place(ctx, [id]))).toEqual([expected === "ok" ? 1 : expected]);
    expect(await takenWhereRoomy([id])).toEqual(expected === "ok" ? [id] : []);
    expect(await getSlot(ctx, { id })).toMatchObject({ booked: expected === "ok" ? 3 : 0 });
  });

  test("is refused alone, before it is full, and an unknown or deleted one is not found", async () => {
    const [open, closed, deleted] = [await makeSlot(ctx, 1), await makeSlot(ctx, 1), await makeSlot(ctx, 1)];
    await place(ctx, [closed.id]);
    await updateSlot(ctx, { id: closed.id, closed: true });
    await deleteSlot(ctx, deleted);
    const ids = [closed.id, open.id, deleted.id, UNKNOWN_ID, open.id];
    const answers = await place(ctx, ...ids.map((id): [string] => [id]));
    const expected = ["NOT_BOOKABLE", 1, "SLOT_NOT_FOUND", "SLOT_NOT_FOUND", "NO_SEAT"];
    expect(outcomes(answers)).toEqual(expected);
    const queue = await warmQueue();
    for (const id of [deleted.id, UNKNOWN_ID, deleted.id]) {
      expect(await outcome(queue.place(request(id)))).toBe("SLOT_NOT_FOUND");
    }
  });

  test("changes its answer with the slot, though the queue remembers whom it refused", async () => {
    const queue = await warmQueue();
    const { id } = await makeSlot(ctx, 1);
    const ask = () => outcome(queue.place(request(id)));
    expect([await ask(), await ask(), await ask()]).toEqual(["ok", "NO_SEAT", "NO_SEAT"]);
    await updateSlot(ctx, { id, closed: true });
    expect([await ask(), await ask()]).toEqual(["NOT_BOOKABLE", "NOT_BOOKABLE"]);
    await updateSlot(ctx, { id, closed: false });
    expect(await ask()).toBe("NO_SEAT");
    await passTime(ctx.db, HOLD_SECONDS);
    expect([await ask(), await ask()]).toEqual(["ok", "NO_SEAT"]);
    await passTime(ctx.db, HOLD_SECONDS);
    await deleteSlot(ctx, { id });
    expect([await ask(), await ask()]).toEqual(["SLOT_NOT_FOUND", "SLOT_NOT_FOUND"]);
  });

  test("keeps the bookings that it has: they can be confirmed and cancelled", async () => {
    const { id } = await makeSlot(ctx, 2);
    const [first, second] = (await place(ctx, [id], [id])).map(holdOf);
    await updateSlot(ctx, { id, closed: true, bookableUntil: PAST });
    expect(await confirmBooking(ctx, { id: first?.id ?? "" })).toMatchObject({ status: "CONFIRMED" });
    expect(await cancelBooking(ctx, { id: second?.id ?? "" })).toMatchObject({ status: "CANCELLED" });
    expect(await getSlot(ctx, { id })).toMatchObject({ closed: true, booked: 1, available: 1 });
  });

  test("is left out where only available ones are listed", async () => {
    const slotIds = await makeSlots(1);
    const [open, closed, early, late, deleted] = slotIds;
    await updateSlot(ctx, { id: closed, closed: true });
    await updateSlot(ctx, { id: early, bookableFrom: FUTURE });
    await updateSlot(ctx, { id: late, bookableUntil: PAST });
    await deleteSlot(ctx, { id: deleted });
    const list = async (availableOnly: boolean) => {
      const { items } = await listSlots(ctx, { availableOnly, limit: 500 });
      return items.map(({ id }) => id).filter((id) => slotIds.includes(id));
    };
    expect(await list(true)).toEqual([open]);
    expect((await list(false)).toSorted()).toEqual([open, closed, early, late].toSorted());
  });
});

describe("updateSlot", () => {
  test("changes what is given of the window, null removes it, and it must end after it begins", async () => {
    const slot = await makeSlot(ctx, 1);
    expect(slot).toMatchObject({ closed: false, bookableFrom: null, bookableUntil: null });
    const { id } = slot;
    const from = { bookableFrom: FUTURE.toISOString() };
    expect(await updateSlot(ctx, { id, bookableFrom: FUTURE })).toEqual({ ...slot, ...from });
    for (const bookableUntil of [PAST, FUTURE]) {
      await expect(updateSlot(ctx, { id, bookableUntil })).rejects.toMatchObject({
        code: "INVALID_INPUT",
        issues: [{ path: "bookableUntil" }],
      });
    }
    expect(await updateSlot(ctx, { id, closed: true })).toEqual({ ...slot, ...from, closed: true });
    expect(await updateSlot(ctx, { id, bookableFrom: null })).toEqual({ ...slot, closed: true });
    expect(await updateSlot(ctx, { id, closed: false })).toEqual(slot);
  });
});

describe("deleteSlot", () => {
  test("takes a slot without live bookings away and leaves its bookings", async () => {
    const { id } = await makeSlot(ctx, 10);
    const [due, cancelled, confirmed] = (await place(ctx, [id], [id], [id, 2])).map((answer) => ({
      id: holdOf(answer).id,
    }));
    if (!due || !cancelled || !confirmed) throw new Error("not placed");
    const refusal = (live: number) => ({
      code: "SLOT_HAS_BOOKINGS",
      message: `Live holds and confirmed bookings on this slot: ${live}`,
    });
    await expect(deleteSlot(ctx, { id })).rejects.toMatchObject(refusal(3));
    await cancelBooking(ctx, cancelled);
    await confirmBooking(ctx, confirmed);
    await passTime(ctx.db, HOLD_SECONDS);
    await expect(deleteSlot(ctx, { id })).rejects.toMatchObject(refusal(1));
    await cancelBooking(ctx, confirmed);
    expect(await deleteSlot(ctx, { id })).toEqual({ id });

    const gone = { code: "SLOT_NOT_FOUND" };
    await expect(getSlot(ctx, { id })).rejects.toMatchObject(gone);
    await expect(updateSlot(ctx, { id, closed: false })).rejects.toMatchObject(gone);
    await expect(deleteSlot(ctx, { id })).rejects.toMatchObject(gone);
    await expect(deleteSlot(ctx, { id: UNKNOWN_ID })).rejects.toMatchObject(gone);
    expect(await getBooking(ctx, due)).toMatchObject({ slotId: id, status: "FAILED" });
    expect((await listBookings(ctx, { slotId: id, limit: 50 })).items).toHaveLength(3);
    expect(await cancelBooking(ctx, confirmed)).toMatchObject({ status: "CANCELLED" });
    await expect(confirmBooking(ctx, due)).rejects.toMatchObject({ code: "HOLD_EXPIRED" });
  });

  test("a deleted slot with a live booking would be seen by the invariants", async () => {
    const other = await createTestContext();
    try {
      const { id } = await makeSlot(other, 1);
      const [answer] = await place(other, [id]);
      await cancelBooking(other, holdOf(answer));
      await deleteSlot(other, { id });
      expect(await brokenInvariants(other)).toEqual([]);
      await sql`UPDATE bookings SET status = 'CONFIRMED' WHERE slot_id = ${id}`.execute(other.db);
      expect((await brokenInvariants(other)).join()).toContain("a deleted slot has no live bookings");
    } finally {
      await other.close();
    }
  });
});

describe("at the same time as a booking", () => {
  /** Lets calls wait for a slot's lock in this order, then lets them go. */
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

  test("the slot's lock decides: whoever has it first", async () => {
    const queue = await warmQueue();
    const [first, second, third, fourth] = await makeSlots(1);
    const book = (slotId: string) => () => queue.place(request(slotId));
    const remove = (id: string) => () => deleteSlot(ctx, { id });
    const close = (id: string) => () => updateSlot(ctx, { id, closed: true });
    expect(await inOrder(first, book(first), remove(first))).toEqual(["ok", "SLOT_HAS_BOOKINGS"]);
    expect(await inOrder(second, remove(second), book(second))).toEqual(["ok", "SLOT_NOT_FOUND"]);
    expect(await inOrder(third, book(third), close(third))).toEqual(["ok", "ok"]);
    expect(await inOrder(fourth, close(fourth), book(fourth))).toEqual(["ok", "NOT_BOOKABLE"]);
  });

  test("the window is judged by the clock after the lock, not by that of the transaction", async () => {
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

  test("the short way goes by the row under its lock, not by its snapshot", async () => {
    const [open, closed, deleted, narrowed] = await makeSlots(5);
    await makeJsonSlow();
    await ctx.db.connection().execute(async (session) => {
      await sql`SELECT pg_advisory_lock(1)`.execute(session);
      const taking = takenWhereRoomy(
        [open, closed, deleted, narrowed],
        sql`SET LOCAL search_path = slow, pg_catalog, public`,
      );
      await waitForLockWaiters(1);
      await updateSlot(ctx, { id: closed, closed: true });
      await deleteSlot(ctx, { id: deleted });
      await updateSlot(ctx, { id: narrowed, bookableUntil: PAST });
      await updateSlot(ctx, { id: open, capacity: 4 });
      await sql`SELECT pg_advisory_unlock(1)`.execute(session);
      expect(await taking).toEqual([open]);
    });
  });

  /** Halts a statement that reads requests between its snapshot and its locks, while somebody has lock 1. */
  async function makeJsonSlow(): Promise<void> {
    await sql`CREATE SCHEMA slow`.execute(ctx.db);
    await sql`
      CREATE FUNCTION slow.json_to_recordset(input json) RETURNS SETOF record LANGUAGE plpgsql AS $$
      BEGIN
        PERFORM pg_advisory_xact_lock(1);
        RETURN QUERY SELECT * FROM pg_catalog.json_to_recordset(input)
          AS hold (id uuid, slot_id uuid, quantity integer, customer_name text, customer_contact text);
      END $$`.execute(ctx.db);
  }

  test("deleting and booking in every order: one of them has the slot", async () => {
    const queues = [await warmQueue(), await warmQueue()];
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

  test("confirming and deleting a hold's slot as the hold ends leave one winner", async () => {
    for (let round = 0; round < 10; round += 1) {
      const { id: slotId } = await makeSlot(ctx, 1);
      const [answer] = await place(ctx, [slotId]);
      const { id } = holdOf(answer);
      const soon = sql<Date>`clock_timestamp() + interval '3 ms'`;
      await ctx.db.updateTable("bookings").set({ expires_at: soon }).where("id", "=", id).execute();
      const verbs = [
        confirmBooking(ctx, { id }),
        deleteSlot(ctx, { id: slotId }),
        confirmBooking(ctx, { id }),
      ];
      await Promise.all(verbs.map(outcome));
      const { status } = await getBooking(ctx, { id });
      if (status === "CONFIRMED") {
        expect(await outcome(deleteSlot(ctx, { id: slotId }))).toBe("SLOT_HAS_BOOKINGS");
      }
    }
    expect(await brokenInvariants(ctx)).toEqual([]);
  });
});
