import { holdSlotLock } from "@holdfast/db/testing";
import { sql } from "kysely";
import { afterAll, beforeEach, expect, test } from "vitest";
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
import { duePlaces, hasDueHolds } from "../src/inventory/availability.ts";
import { createTestContext, HOLD_SECONDS, makeSlot, passTime, WAITLIST_HOLD_SECONDS } from "./harness.ts";

let ctx: Awaited<ReturnType<typeof createTestContext>>;

/* A database for each test: all of its waves are the test's. */
beforeEach(async () => {
  await ctx?.close();
  ctx = await createTestContext();
});

afterAll(() => ctx.close());

const customer = { name: "Ann" };
const book = (slotId: string, quantity = 1) => createBooking(ctx, { slotId, quantity, customer });
const countWaves = async () => (await ctx.db.selectFrom("hold_waves").select("id").execute()).length;
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

test("a wave is forgotten once it is due and none of its holds is left", async () => {
  const slot = await makeSlot(ctx, 10);
  const [confirmed, held] = [await book(slot.id), await book(slot.id)];
  await confirmBooking(ctx, { id: confirmed.id });
  await expireHolds(ctx);
  expect(await countWaves()).toBe(2);

  await passTime(ctx.db, HOLD_SECONDS);
  await expireHolds(ctx);
  expect(await countWaves()).toBe(0);
  expect([await storedStatusOf(confirmed.id), await storedStatusOf(held.id)]).toEqual([
    "CONFIRMED",
    "FAILED",
  ]);
});

test("a hold that is being confirmed when it ends keeps its wave, and is released if the confirmation fails", async () => {
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
  expect(await countWaves()).toBe(0);
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

test("who was let in from a waitlist loses the hold when it ends", async () => {
  const slot = await makeSlot(ctx, 1);
  await book(slot.id);
  await joinWaitlist(ctx, { slotId: slot.id, quantity: 1, customer: { name: "Bob" } });
  await passTime(ctx.db, HOLD_SECONDS);
  await expireHolds(ctx);
  expect(await getSlot(ctx, { id: slot.id })).toMatchObject({ booked: 1, waiting: 0 });

  await passTime(ctx.db, WAITLIST_HOLD_SECONDS);
  await expireHolds(ctx);
  expect(await getSlot(ctx, { id: slot.id })).toMatchObject({ booked: 0 });
  expect(await countWaves()).toBe(0);
});

test("holds that somebody else wrote end, too: more of them on more slots than one step takes, with many ends", async () => {
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
  expect(await countWaves()).toBe(300); // those of the ends that were taken back: they are not due
  expect(await brokenInvariants(ctx)).toEqual([]);
});

/** Waves of one booking each, of as many milliseconds, that begin so long ago; they were due a second ago. */
const insertOneByOne = (slotId: string, count: number, secondsAgo: number) =>
  sql`
    DO ${sql.lit(`BEGIN FOR n IN 1..${count} LOOP
      INSERT INTO bookings (id, slot_id, quantity, customer_name, status, expires_at)
      VALUES (uuidv7(make_interval(secs => n / 1000.0 - ${secondsAgo})), '${slotId}', 1, 'Ann', 'PENDING',
        clock_timestamp() - interval '1 second');
    END LOOP; UPDATE slots SET booked = booked + ${count} WHERE id = '${slotId}'; END`)}`.execute(ctx.db);

/** Confirmed bookings of one wave, their ids from so many seconds ago on, a millisecond from each other. */
const insertConfirmed = (slotId: string, count: number, secondsAgo: number) =>
  sql`
    WITH placed AS (
      INSERT INTO bookings (id, slot_id, quantity, customer_name, status, expires_at)
      SELECT uuidv7(make_interval(secs => n / 1000.0 - ${secondsAgo}::integer)), ${slotId}, 1, 'Ann', 'CONFIRMED',
        clock_timestamp()
      FROM generate_series(1, ${count}::integer) AS n
    )
    UPDATE slots SET booked = booked + ${count}::integer WHERE id = ${slotId}`.execute(ctx.db);

test("a look at a slot does not read its bookings between an old due hold and a new one of other slots", async () => {
  const [busy, other] = [await makeSlot(ctx, 10_000), await makeSlot(ctx, 10)];
  await insertOneByOne(other.id, 1, 3_600);
  await insertConfirmed(busy.id, 3_000, 1_800);
  await insertOneByOne(other.id, 1, 60);
  await sql`VACUUM ANALYZE bookings, slots, hold_waves`.execute(ctx.db);

  const plan = await sql<{ "QUERY PLAN": string }>`
    EXPLAIN (ANALYZE, COSTS off, TIMING off, BUFFERS off)
    SELECT ${duePlaces}, ${hasDueHolds} FROM slots WHERE id = ${busy.id}`.execute(ctx.db);
  const lines = plan.rows.map((row) => row["QUERY PLAN"]);
  // Both stretches, for both columns; in each of them is the hold that is due, at most.
  expect(lines.filter((line) => /on bookings.*actual rows=0(\.00)? loops=2/.test(line))).toHaveLength(2);
  const passedOver = lines.map((line) => Number(/Rows Removed by Filter: (\d+)/.exec(line)?.[1] ?? 0));
  expect(Math.max(...passedOver)).toBeLessThanOrEqual(1);
});

test("waves of a slot that stays locked become one, and those behind them are forgotten all the same", async () => {
  const [stuck, other] = [await makeSlot(ctx, 10_000), await makeSlot(ctx, 10_000)];
  await insertOneByOne(stuck.id, 600, 61); // more than a look takes, in at most two stretches
  await insertOneByOne(other.id, 600, 60);
  const letGo = await holdSlotLock(ctx.db, stuck.id);
  await expect(expireHolds(ctx)).rejects.toMatchObject({ code: "55P03" });
  await expect(expireHolds(ctx)).rejects.toMatchObject({ code: "55P03" });
  expect(await countWaves()).toBeLessThanOrEqual(3);
  expect(await brokenInvariants(ctx)).toEqual([]);

  await letGo();
  await expireHolds(ctx);
  expect(await getSlot(ctx, { id: stuck.id })).toMatchObject({ booked: 0 });
  expect(await countWaves()).toBe(0);
});

test("a due hold among more bookings than a look takes is found, and its wave becomes as short as it is", async () => {
  const [busy, stuck] = [await makeSlot(ctx, 30_000), await makeSlot(ctx, 10)];
  const alone = await book(stuck.id);
  await insertConfirmed(busy.id, 12_000, 3_600);
  await sql`UPDATE bookings SET id = uuidv7(interval '-3594 seconds'), expires_at = clock_timestamp() - interval '1 second'
    WHERE id = ${alone.id}`.execute(ctx.db);
  await sql`UPDATE hold_waves SET first_id = (SELECT min(id::text)::uuid FROM bookings), last_id = (SELECT max(id::text)::uuid FROM bookings)
    WHERE ends_at <= clock_timestamp()`.execute(ctx.db);
  const letGo = await holdSlotLock(ctx.db, stuck.id);
  await expect(expireHolds(ctx)).rejects.toMatchObject({ code: "55P03" });
  const waves = await ctx.db
    .selectFrom("hold_waves")
    .selectAll()
    .where("ends_at", "<=", sql<Date>`clock_timestamp()`)
    .execute();
  expect(waves).toHaveLength(1);
  expect(waves[0]?.first_id).toBe(waves[0]?.last_id);

  await letGo();
  await expireHolds(ctx);
  expect(await getSlot(ctx, { id: stuck.id })).toMatchObject({ booked: 0 });
});

test("the invariants see a hold that no wave tells of", async () => {
  const slot = await makeSlot(ctx, 10);
  const { id } = await book(slot.id);
  await ctx.db.deleteFrom("hold_waves").execute();
  expect(await brokenInvariants(ctx)).toEqual([expect.stringContaining(`booking ${id}: its hold ends at`)]);
});
