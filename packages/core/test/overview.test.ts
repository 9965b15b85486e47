import { overviewInput } from "@holdfast/contract";
import { sql } from "kysely";
import { afterAll, beforeAll, expect, test } from "vitest";
import {
  cancelBooking,
  confirmBooking,
  createBooking,
  createResource,
  createSlot,
  createWebhook,
  expireHolds,
  getOverview,
  pingWebhook,
  updateSlot,
} from "../src/index.ts";
import { codeOf, createTestContext, passTime, type TestContext } from "./harness.ts";

/* Counts of a time, the fullness of days, and what is queued. */

let ctx: TestContext;
let resourceId: string;
const DAY = "2031-03-30";

beforeAll(async () => {
  ctx = await createTestContext();
  resourceId = (await createResource(ctx, { kind: "show", name: "Hamlet" })).id;
});

afterAll(() => ctx.close());

const newSlot = (startsAt: string, capacity = 10) => {
  const start = new Date(startsAt);
  return createSlot(ctx, {
    resourceId,
    startsAt: start,
    endsAt: new Date(start.getTime() + 3_600_000),
    capacity,
  });
};

const book = async (slotId: string, quantity = 1) =>
  (await createBooking(ctx, { slotId, quantity, customer: { name: "Ann" } })).id;

const parse = (input: object) => overviewInput.parse(input);
const ofDays = (from: string, to: string, more: object = {}) =>
  getOverview(ctx, parse({ from, to, timeZone: "Europe/Berlin", ...more }));

/** Moves the audit of the bookings of a slot to a time, past the trigger that keeps it as it is. */
async function moveAudit(slotId: string, at: string) {
  await ctx.db.transaction().execute(async (trx) => {
    await sql`SET LOCAL session_replication_role = replica`.execute(trx);
    await sql`UPDATE audit SET at = ${at} WHERE slot_id = ${slotId}`.execute(trx);
  });
}

test("changes are counted by hours and days of the zone, those that share an entry each", async () => {
  const before = await newSlot(`${DAY}T10:00:00Z`);
  const [confirmed, cancelled] = [await book(before.id, 2), await book(before.id)];
  await book(before.id);
  await confirmBooking(ctx, { id: confirmed, reacquire: false });
  await cancelBooking(ctx, { id: cancelled });
  await passTime(ctx.db, 1_000);
  await expireHolds(ctx);
  // The clocks of Berlin skip the hour from 01:00Z: 22:30Z is half an hour before that day.
  await moveAudit(before.id, "2020-03-28T22:30:00Z");
  const later = await newSlot(`${DAY}T12:00:00Z`);
  await Promise.all([book(later.id), book(later.id), book(later.id)]);
  await moveAudit(later.id, "2020-03-29T01:30:00Z");

  const days = await ofDays("2020-03-27T23:00:00Z", "2020-03-29T22:00:00Z");
  expect(days.changes).toEqual([
    { from: "2020-03-27T23:00:00.000Z", placed: 3, confirmed: 1, expired: 1, cancelled: 1 },
    { from: "2020-03-28T23:00:00.000Z", placed: 3, confirmed: 0, expired: 0, cancelled: 0 },
  ]);
  const { changes: hours } = await ofDays("2020-03-28T22:00:00Z", "2020-03-29T03:00:00Z", { by: "hour" });
  expect(hours.map(({ from, placed }) => [from.slice(11, 16), placed])).toEqual([
    ["22:00", 3],
    ["23:00", 0],
    ["00:00", 0],
    ["01:00", 3],
    ["02:00", 0],
  ]);
  const part = await ofDays("2020-03-28T22:45:00Z", "2020-03-29T01:30:00Z", { by: "hour" });
  expect(part.changes.every(({ placed }) => placed === 0)).toBe(true);
});

test("a time is found among entries, wherever it lies", async () => {
  const first = await ctx.db.selectFrom("audit").select(["id", "at"]).orderBy("id").execute();
  const times = first.map(({ at }) => at.getTime()).toSorted((one, other) => one - other);
  const from = new Date((times[0] ?? 0) - 1);
  const all = await ctx.db
    .selectFrom("audit")
    .select(sql<number>`sum(coalesce(cardinality(booking_ids), 1))::integer`.as("placed"))
    .where("action", "=", "booking.placed")
    .executeTakeFirstOrThrow();
  const sumBetween = async (one: Date, other: Date) => {
    const { changes } = await ofDays(one.toISOString(), other.toISOString());
    return changes.reduce((sum, { placed }) => sum + placed, 0);
  };
  expect(await sumBetween(from, new Date(from.getTime() + 366 * 86_400_000))).toBe(all.placed);
  expect(await sumBetween(new Date("1990-01-01"), new Date("1990-06-01"))).toBe(0);
  expect(await sumBetween(new Date("2990-01-01"), new Date("2990-06-01"))).toBe(0);
});

test("a day is as full as its slots; a closed one has no free places, a deleted one does not count", async () => {
  const [open, closed] = [await newSlot("2032-05-01T21:30:00Z"), await newSlot("2032-05-01T08:00:00Z", 4)];
  await newSlot("2032-05-01T22:30:00Z", 7); // the next day in Berlin
  await book(open.id, 3);
  await book(closed.id, 1);
  await updateSlot(ctx, { id: closed.id, closed: true });
  const { days } = await ofDays("2032-05-01T00:00:00Z", "2032-05-04T00:00:00Z");
  expect(days).toEqual([
    { day: "2032-05-01", slots: 2, capacity: 11, booked: 4 },
    { day: "2032-05-02", slots: 1, capacity: 7, booked: 0 },
  ]);
});

test("what is queued is counted: jobs that are due, deliveries and mails", async () => {
  const webhook = await createWebhook(ctx, { url: "https://example.org/hook", topics: ["booking.*"] });
  const { id: delivery } = await pingWebhook(ctx, { id: webhook.id });
  await sql`UPDATE webhook_deliveries SET status = 'FAILED' WHERE id = ${delivery}`.execute(ctx.db);
  await pingWebhook(ctx, { id: webhook.id });
  const slot = await newSlot("2032-06-01T08:00:00Z");
  const booking = await book(slot.id);
  await sql`
    INSERT INTO mails (id, booking_id, slot_id, event_id, entry, kind, state, created_at)
    SELECT gen_random_uuid(), ${booking}, ${slot.id}, state || age, 1, 'confirmed', state, clock_timestamp() - age * interval '1 hour'
    FROM unnest(ARRAY['QUEUED', 'SENDING', 'SENT', 'BOUNCED', 'UNKNOWN', 'SKIPPED']) AS state,
      unnest(ARRAY[1, 25]) AS age`.execute(ctx.db);
  const { jobs, webhooks, mails } = await ofDays("2032-06-01T00:00:00Z", "2032-06-02T00:00:00Z");
  expect(webhooks).toEqual([{ id: webhook.id, active: true, queued: 1, failed: 1 }]);
  expect(mails).toEqual({ queued: 4, oldest: expect.any(String), troubled: 2 });
  expect(jobs.queued).toBeGreaterThanOrEqual(2);
  const due = await sql<{ oldest: Date }>`
    SELECT min(start_after) AS oldest FROM pgboss.job WHERE state < 'active'`.execute(ctx.db);
  expect(jobs.oldest).toBe(due.rows[0]?.oldest.toISOString());
});

test("too many changes are refused, before they are read", async () => {
  await ctx.db.transaction().execute(async (trx) => {
    await sql`SET LOCAL session_replication_role = replica`.execute(trx);
    await sql`
      INSERT INTO audit (id, at, actor, action, subject_id) OVERRIDING SYSTEM VALUE
      VALUES (1000000000, clock_timestamp(), 'system', 'resource.updated', ${resourceId})`.execute(trx);
  });
  const now = Date.now();
  const [from, to] = [-180, 180].map((days) => new Date(now + days * 86_400_000).toISOString());
  expect(await codeOf(ofDays(from as string, to as string))).toBe("INVALID_INPUT");
});

test.each([
  ["to is not after from", "2031-01-01T00:00:00Z", "day"],
  ["it is longer than a year", "2032-01-03T00:00:00Z", "day"],
  ["it is longer than a month of hours", "2031-02-02T00:00:00Z", "hour"],
])("it is refused where %s", (_what, to, by) => {
  expect(() => parse({ from: "2031-01-01T00:00:00Z", to, by })).toThrow(`"to"`);
});
