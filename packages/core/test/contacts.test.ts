import type { Hold } from "@holdfast/contract";
import { sql } from "kysely";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import * as contactKeys from "../../db/src/migrations/0020-contact-keys.ts";
import {
  brokenInvariants,
  cancelBooking,
  createBooking,
  createBookings,
  createResource,
  eraseCustomer,
  getBooking,
  joinWaitlist,
  leaveWaitlist,
  listBookings,
  listWaitlist,
  updateResource,
} from "../src/index.ts";
import { createTestContext, makeSlot, type TestContext } from "./harness.ts";

/* Equal contacts are one contact: wherever they come from, and whoever looks for them. */

let ctx: TestContext;

beforeAll(async () => {
  ctx = await createTestContext();
});

afterAll(async () => {
  expect(await brokenInvariants(ctx)).toEqual([]);
  await ctx.close();
});

const page = { limit: 50 };
const FAMILY = "👨‍👩‍👧‍👦";

/** Spellings of the same contact, of its own for each number. */
const spellings = (number: number) => [
  `Jürgen.Weiß${number}@Example.org`,
  `JU\u0308RGEN.WEISS${number}@EXAMPLE.ORG`,
  `jürgen.weiẞ${number}@example.org`,
  `\u200bjürgen.\u00adweiss${number}@example.org\u00a0`,
];

const booked = async (contact: string) =>
  (await listBookings(ctx, { contact, ...page })).items.map(({ id }) => id).toSorted();
const entered = async (contact: string) =>
  (await listWaitlist(ctx, { contact, ...page })).items.map(({ id }) => id);

/** Books on the fast path, on the locked path, with a key, and by a promotion from the waitlist. */
async function bookEveryWay(contact: string): Promise<{ holds: Hold["id"][]; entryId: string }> {
  const { id: slotId } = await makeSlot(ctx, 4);
  const one = { slotId, quantity: 1, customer: { name: "Jürgen", contact } };
  const fast = await createBooking(ctx, one);
  const keyed = await createBooking(ctx, { ...one, idempotencyKey: `key-${slotId}` });
  const { items } = await createBookings(ctx, { lines: [{ slotId, quantity: 1 }], customer: one.customer });
  const other = await createBooking(ctx, { ...one, customer: { name: "Bob" } });
  const entry = await joinWaitlist(ctx, one);
  await cancelBooking(ctx, other);
  const { items: entries } = await listWaitlist(ctx, { contact, ...page });
  const promoted = entries.find(({ id }) => id === entry.id)?.bookingId ?? "";
  return { holds: [fast.id, keyed.id, items[0]?.id ?? "", promoted].toSorted(), entryId: entry.id };
}

test("a contact is found in every spelling, whichever way its bookings were made", async () => {
  for (const [number, contact] of spellings(0).entries()) {
    const own = spellings(number);
    const { holds, entryId } = await bookEveryWay(own[number] ?? contact);
    for (const sought of own) {
      expect(await booked(sought), sought).toEqual(holds);
      expect(await entered(sought), sought).toEqual([entryId]);
    }
  }
  expect(await booked("jurgen.weiss0@example.org")).toEqual([]);
});

test("an ASCII contact costs no key, any other has one; erasing takes it away", async () => {
  const { id: slotId } = await makeSlot(ctx, 2);
  const keyOf = async (contact: string) => {
    const { id } = await createBooking(ctx, { slotId, quantity: 1, customer: { name: "A", contact } });
    await cancelBooking(ctx, { id });
    const { id: entryId } = await joinWaitlistOf(contact);
    await leaveWaitlist(ctx, { id: entryId });
    const keys = () =>
      sql<{ key: string | null }>`
      SELECT contact_key AS key FROM bookings WHERE id = ${id}
      UNION ALL SELECT contact_key FROM waitlist_entries WHERE id = ${entryId}`.execute(ctx.db);
    const before = (await keys()).rows.map(({ key }) => key);
    await eraseCustomer(ctx, { contact });
    return { before, after: (await keys()).rows.map(({ key }) => key) };
  };
  expect(await keyOf("Bo@Example.org")).toEqual({ before: [null, null], after: [null, null] });
  const both = (key: unknown) => ({ before: [key, key], after: [null, null] });
  expect(await keyOf("Bø@Example.org")).toEqual(both("bø@example.org"));
  expect(await keyOf("ﬁnn@example.org")).toEqual(both("finn@example.org"));
  expect(await keyOf("Ø".repeat(320))).toEqual(both("ø".repeat(320)));
  expect(await keyOf(FAMILY.repeat(320))).toEqual(both(expect.stringMatching(/^[\w-]{43}$/)));
});

/** Joins the waitlist of a full slot. */
async function joinWaitlistOf(contact: string) {
  const { id: slotId } = await makeSlot(ctx, 1);
  await createBooking(ctx, { slotId, quantity: 1, customer: { name: "Bob" } });
  return joinWaitlist(ctx, { slotId, quantity: 1, customer: { name: "A", contact } });
}

test("names and contacts of as many characters as a person counts are stored, sought and erased", async () => {
  const contact = FAMILY.repeat(320);
  const name = FAMILY.repeat(200);
  const { id: slotId } = await makeSlot(ctx, 3);
  const customer = { name, contact };
  const fast = await createBooking(ctx, { slotId, quantity: 1, customer });
  await createBookings(ctx, { lines: [{ slotId, quantity: 2 }], customer });
  await joinWaitlist(ctx, { slotId, quantity: 1, customer });
  expect(await booked(contact)).toHaveLength(2);
  expect(await entered(contact)).toHaveLength(1);
  expect(await getBooking(ctx, fast)).toMatchObject({ customerName: name, customerContact: contact });
  const { id } = await createResource(ctx, { kind: "show", name, specialization: name });
  expect(await updateResource(ctx, { id, name: FAMILY, specialization: name })).toMatchObject({
    name: FAMILY,
  });
});

describe("the migration", () => {
  /** Bookings and entries as the release before has written them. */
  async function writeOldRows(contacts: readonly string[]): Promise<void> {
    const { id: slotId } = await makeSlot(ctx, 100);
    await sql`
      WITH row AS (SELECT contact FROM unnest(${contacts}::text[]) AS contact), booking AS (
        INSERT INTO bookings (id, slot_id, customer_name, customer_contact, quantity, status, expires_at)
        SELECT uuidv7(), ${slotId}, 'Old', contact, 1, 'CANCELLED', now() FROM row
      )
      INSERT INTO waitlist_entries (id, slot_id, customer_name, customer_contact, quantity, status)
      SELECT uuidv7(), ${slotId}, 'Old', contact, 1, 'LEFT' FROM row`.execute(ctx.db);
  }
  const migrate = (step: typeof contactKeys.up) =>
    ctx.db.transaction().execute((trx) => step(trx as unknown as Parameters<typeof step>[0]));

  test("finds old contacts in every spelling, and erases them", async () => {
    const old = spellings(70);
    await migrate(contactKeys.down);
    await writeOldRows([...old, "OLD@example.org", "a\tb@example.org"]);
    await writeOldRows(Array.from({ length: 1_100 }, (_, n) => `Öl${n}@example.org`));
    await migrate(contactKeys.up);
    for (const sought of old) {
      expect(await booked(sought)).toHaveLength(old.length);
      expect(await entered(sought)).toHaveLength(old.length);
    }
    expect(await booked("öl1099@EXAMPLE.org")).toHaveLength(1);
    expect(await booked("old@EXAMPLE.org")).toHaveLength(1);
    expect(await eraseCustomer(ctx, { contact: old[1] ?? "" })).toMatchObject({ erased: 4, kept: 0 });
    expect(await eraseCustomer(ctx, { contact: "A\tB@example.org" })).toMatchObject({ erased: 1, kept: 0 });
  });

  test("lets a process of the release before write: what it writes is found as it is spelled", async () => {
    await writeOldRows(["Beside@example.org", "bésidé@example.org"]);
    expect(await booked("beside@EXAMPLE.org")).toHaveLength(1);
    expect(await entered("beside@EXAMPLE.org")).toHaveLength(1);
    expect(await booked("BÉSIDÉ@example.org")).toHaveLength(1);
    expect(await entered("BÉSIDÉ@example.org")).toHaveLength(1);
  });
});

test("of equal contacts, a request that is repeated in another form of Unicode is the same", async () => {
  const { id: slotId } = await makeSlot(ctx, 2);
  const { createBookingInput } = await import("@holdfast/contract");
  const request = (name: string, contact: string) =>
    createBooking(
      ctx,
      createBookingInput.parse({ slotId, customer: { name, contact }, idempotencyKey: `form-${slotId}` }),
    );
  const first = await request("Jürgen", "jürgen@example.org");
  expect(await request("Ju\u0308rgen\u200b", "ju\u0308rgen@example.org\ufeff")).toEqual(first);
  await expect(request("Jurgen", "jürgen@example.org")).rejects.toMatchObject({
    code: "IDEMPOTENCY_MISMATCH",
  });
});
