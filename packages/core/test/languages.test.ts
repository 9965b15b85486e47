import { createBookingInput, createResourceInput, updateResourceInput } from "@holdfast/contract";
import { afterAll, beforeAll, expect, test } from "vitest";
import {
  brokenInvariants,
  cancelBooking,
  createBooking,
  createBookings,
  createResource,
  getBooking,
  getWaitlistEntry,
  joinWaitlist,
  listAudit,
  listEvents,
  updateBooking,
  updateResource,
} from "../src/index.ts";
import { codeOf, createTestContext, makeSlot, type TestContext, UNKNOWN_ID } from "./harness.ts";
import { settle } from "./history-harness.ts";

let ctx: TestContext;

beforeAll(async () => {
  ctx = await createTestContext();
});

afterAll(async () => {
  expect(await brokenInvariants(ctx)).toEqual([]);
  await ctx.close();
});

const customer = { name: "Ann" };
const languageOf = async (id: string) => (await getBooking(ctx, { id })).language;

test("a booking keeps its language, whichever way it is placed", async () => {
  const { id: slotId } = await makeSlot(ctx, 10);
  const staff = { ...ctx, actor: `key:${UNKNOWN_ID}` } as const;
  const plain = await createBooking(ctx, { slotId, quantity: 1, customer });
  expect([plain.language, await languageOf(plain.id)]).toEqual([null, null]);
  // Together, so that they share a statement.
  const together = await Promise.all(
    (["en", "de"] as const).map((language) =>
      createBooking(ctx, { slotId, quantity: 1, customer, language }),
    ),
  );
  expect(together.map(({ language }) => language)).toEqual(["en", "de"]);
  expect(await Promise.all(together.map(({ id }) => languageOf(id)))).toEqual(["en", "de"]);
  const noted = await createBooking(staff, {
    slotId,
    quantity: 1,
    customer,
    language: "de",
    externalId: "E-1",
  });
  expect([noted.language, await languageOf(noted.id)]).toEqual(["de", "de"]);
  const { items } = await createBookings(ctx, {
    lines: [{ slotId, quantity: 1 }],
    metadata: undefined,
    customer,
    language: "de",
  });
  expect([items[0]?.language, await languageOf(items[0]?.id ?? "")]).toEqual(["de", "de"]);
});

test("a promoted entry keeps its language", async () => {
  const { id: slotId } = await makeSlot(ctx, 1);
  const { id } = await createBooking(ctx, { slotId, quantity: 1, customer });
  const entry = await joinWaitlist(ctx, { slotId, quantity: 1, customer, language: "de" });
  expect(entry.language).toBe("de");
  await cancelBooking(ctx, { id });
  const { bookingId } = await getWaitlistEntry(ctx, { id: entry.id });
  expect(await languageOf(bookingId ?? "")).toBe("de");
});

test("another language is the same key's mismatch, and none, or null, the same request", async () => {
  const { id: slotId } = await makeSlot(ctx, 9);
  const input = (language?: unknown) =>
    createBookingInput.parse({ slotId, customer, idempotencyKey: "a-key", language });
  const { id } = await createBooking(ctx, input());
  expect((await createBooking(ctx, input(null))).id).toBe(id);
  expect(await codeOf(createBooking(ctx, input("de")))).toBe("IDEMPOTENCY_MISMATCH");
  expect(createBookingInput.safeParse({ slotId, customer, language: "fr" }).success).toBe(false);
});

test("the language of a booking is changed at its version, and one that stays leaves no trace", async () => {
  const { id: slotId } = await makeSlot(ctx, 1);
  const { id } = await createBooking(ctx, { slotId, quantity: 1, customer });
  const german = await updateBooking(ctx, { id, language: "de" });
  expect([german.language, await languageOf(id)]).toEqual(["de", "de"]);
  expect(await updateBooking(ctx, { id, language: "de" })).toEqual(german);
  expect(await updateBooking({ ...ctx, isOpenToAll: true }, { id, metadata: { a: "1" } })).toMatchObject({
    language: "de",
  });
  const late = updateBooking(ctx, { id, language: "en", ifMatch: [german.updatedAt] });
  expect(await codeOf(late)).toBe("PRECONDITION_FAILED");
  expect((await updateBooking(ctx, { id, language: null })).language).toBe(null);

  const updates = { bookingId: id, limit: 10 };
  const { items } = await listAudit(ctx, updates);
  expect(items.slice(1).map(({ before, after }) => [before, after])).toEqual([
    [{ language: null }, { language: "de" }],
    [{ metadataKeys: [] }, { metadataKeys: ["a"] }],
    [{ language: "de" }, { language: null }],
  ]);
  await settle(ctx);
  const events = await listEvents(ctx, { ...updates, type: "booking.updated", direction: "forward" });
  expect(events.items).toHaveLength(3);
});

test("a resource has a time zone of IANA, in IANA's case, or none", async () => {
  const create = (fields: object) =>
    createResource(ctx, createResourceInput.parse({ kind: "show", name: "Hamlet", ...fields }));
  expect((await create({})).timeZone).toBe(null);
  const { id, timeZone } = await create({ timeZone: "europe/berlin" });
  expect(timeZone).toBe("Europe/Berlin");
  const update = (fields: object) => updateResource(ctx, updateResourceInput.parse({ id, ...fields }));
  expect((await update({ name: "Macbeth" })).timeZone).toBe("Europe/Berlin");
  expect((await update({ timeZone: null })).timeZone).toBe(null);
  for (const wrong of ["Mars/Olympus", "+02:00", ""]) {
    expect(updateResourceInput.safeParse({ id, timeZone: wrong }).success).toBe(false);
  }
  const { items } = await listAudit(ctx, { resourceId: id, limit: 10 });
  expect(items.map(({ after }) => after?.["timeZone"])).toEqual(["Europe/Berlin", undefined, null]);
});
