import { holdSlotLock } from "@holdfast/db/testing";
import { sql } from "kysely";
import { afterAll, beforeEach, expect, test, vi } from "vitest";
import {
  brokenInvariants,
  confirmBooking,
  createBooking,
  createResource,
  createSlot,
  expireHolds,
  extendHold,
  getBooking,
  getSlot,
  joinWaitlist,
  rescheduleBooking,
} from "../src/index.ts";
import { expiredPlaces, hasExpiredHolds } from "../src/inventory/availability.ts";
import { createTestContext, HOLD_SECONDS, makeSlot, passTime, WAITLIST_HOLD_SECONDS } from "./harness.ts";

let ctx: Awaited<ReturnType<typeof createTestContext>>;

/* A database for each test: all of its holds are the test's. */
beforeEach(async () => {
  await ctx?.close();
  ctx = await createTestContext();
});

afterAll(() => ctx.close());

const customer = { name: "Ann" };
const book = (slotId: string, quantity = 1) => createBooking(ctx, { slotId, quantity, customer });
const statusOf = async (id: string) => (await getBooking(ctx, { id })).status;
const storedStatusOf = async (id: string) =>
  (await ctx.db.selectFrom("bookings").select("status").where("id", "=", id).executeTakeFirstOrThrow())
    .status;

/** Bookings that nobody of us has placed, on slots in turn, in one statement. */
const insertHolds = (slotIds: string[], count: number, endsIn: string) =>
  sql`
    WITH placed AS (
      INSERT INTO bookings (id, slot_id, quantity, customer_name, status, expires_at)
      SELECT uuidv7(), (${slotIds}::uuid[])[n % ${slotIds.length}::integer + 1], 1, 'Ann', 'PENDING',
        clock_timestamp() + ${endsIn}::interval
      FROM generate_series(1, ${count}::integer) AS n RETURNING slot_id
    )
    UPDATE slots SET booked = booked + held.places
    FROM (SELECT slot_id, count(*) AS places FROM placed GROUP BY slot_id) AS held
    WHERE slots.id = held.slot_id`.execute(ctx.db);

test("an expired hold is written down as FAILED, and a confirmed booking beside it stays", async () => {
  const slot = await makeSlot(ctx, 10);
  const [confirmed, held] = [await book(slot.id), await book(slot.id)];
  await confirmBooking(ctx, { id: confirmed.id });
  await expireHolds(ctx);
  expect(await storedStatusOf(held.id)).toBe("PENDING");

  await passTime(ctx.db, HOLD_SECONDS);
  await expireHolds(ctx);
  expect([await storedStatusOf(confirmed.id), await storedStatusOf(held.id)]).toEqual([
    "CONFIRMED",
    "FAILED",
  ]);
});

test("a hold that is being confirmed when it expires is left alone, and released if the confirmation fails", async () => {
  const slot = await makeSlot(ctx, 10);
  const { id } = await book(slot.id);
  await passTime(ctx.db, HOLD_SECONDS);
  await ctx.db.transaction().execute(async (trx) => {
    await trx.selectFrom("bookings").select("id").where("id", "=", id).forUpdate().execute();
    await expireHolds(ctx);
    expect(await storedStatusOf(id)).toBe("PENDING");
  });
  await expireHolds(ctx);
  expect(await storedStatusOf(id)).toBe("FAILED");
});

test("an extended hold is released at its new end, and not at its first", async () => {
  const slot = await makeSlot(ctx, 10);
  const { id } = await book(slot.id);
  await passTime(ctx.db, HOLD_SECONDS - 60);
  await extendHold(ctx, { id });
  await passTime(ctx.db, 60);
  await expireHolds(ctx);
  expect(await statusOf(id)).toBe("PENDING");
  expect(await brokenInvariants(ctx)).toEqual([]);

  await passTime(ctx.db, HOLD_SECONDS);
  await expireHolds(ctx);
  expect(await storedStatusOf(id)).toBe("FAILED");
});

test("a moved hold is released on its new slot, before which a full one already counts its place as free", async () => {
  const { id: resourceId } = await createResource(ctx, { kind: "show", name: "Macbeth" });
  const slotAt = (hour: string) =>
    createSlot(ctx, {
      resourceId,
      startsAt: new Date(`2031-12-25T${hour}:00:00Z`),
      endsAt: new Date(`2031-12-25T${hour}:30:00Z`),
      capacity: 1,
    });
  const [from, to] = [await slotAt("10"), await slotAt("12")];
  const { id } = await book(from.id);
  await rescheduleBooking(ctx, { id, slotId: to.id });
  await passTime(ctx.db, HOLD_SECONDS);
  expect((await getSlot(ctx, { id: to.id })).available).toBe(1);
  const second = await book(to.id);
  expect([await storedStatusOf(id), await storedStatusOf(second.id)]).toEqual(["FAILED", "PENDING"]);
  expect(await brokenInvariants(ctx)).toEqual([]);
});

test("a hold of the waitlist is released when it expires", async () => {
  const slot = await makeSlot(ctx, 1);
  await book(slot.id);
  await joinWaitlist(ctx, { slotId: slot.id, quantity: 1, customer: { name: "Bob" } });
  await passTime(ctx.db, HOLD_SECONDS);
  await expireHolds(ctx);
  expect(await getSlot(ctx, { id: slot.id })).toMatchObject({ booked: 1, waiting: 0 });

  await passTime(ctx.db, WAITLIST_HOLD_SECONDS);
  await expireHolds(ctx);
  expect(await getSlot(ctx, { id: slot.id })).toMatchObject({ booked: 0 });
});

test("holds that somebody else wrote expire, too: more of them on more slots than one step takes, at many times", async () => {
  const slots = [];
  for (let index = 0; index < 130; index += 1) slots.push((await makeSlot(ctx, 1_000)).id);
  await insertHolds(slots, 4_500, "-1 second");
  for (let index = 0; index < 300; index += 1) await insertHolds([slots[index % 7] as string], 1, "1 hour");
  await sql`UPDATE bookings SET expires_at = clock_timestamp() WHERE expires_at > clock_timestamp()`.execute(
    ctx.db,
  );
  expect(await brokenInvariants(ctx)).toEqual([]);

  await expireHolds(ctx);
  const { rows } = await sql`
    SELECT count(*)::integer AS failed, (SELECT sum(booked)::integer FROM slots) AS booked
    FROM bookings WHERE status = 'FAILED'`.execute(ctx.db);
  expect(rows).toEqual([{ failed: 4_800, booked: 0 }]);
  expect(await brokenInvariants(ctx)).toEqual([]);
});

/** Bookings placed a millisecond from each other, the first so many seconds ago; as holds, they expired a second ago. */
const insertBookings = (slotId: string, count: number, secondsAgo: number, status: "PENDING" | "CONFIRMED") =>
  sql`
    WITH placed AS (
      INSERT INTO bookings (id, slot_id, quantity, customer_name, status, expires_at)
      SELECT uuidv7(make_interval(secs => n / 1000.0 - ${secondsAgo}::integer)), ${slotId}, 1, 'Ann', ${status},
        clock_timestamp() - interval '1 second'
      FROM generate_series(1, ${count}::integer) AS n
    )
    UPDATE slots SET booked = booked + ${count}::integer WHERE id = ${slotId}`.execute(ctx.db);

test.each<[string, () => Promise<unknown>]>([
  ["as they are", () => sql`VACUUM ANALYZE bookings, slots`.execute(ctx.db)],
  ["from before there were any holds", async () => {}],
])("a look at a slot reads its expired holds alone, with statistics %s", async (_name, analyzeAgain) => {
  const [busy, other] = [await makeSlot(ctx, 10_000), await makeSlot(ctx, 10_000)];
  await insertBookings(busy.id, 3_000, 1_800, "CONFIRMED");
  await sql`VACUUM ANALYZE bookings, slots`.execute(ctx.db);
  await insertBookings(other.id, 1, 3_600, "PENDING");
  await insertHolds([busy.id], 3_000, "1 hour");
  await insertBookings(other.id, 3_000, 60, "PENDING");
  await insertBookings(busy.id, 1, 60, "PENDING");
  await analyzeAgain();

  const plan = await sql<{ "QUERY PLAN": string }>`
    EXPLAIN (ANALYZE, COSTS off, TIMING off, BUFFERS off)
    SELECT ${expiredPlaces}, ${hasExpiredHolds} FROM slots WHERE id = ${busy.id}`.execute(ctx.db);
  const lines = plan.rows.map((row) => row["QUERY PLAN"]);
  const looks = lines.filter((line) =>
    /(using|Scan on) holds_by_slot.*actual rows=1(\.00)? loops=1/.test(line),
  );
  expect(looks).toHaveLength(2);
  expect(lines.join("\n")).not.toContain("Rows Removed");
});

test("holds of a slot that stays locked are released later, and those of others at once", async () => {
  const [stuck, other] = [await makeSlot(ctx, 10_000), await makeSlot(ctx, 10_000)];
  await insertBookings(stuck.id, 3_000, 61, "PENDING"); // more than a step releases
  await insertBookings(other.id, 3_000, 60, "PENDING");
  const letGo = await holdSlotLock(ctx.db, stuck.id);
  await expect(expireHolds(ctx)).rejects.toMatchObject({ code: "55P03" });
  const counters = ctx.db.selectFrom("slots").select("booked").where("id", "in", [stuck.id, other.id]);
  expect(await counters.orderBy("booked").execute()).toEqual([{ booked: 0 }, { booked: 3_000 }]);
  expect(await getSlot(ctx, { id: stuck.id })).toMatchObject({ booked: 0 });
  expect(await brokenInvariants(ctx)).toEqual([]);

  await letGo();
  await expireHolds(ctx);
  expect(await counters.execute()).toEqual([{ booked: 0 }, { booked: 0 }]);
  expect(await brokenInvariants(ctx)).toEqual([]);
});

test("a release that is to end stops after its step, and the next one goes on", async () => {
  const slot = await makeSlot(ctx, 10_000);
  await insertBookings(slot.id, 5_000, 60, "PENDING");
  const counter = ctx.db.selectFrom("slots").select("booked").where("id", "=", slot.id);
  const ending = new AbortController();
  const released = expireHolds(ctx, ending.signal);
  await vi.waitUntil(async () => (await counter.executeTakeFirstOrThrow()).booked === 3_000, { interval: 1 });
  ending.abort();
  await released;
  expect((await counter.executeTakeFirstOrThrow()).booked).toBe(3_000);

  await expireHolds(ctx);
  expect((await counter.executeTakeFirstOrThrow()).booked).toBe(0);
});

test("an old hold among many younger bookings is found, also after its slot was locked", async () => {
  const [busy, stuck] = [await makeSlot(ctx, 30_000), await makeSlot(ctx, 10)];
  const alone = await book(stuck.id);
  await insertBookings(busy.id, 12_000, 3_600, "CONFIRMED");
  await sql`UPDATE bookings SET id = uuidv7(interval '-3594 seconds'), expires_at = clock_timestamp() - interval '1 second'
    WHERE id = ${alone.id}`.execute(ctx.db);
  const letGo = await holdSlotLock(ctx.db, stuck.id);
  await expect(expireHolds(ctx)).rejects.toMatchObject({ code: "55P03" });
  await letGo();
  await expireHolds(ctx);
  const { booked } = await ctx.db
    .selectFrom("slots")
    .select("booked")
    .where("id", "=", stuck.id)
    .executeTakeFirstOrThrow();
  expect(booked).toBe(0);
});
