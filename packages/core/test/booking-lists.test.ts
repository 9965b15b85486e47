import type { ListBookingsInput } from "@holdfast/contract";
import { sql } from "kysely";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { bookingsBySlots } from "../src/bookings/export.ts";
import { newestAmongLatest, newestBookings } from "../src/bookings/list.ts";
import {
  cancelBooking,
  confirmBooking,
  createBooking,
  createResource,
  createSlot,
  expireHolds,
  exportBookings,
  listBookings,
} from "../src/index.ts";
import { createTestContext, HOLD_SECONDS, makeSlot, passTime, UNKNOWN_ID } from "./harness.ts";

type Filters = Omit<ListBookingsInput, "limit" | "cursor">;
let ctx: Awaited<ReturnType<typeof createTestContext>>;

beforeAll(async () => {
  ctx = await createTestContext();
});

afterAll(() => ctx.close());

const book = (slotId: string, contact?: string) =>
  createBooking(ctx, { slotId, quantity: 1, customer: { name: "Ann", contact } });

/** The ids of all pages of a list. */
async function walk(filters: Filters, limit = 2): Promise<string[]> {
  const ids: string[] = [];
  let cursor: string | undefined;
  do {
    const page = await listBookings(ctx, { ...filters, limit, cursor });
    ids.push(...page.items.map(({ id }) => id));
    cursor = page.nextCursor ?? undefined;
  } while (cursor);
  return ids;
}

async function collect(filters: Filters) {
  const pages = [];
  for await (const page of exportBookings(ctx, filters)) pages.push(page);
  return pages;
}

const newestFirst = (bookings: { id: string }[]) =>
  bookings
    .map(({ id }) => id)
    .toSorted()
    .toReversed();

test("lists bookings newest first, and filters by their current status", async () => {
  const slot = await makeSlot(ctx, 10);
  const holds = [];
  for (let index = 0; index < 5; index += 1) holds.push(await book(slot.id));
  const first = await listBookings(ctx, { slotId: slot.id, limit: 3 });
  const second = await listBookings(ctx, { slotId: slot.id, limit: 3, cursor: first.nextCursor ?? "" });
  expect([...first.items, ...second.items].map(({ id }) => id)).toEqual(newestFirst(holds));
  expect(second.nextCursor).toBeNull();
  await passTime(ctx.db, HOLD_SECONDS);
  expect((await listBookings(ctx, { slotId: slot.id, status: "FAILED", limit: 50 })).items).toHaveLength(5);
  expect((await listBookings(ctx, { slotId: slot.id, status: "PENDING", limit: 50 })).items).toEqual([]);
});

test("every filter, alone and combined, selects from the same list", async () => {
  const { id: resourceId } = await createResource(ctx, { kind: "show", name: "Hamlet" });
  const slotOn = (day: number) =>
    createSlot(ctx, {
      resourceId,
      startsAt: new Date(Date.UTC(2042, 0, day)),
      endsAt: new Date(Date.UTC(2042, 0, day, 2)),
      capacity: 20,
    });
  const slots = [await slotOn(1), await slotOn(2), await slotOn(3)];
  const contacts = ["Ann@Example.org", "bob@example.org", undefined];
  const bookAll = async (state: "failed" | "expired" | "pending" | "confirmed" | "cancelled") => {
    for (const slot of slots) {
      for (const contact of contacts) {
        const hold = await book(slot.id, contact);
        if (state === "confirmed") await confirmBooking(ctx, hold);
        if (state === "cancelled") await cancelBooking(ctx, hold);
      }
    }
    if (state === "failed" || state === "expired") await passTime(ctx.db, HOLD_SECONDS);
    if (state === "failed") await expireHolds(ctx);
  };
  for (const state of ["failed", "expired", "confirmed", "pending", "cancelled"] as const)
    await bookAll(state);
  await sql`
    UPDATE bookings SET metadata = '{"day": "two", "other": "x"}', external_id = bookings.id::text FROM slots
    WHERE slots.id = slot_id AND slots.resource_id = ${resourceId}
      AND slots.starts_at = ${new Date(Date.UTC(2042, 0, 2))}`.execute(ctx.db);
  const all = (await listBookings(ctx, { resourceId, limit: 500 })).items;
  expect(all).toHaveLength(45);
  const middle = all.map(({ updatedAt }) => updatedAt).toSorted()[30] ?? "";

  const choices = {
    slotId: [undefined, slots[1]?.id],
    resourceId: [undefined, resourceId],
    status: [undefined, "PENDING", "CONFIRMED", "FAILED", "CANCELLED"],
    from: [undefined, new Date(Date.UTC(2042, 0, 2))],
    to: [undefined, new Date(Date.UTC(2042, 0, 3))],
    contact: [undefined, "ann@example.ORG"],
    noted: [
      {},
      { metadata: { key: "day", value: "two" } },
      { updatedSince: new Date(middle) },
      { metadata: { key: "day", value: "two" }, updatedSince: new Date(middle) },
    ],
  } as const;
  const startOf = new Map(slots.map(({ id, startsAt }) => [id, Date.parse(startsAt)]));
  for (const slotId of choices.slotId)
    for (const resource of choices.resourceId)
      for (const status of choices.status)
        for (const from of choices.from)
          for (const to of choices.to)
            for (const contact of choices.contact)
              for (const noted of choices.noted) {
                const filters: Filters = {
                  slotId,
                  resourceId: resource,
                  status,
                  from,
                  to,
                  contact,
                  ...noted,
                };
                const expected = all.filter((booking) => {
                  const start = startOf.get(booking.slotId) ?? 0;
                  return (
                    (!slotId || booking.slotId === slotId) &&
                    (!status || booking.status === status) &&
                    (!from || start >= from.getTime()) &&
                    (!to || start < to.getTime()) &&
                    (!contact || booking.customerContact === "Ann@Example.org") &&
                    (!filters.metadata || booking.metadata["day"] === "two") &&
                    (!filters.updatedSince || booking.updatedAt >= middle)
                  );
                });
                const mine = new Set(all.map(({ id }) => id));
                const walked = (await walk(filters, 7)).filter((id) => mine.has(id));
                expect(walked, JSON.stringify(filters)).toEqual(newestFirst(expected));
                if (slotId || !resource || contact) continue; // the other order of exports has its own query
                const exported = (await collect(filters)).flat();
                expect(newestFirst(exported), JSON.stringify(filters)).toEqual(newestFirst(expected));
              }
  for (const one of all) {
    const ids = await walk({ externalId: one.id, resourceId });
    expect(ids).toEqual(one.externalId === null ? [] : [one.id]);
  }
});

test("an unknown value gives an empty list, and a cursor of another list is INVALID_INPUT", async () => {
  expect(await walk({ slotId: UNKNOWN_ID })).toEqual([]);
  expect(await walk({ resourceId: UNKNOWN_ID })).toEqual([]);
  expect(await walk({ contact: "nobody@example.org" })).toEqual([]);
  expect(await walk({ contact: "%" })).toEqual([]);
  for (const cursor of ["zzz", Buffer.from('["1"]').toString("base64url")]) {
    for (const filters of [{}, { resourceId: UNKNOWN_ID }, { contact: "ann@example.org" }]) {
      await expect(listBookings(ctx, { ...filters, limit: 1, cursor })).rejects.toMatchObject({
        code: "INVALID_INPUT",
        issues: [{ path: "cursor" }],
      });
    }
  }
});

describe("with many bookings", () => {
  const BOOKINGS = 20_000;
  let resourceId: string;
  let slotId: string;

  beforeAll(async () => {
    ({ id: resourceId } = await createResource(ctx, { kind: "show", name: "Macbeth" }));
    await sql`
      INSERT INTO slots (id, resource_id, starts_at, ends_at, capacity)
      SELECT uuidv7(), ${resourceId}, timestamptz '2050-01-01' + n * interval '1 day',
        timestamptz '2050-01-01' + n * interval '1 day' + interval '1 hour', 1000
      FROM generate_series(0, 199) AS n`.execute(ctx.db);
    await sql`
      INSERT INTO slots (id, resource_id, starts_at, ends_at, capacity)
      SELECT uuidv7(), resources.id, timestamptz '2060-01-01', timestamptz '2060-01-02', 1000
      FROM resources, generate_series(1, 1000) WHERE resources.id <> ${resourceId}`.execute(ctx.db);
    await sql`
      INSERT INTO bookings
        (id, slot_id, metadata, external_id, customer_name, customer_contact, quantity, status, failure_reason, expires_at)
      SELECT uuidv7(), slot.id, CASE WHEN n % 40 = 0 THEN jsonb_build_object('order', n::text) ELSE '{}' END,
        CASE WHEN n % 40 = 0 THEN 'order-' || n END, 'Ann', 'customer' || n % 5000 || '@example.org', 1,
        CASE n % 100 WHEN 0 THEN 'PENDING' WHEN 1 THEN 'CANCELLED' WHEN 2 THEN 'FAILED' ELSE 'CONFIRMED' END,
        CASE n % 100 WHEN 2 THEN 'HOLD_EXPIRED' END,
        CASE n % 200 WHEN 0 THEN now() + interval '1 hour' ELSE now() - interval '1 hour' END
      FROM (SELECT id, row_number() OVER (ORDER BY id) AS m FROM slots WHERE resource_id = ${resourceId}) AS slot
        JOIN generate_series(1, ${BOOKINGS}::int) AS n ON n % 200 + 1 = slot.m`.execute(ctx.db);
    await sql`VACUUM ANALYZE bookings, slots`.execute(ctx.db);
    slotId = (await ctx.db.selectFrom("bookings").select("slot_id").limit(1).executeTakeFirstOrThrow())
      .slot_id;
  });

  const from = new Date("2050-01-05T00:00:00Z");
  const to = new Date("2050-01-08T00:00:00Z");
  test.each<[string, () => Filters, string[]]>([
    ["nothing", () => ({}), ["bookings_pkey"]],
    ["slotId", () => ({ slotId }), ["bookings_by_slot"]],
    ["resourceId", () => ({ resourceId }), ["slots_by_resource", "bookings_by_slot"]],
    ["from, to", () => ({ from, to }), ["slots_by_start", "bookings_by_slot"]],
    ["resourceId, from", () => ({ resourceId, from, to }), ["slots_by_resource", "bookings_by_slot"]],
    ["PENDING", () => ({ status: "PENDING" }), ["holds_by_expiry"]],
    ["FAILED", () => ({ status: "FAILED" }), ["bookings_by_status", "holds_by_expiry"]],
    ["CANCELLED", () => ({ status: "CANCELLED" }), ["bookings_by_status"]],
    ["contact", () => ({ contact: "customer7@example.org" }), ["bookings_by_contact"]],
    ["external id", () => ({ externalId: "order-80" }), ["bookings_external_id"]],
    ["metadata", () => ({ metadata: { key: "order", value: "80" } }), ["bookings_by_metadata"]],
    ["the time of the last change", () => ({ updatedSince: to }), ["bookings_by_update"]],
    ["a contact that is not ASCII", () => ({ contact: "cüstomer7@example.org" }), ["bookings_by_contact"]],
  ])("the list by %s reads no table from end to end", async (_name, filters, indexes) => {
    const plan = await newestBookings(ctx.db, { ...filters(), limit: 50 }).explain();
    const text = textOf(plan);
    for (const index of indexes) expect(text).toContain(index);
    expect(text).not.toContain("Seq Scan");
  });

  test("a page by slots starts with the latest bookings and scans no table", async () => {
    for (const status of [undefined, "CONFIRMED", "CANCELLED", "FAILED", "PENDING"] as const) {
      const filters = { resourceId, ...(status && { status }) };
      const text = textOf((await newestAmongLatest(ctx.db, { ...filters, limit: 50 })?.explain()) ?? []);
      expect(text).toMatch(/bookings_(pkey|by_status)|holds_by_expiry/);
      expect(text).not.toContain("Seq Scan on bookings");
      const ids = async (input: { limit: number; cursor?: string }) =>
        (await newestBookings(ctx.db, { ...filters, ...input }).execute()).map(({ id }) => id);
      const listed: string[] = [];
      for (let cursor: string | null | undefined; cursor !== null && listed.length < 60; ) {
        const page = await listBookings(ctx, { ...filters, limit: 20, ...(cursor && { cursor }) });
        listed.push(...page.items.map(({ id }) => id));
        cursor = page.nextCursor;
      }
      expect(listed).toEqual((await ids({ limit: listed.length })).slice(0, listed.length));
      expect(listed.length).toBe(60);
    }
  });

  test("an export by slots reads the slots in order, and continues within a slot", async () => {
    const after = { startsAt: from, slotId, id: UNKNOWN_ID };
    const text = textOf(await bookingsBySlots(ctx.db, { resourceId }, after).explain());
    expect(text).toContain("Incremental Sort");
    expect(text).toMatch(/using slots_by_(resource|start) on slots.*\n.*ROW\(starts_at, id\) >=/);
    expect(text).toMatch(/bookings_by_slot.*\n.*id > CASE/);
    expect(text).not.toContain("Seq Scan");
  });

  test.each<[string, () => Filters]>([
    ["resource", () => ({ resourceId })],
    ["time", () => ({ from: new Date("2049-01-01T00:00:00Z"), to: new Date("2070-01-01T00:00:00Z") })],
  ])("an export by %s goes through all of them in bounded pages, slot by slot", async (_name, filters) => {
    const pages = await collect(filters());
    expect(pages.every((page) => page.length <= 500)).toBe(true);
    const bookings = pages.flat();
    expect(new Set(bookings.map(({ id }) => id)).size).toBe(BOOKINGS);
    expect(bookings).toHaveLength(BOOKINGS);
    const order = bookings.map((booking) => [booking.startsAt, booking.slotId, booking.id].join());
    expect(order).toEqual(order.toSorted());
    expect(bookings[0]).toMatchObject({ resourceName: "Macbeth", startsAt: "2050-01-01T00:00:00.000Z" });
  });

  test("any other export is newest first", async () => {
    const pages = await collect({ status: "FAILED" });
    const bookings = pages.flat();
    expect(bookings.length).toBeGreaterThan(300);
    expect(bookings.map(({ id }) => id)).toEqual(newestFirst(bookings));
    expect(await collect({ slotId: UNKNOWN_ID })).toEqual([[]]);
    expect((await collect({ contact: "customer7@example.org", resourceId })).flat()).toHaveLength(4);
    expect((await collect({ status: "FAILED", resourceId })).flat().every(isFailed)).toBe(true);
  });

  test("an export ends when its reader stops", async () => {
    const pages = exportBookings(ctx, { resourceId });
    expect((await pages.next()).done).toBe(false);
    await pages.return();
    expect(await pages.next()).toEqual({ value: undefined, done: true });
  });
});

const isFailed = ({ status }: { status: string }) => status === "FAILED";

/** PostgreSQL's plan as it prints it. */
const textOf = (plan: object[]) => plan.map((row) => Object.values(row)[0]).join("\n");
