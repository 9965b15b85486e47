import { readsOf } from "@holdfast/db/testing";
import { sql } from "kysely";
import { afterAll, beforeAll, expect, test } from "vitest";
import {
  createResource,
  createSlot,
  DAYS_MAX,
  type FreeDaysInput,
  freeDays,
  joinWaitlist,
  listSlots,
  nearestFreeSlots,
  nextFreeSlots,
  updateSlot,
} from "../src/index.ts";
import type { Trx } from "../src/shared/index.ts";
import { createTestContext, HOLD_SECONDS, passTime, place, type TestContext, UNKNOWN_ID } from "./harness.ts";

const HOUR_MILLISECONDS = 60 * 60 * 1000;
let ctx: TestContext;

beforeAll(async () => {
  ctx = await createTestContext();
});

afterAll(() => ctx.close());

const makeResource = async () => (await createResource(ctx, { kind: "doctor", name: "Dr. Smith" })).id;

type Rules = Partial<Parameters<typeof createSlot>[1]>;

/** A slot of an hour that starts at a time, or so many hours from now. */
async function slotAt(resourceId: string, start: number | string, rules: Rules = {}): Promise<string> {
  const startsAt = new Date(typeof start === "string" ? start : Date.now() + start * HOUR_MILLISECONDS);
  const endsAt = new Date(startsAt.getTime() + HOUR_MILLISECONDS);
  return (await createSlot(ctx, { resourceId, startsAt, endsAt, capacity: 1, ...rules })).id;
}

const staff = () => ({ ...ctx, actor: "key:test" }) as const;

/** Slots that no customer could hold now, each for a reason of its own, an hour apart from `hours` on. */
async function makeUnavailable(resourceId: string, hours: number): Promise<void> {
  const later = (offset: number) => new Date(Date.now() + (hours + offset) * HOUR_MILLISECONDS);
  const full = await slotAt(resourceId, hours);
  await place(ctx, [full]);
  const closed = await slotAt(resourceId, hours + 1);
  await updateSlot(staff(), { id: closed, closed: true });
  await slotAt(resourceId, hours + 2, { bookableFrom: new Date(Date.now() + HOUR_MILLISECONDS) });
  await slotAt(resourceId, hours + 3, { bookableUntil: new Date(Date.now() - HOUR_MILLISECONDS) });
  await slotAt(resourceId, hours + 4, { leadMinutes: (hours + 5) * 60 });
  const promised = await slotAt(resourceId, hours + 5, { capacity: 2 });
  await place(ctx, [promised, 1], [promised, 1]);
  await joinWaitlist(ctx, { slotId: promised, quantity: 1, customer: { name: "Ben" } });
  await sql`UPDATE slots SET booked = 1 WHERE id = ${promised}`.execute(ctx.db);
  const deleted = await slotAt(resourceId, later(6).toISOString());
  await sql`UPDATE slots SET deleted_at = now() WHERE id = ${deleted}`.execute(ctx.db);
}

test("the next free slot of each resource is the first that a customer could hold", async () => {
  const [one, other, none] = [await makeResource(), await makeResource(), await makeResource()];
  await makeUnavailable(one, 1);
  await slotAt(one, -2);
  const first = await slotAt(one, 30, { capacity: 3 });
  await slotAt(one, 31);
  await place(ctx, [first, 1]);
  const only = await slotAt(other, 2);
  await makeUnavailable(none, 1);
  const found = await nextFreeSlots(ctx, { resourceIds: [one, other, none, UNKNOWN_ID, one] });
  expect([...found.keys()].toSorted()).toEqual([one, other].toSorted());
  expect(found.get(one)).toMatchObject({ id: first, resourceId: one, available: 2 });
  expect(found.get(other)).toMatchObject({ id: only, available: 1 });
});

test("an expired hold's places are free in all three reads, and nothing that has ended is, even where all may do all", async () => {
  const resourceId = await makeResource();
  await slotAt(resourceId, -3);
  const slotId = await slotAt(resourceId, 48, { capacity: 2 });
  const lost = await slotAt(resourceId, 50);
  await place(ctx, [slotId, 2], [lost]);
  const open = { ...ctx, isOpenToAll: true };
  const read = async () => [
    (await nextFreeSlots(open, { resourceIds: [resourceId] })).get(resourceId)?.available,
    (await nearestFreeSlots(open, { slotId: lost, quantity: 1, count: 3 })).map(({ id }) => id),
    (await freeDays(open, { resourceId, timeZone: "UTC", ...daysAround(2) })).days.reduce(
      (sum, { places }) => sum + places,
      0,
    ),
  ];
  expect(await read()).toEqual([undefined, [], 0]);
  await passTime(ctx.db, HOLD_SECONDS + 1);
  expect(await read()).toEqual([2, [slotId], 3]);
});

/** The days from the day before yesterday to so many days after today, and two more. */
function daysAround(days: number): Pick<FreeDaysInput, "from" | "to"> {
  const day = (offset: number) =>
    new Date(Date.now() + offset * 24 * HOUR_MILLISECONDS).toISOString().slice(0, 10);
  return { from: day(-2), to: day(days + 2) };
}

test("the nearest free slots come from before and after, have room for the quantity, and leave the lost one out", async () => {
  const resourceId = await makeResource();
  const lost = await slotAt(resourceId, 100, { capacity: 2 });
  const [after, before, far, single] = [
    await slotAt(resourceId, 103, { capacity: 2 }),
    await slotAt(resourceId, 96, { capacity: 2 }),
    await slotAt(resourceId, 200, { capacity: 2 }),
    await slotAt(resourceId, 101),
  ];
  await slotAt(resourceId, -1, { capacity: 2 });
  await slotAt(await makeResource(), 100, { capacity: 2 });
  const nearest = async (quantity: number, count: number) =>
    (await nearestFreeSlots(ctx, { slotId: lost, quantity, count })).map(({ id }) => id);
  expect(await nearest(2, 3)).toEqual([after, before, far]);
  expect(await nearest(2, 1)).toEqual([after]);
  expect(await nearest(1, 2)).toEqual([single, after]);
  expect(await nearest(3, 3)).toEqual([]);
  expect(await nearestFreeSlots(ctx, { slotId: UNKNOWN_ID, quantity: 1, count: 3 })).toEqual([]);
});

test("days have their free slots and places, and the next free time comes where there is none", async () => {
  const resourceId = await makeResource();
  const input = { resourceId, timeZone: "Europe/Berlin", from: "2031-12-24", to: "2031-12-27" };
  await slotAt(resourceId, "2031-12-24T22:59:00Z", { capacity: 3 });
  await slotAt(resourceId, "2031-12-24T23:00:00Z", { capacity: 5 });
  await slotAt(resourceId, "2031-12-25T10:00:00Z");
  const next = await slotAt(resourceId, "2031-12-26T23:00:00Z", { capacity: 2 });
  expect(await freeDays(ctx, input)).toEqual({
    days: [
      { day: "2031-12-24", slots: 1, places: 3 },
      { day: "2031-12-25", slots: 2, places: 6 },
      { day: "2031-12-26", slots: 0, places: 0 },
    ],
    next: null,
  });
  const empty = await freeDays(ctx, { ...input, from: "2031-12-26" });
  expect(empty).toMatchObject({ days: [{ slots: 0 }], next: { id: next, available: 2 } });
  const after = await freeDays(ctx, { ...input, from: "2031-12-28", to: "2031-12-29" });
  expect(after).toEqual({ days: [{ day: "2031-12-28", slots: 0, places: 0 }], next: null });
  const past = await freeDays(ctx, { ...input, from: "2020-01-01", to: "2020-01-02" });
  expect(past.next?.startsAt).toBe("2031-12-24T22:59:00.000Z");
});

test.each([
  // The clocks go forward at 2, and back at 3.
  ["Europe/Berlin", "2032-03-28", "2032-03-27T23:00:00Z", "2032-03-28T21:59:00Z"],
  ["Europe/Berlin", "2032-10-31", "2032-10-30T22:00:00Z", "2032-10-31T22:59:00Z"],
  // The clocks go back at 1, so that the first hour comes twice; and forward at 0, so that it does not come.
  ["America/Havana", "2031-11-02", "2031-11-02T04:00:00Z", "2031-11-03T04:59:00Z"],
  ["Africa/Cairo", "2031-04-25", "2031-04-24T22:00:00Z", "2031-04-25T20:59:00Z"],
])("in %s, %s has its first and its last minute", async (timeZone, day, first, last) => {
  const resourceId = await makeResource();
  const minute = (time: string, offset: number) => new Date(Date.parse(time) + offset * 60_000).toISOString();
  for (const start of [minute(first, -1), first, last, minute(last, 1)]) await slotAt(resourceId, start);
  const next = Temporal.PlainDate.from(day).add({ days: 1 });
  const { days } = await freeDays(ctx, { resourceId, timeZone, from: day, to: next.toString() });
  expect(days).toEqual([{ day, slots: 2, places: 2 }]);
});

test("a range has at most as many days as are counted, and days that there are", async () => {
  const read = (from: string, to: string, timeZone = "UTC") =>
    freeDays(ctx, { resourceId: UNKNOWN_ID, timeZone, from, to });
  const most = await read("2031-01-01", "2031-03-04");
  expect(most.days).toHaveLength(DAYS_MAX);
  for (const [from, to, zone] of [
    ["2031-01-01", "2031-03-05"],
    ["2031-01-01", "2031-01-01"],
    ["2031-02-30", "2031-03-01"],
    ["2031-01-01", "2031-01-02", "Mars/Olympus"],
  ] as const) {
    await expect(read(from, to, zone)).rejects.toThrow(RangeError);
  }
});

test("equal reads that meet have one answer", async () => {
  const resourceId = await makeResource();
  await slotAt(resourceId, 5);
  const input = { resourceId, timeZone: "UTC", from: "2031-01-01", to: "2031-01-03" };
  const [one, other] = await Promise.all([freeDays(ctx, input), freeDays(ctx, { ...input })]);
  expect(one).toBe(other);
});

/** Inserts 100 resources with 1,000 slots each, and returns their ids. */
async function insertSlots(trx: Trx): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    INSERT INTO resources (id, kind, name)
    SELECT uuidv7(), 'doctor', 'Dr. ' || n FROM generate_series(1, 100) AS n RETURNING id`.execute(trx);
  const ids = rows.map(({ id }) => id);
  // Without triggers and foreign keys, which take most of the time.
  await sql`SET LOCAL session_replication_role = replica`.execute(trx);
  for (let step = 0; step < 10; step += 1) {
    await sql`
      INSERT INTO slots (id, resource_id, starts_at, ends_at, capacity)
      SELECT uuidv7(), id, at, at + interval '30 min', 1 FROM unnest(${ids}::uuid[]) AS made (id),
        LATERAL (SELECT date_trunc('day', now()) + n * interval '1 hour' AS at
          FROM generate_series(${step * 100 - 500}::integer, ${step * 100 - 401}::integer) AS n) AS times`.execute(
      trx,
    );
  }
  return ids;
}

test("with 100,000 slots, the reads go through an index to the few that they need", async () => {
  const trx = await ctx.db.startTransaction().execute();
  try {
    const resourceIds = await insertSlots(trx);
    await sql`ANALYZE slots, resources`.execute(trx);
    const [resourceId = ""] = resourceIds;
    const { items } = await listSlots(
      { db: trx },
      { resourceId, from: new Date(Date.now() + 100 * HOUR_MILLISECONDS), availableOnly: true, limit: 1 },
    );
    const reads: [read: () => Promise<unknown>, rows: number][] = [
      [() => nextFreeSlots({ db: trx }, { resourceIds }), 150],
      [() => freeDays({ db: trx }, { resourceId, timeZone: "Europe/Berlin", ...daysAround(2) }), 150],
      [() => nearestFreeSlots({ db: trx }, { slotId: items[0]?.id ?? "", quantity: 1, count: 3 }), 20],
    ];
    for (const [read, most] of reads) {
      const before = await readsOf(trx, "slots");
      await read();
      const after = await readsOf(trx, "slots");
      expect(after.rowsInTurn - before.rowsInTurn).toBe(0);
      expect(after.rowsByIndex - before.rowsByIndex).toBeLessThan(most);
    }
  } finally {
    await trx.rollback().execute();
  }
});
