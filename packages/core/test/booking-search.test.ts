import { bookingReference, type ListBookingsInput, listBookingsInput } from "@holdfast/contract";
import { sql } from "kysely";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { searchBookings } from "../src/bookings/search.ts";
import {
  confirmBooking,
  createBooking,
  createSlot,
  listBookings,
  SEARCHED_MAX_BOOKINGS,
} from "../src/index.ts";
import { createTestContext, makeSlot, type TestContext } from "./harness.ts";

/* Staff look for bookings by a part of a name, the begin of a contact, or a reference. */

let ctx: TestContext;
let slotId: string;
let resourceId: string;

beforeAll(async () => {
  ctx = await createTestContext();
});

beforeEach(async () => {
  await sql`TRUNCATE bookings CASCADE`.execute(ctx.db);
  ({ id: slotId, resourceId } = await makeSlot(ctx, 1_000));
});

afterAll(() => ctx.close());

const book = async (name: string, contact?: string, slot = slotId) =>
  (await createBooking(ctx, { slotId: slot, quantity: 1, customer: { name, contact } })).id;

const parse = (input: object): ListBookingsInput => listBookingsInput.parse(input);
const search = async (q: string, more: object = {}) =>
  (await listBookings({ ...ctx, actor: "system" }, parse({ q, ...more }))).items;
const namesOf = async (q: string, more: object = {}) =>
  (await search(q, more)).map(({ customerName }) => customerName);

describe("a name", () => {
  test.each([
    ["Ann Müller-Lüdenscheidt", "müller", "LÜDEN", "nn m", "-l"],
    ["Ümit ŞAHİN", "üMIT", "şah"],
    ["Weiß", "WEIß", "eiß", "we"],
    ["WEISS", "weiß", "iß"],
    ["Αλέξανδρος", "ΑΛΈΞ", "αλέξ"],
    ["O'Neil (VIP) [a-z]*.+?^$|\\d", "o'neil", "(vip)", "[a-z]", "*.+?^$|\\d", "\\d"],
    ["100 % Jazz_Trio", "0 %", "z_t"],
    ["山田太郎", "山田", "太郎"],
  ])("%s is found by its parts", async (name, ...parts) => {
    await book(name);
    await book("Somebody else");
    for (const part of parts) expect(await namesOf(part), part).toEqual([name]);
  });

  test.each(["xx", "a.n", "^Ann", "%", "_n", "A|B", "n  n"])("is not found by %j", async (q) => {
    await book("Ann");
    await book("Bob");
    expect(await namesOf(q.padEnd(2, "%"))).toEqual([]);
  });
});

test("a contact is found by its begin, in capitals or not, and by no other part", async () => {
  await book("A", "Ann@Example.org");
  await book("B", "ann.b@example.org");
  await book("C", "+49 170 1234567");
  await book("D", "müller@beispiel.de");
  expect(await namesOf("ANN")).toEqual(["B", "A"]);
  expect(await namesOf("ann@")).toEqual(["A"]);
  expect(await namesOf("+49 170")).toEqual(["C"]);
  expect(await namesOf("MÜLLER@")).toEqual(["D"]);
  expect(await namesOf("example")).toEqual([]);
  expect(await namesOf("1234567")).toEqual([]);
});

test("a reference finds its booking, whatever its status", async () => {
  const [held, confirmed] = [await book("A"), await book("B")];
  await confirmBooking(ctx, { id: confirmed, reacquire: false });
  for (const id of [held, confirmed]) {
    expect((await search(bookingReference(id))).map((booking) => booking.id)).toEqual([id]);
    expect(
      await search(bookingReference(id).toLowerCase().replace("-", " "), { status: "CANCELLED" }),
    ).toEqual([]);
  }
});

test("the other filters count as well, and pages follow each other", async () => {
  const next = await createSlot(ctx, {
    resourceId,
    startsAt: new Date("2031-12-26T10:00:00Z"),
    endsAt: new Date("2031-12-26T11:00:00Z"),
    capacity: 10,
  });
  for (const name of ["Ann 1", "Bob", "Ann 2"]) await book(name, `${name.replace(" ", "")}@example.org`);
  await confirmBooking(ctx, { id: await book("Ann 3", undefined, next.id), reacquire: false });
  expect(await namesOf("ann", { slotId })).toEqual(["Ann 2", "Ann 1"]);
  expect(await namesOf("ann", { slotId, status: "CONFIRMED" })).toEqual([]);
  expect(await namesOf("ann", { status: "CONFIRMED" })).toEqual(["Ann 3"]);
  expect(await namesOf("ann", { from: "2031-12-26T00:00:00Z" })).toEqual(["Ann 3"]);
  expect(await namesOf("ann", { resourceId, to: "2031-12-26T00:00:00Z" })).toEqual(["Ann 2", "Ann 1"]);
  expect(await namesOf("ann", { contact: "ann1@example.org" })).toEqual(["Ann 1"]);
  const read: string[] = [];
  let cursor: string | undefined;
  do {
    const page = await listBookings({ ...ctx, actor: "system" }, parse({ q: "ann", limit: 2, cursor }));
    read.push(...page.items.map(({ customerName }) => customerName));
    cursor = page.nextCursor ?? undefined;
  } while (cursor);
  expect(read).toEqual(["Ann 3", "Ann 2", "Ann 1"]);
});

describe("among more bookings than are looked through", () => {
  const OLD = "0190c5e2-7a10-7c31-9f42-0a1b2c3d4e5f";

  beforeEach(async () => {
    await sql`
      INSERT INTO bookings (id, slot_id, customer_name, customer_contact, quantity, status, expires_at)
      SELECT * FROM (
        SELECT ${OLD}::uuid, ${slotId}::uuid, 'Old Smith', 'old@example.org', 1, 'CANCELLED', clock_timestamp()
        UNION ALL
        SELECT ('0198c5e2-' || lpad(to_hex(n % 65536), 4, '0') || '-7' || lpad(to_hex(n / 65536), 3, '0') || '-9f42-'
            || lpad(to_hex(n), 12, '0'))::uuid,
          ${slotId}::uuid, 'Customer ' || n, 'customer' || n || '@example.org', 1, 'CANCELLED', clock_timestamp()
        FROM generate_series(1, ${SEARCHED_MAX_BOOKINGS}) AS n
      ) AS bookings`.execute(ctx.db);
    await sql`ANALYZE bookings`.execute(ctx.db);
    await book("New Smith");
  });

  test("a name is found among the latest, a contact and a reference in all, and so is a name by a filter", async () => {
    expect(await namesOf("smith")).toEqual(["New Smith"]);
    expect(await namesOf("OLD@")).toEqual(["Old Smith"]);
    expect(await namesOf(bookingReference(OLD))).toEqual(["Old Smith"]);
    expect(await namesOf("smith", { contact: "old@example.org" })).toEqual(["Old Smith"]);
    expect(await namesOf("customer 1000")).toHaveLength(1 + 10 + 1);
  });

  test("no plan reads more than that", async () => {
    const { sql: text, parameters } = searchBookings(ctx.db, "old@", parse({})).compile();
    const { rows } = await ctx.db.executeQuery<Record<"QUERY PLAN", string>>({
      ...sql`EXPLAIN (ANALYZE, COSTS OFF, TIMING OFF, SUMMARY OFF) ${sql.raw("")}`.compile(ctx.db),
      sql: `EXPLAIN (ANALYZE, COSTS OFF, TIMING OFF, SUMMARY OFF) ${text}`,
      parameters,
    });
    const plan = rows.map((row) => row["QUERY PLAN"]).join("\n");
    expect(plan).toContain("bookings_by_contact");
    expect(plan).not.toContain("Seq Scan");
    const read = [...plan.matchAll(/rows=([\d.]+)/g)].map(([, count]) => Number(count));
    expect(Math.max(...read)).toBeLessThanOrEqual(SEARCHED_MAX_BOOKINGS + 1);
  });
});

test.each([["a"], [" a "], [""], ["  "], ["x".repeat(101)], ["a\0b"]])("%j is refused", (q) => {
  expect(() => parse({ q })).toThrow('"q"');
});
