import {
  type CreateBookingInput,
  createBookingInput,
  createScheduleInput,
  type Metadata,
} from "@holdfast/contract";
import { type Database, openDatabase } from "@holdfast/db";
import { countLockWaiters, holdBookingLock } from "@holdfast/db/testing";
import { type Kysely, sql } from "kysely";
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from "vitest";
import {
  brokenInvariants,
  cancelBooking,
  confirmBooking,
  confirmOrReacquireBooking,
  createBooking,
  createBookings,
  createResource,
  createSchedule,
  createServices,
  createSlot,
  deleteSlot,
  eraseCustomer,
  extendHold,
  getBooking,
  getResource,
  getSlot,
  joinWaitlist,
  listAudit,
  listBookings,
  listResources,
  listSchedules,
  listSlots,
  rescheduleBooking,
  updateBooking,
  updateResource,
  updateSchedule,
  updateSlot,
} from "../src/index.ts";
import { codeOf, createTestContext, makeSlot, SECONDS, type TestContext, UNKNOWN_ID } from "./harness.ts";

/* What other systems note: metadata and external ids of resources, slots and bookings. */

let ctx: TestContext;
/** A caller with an API key. */
let staff: TestContext;
let others: Kysely<Database>;
/** The same on another process: it has queues and a pool of its own. */
let elsewhere: TestContext;

beforeAll(async () => {
  ctx = await createTestContext();
  staff = { ...ctx, actor: "key:01a205ee-6449-7bfd-903f-a39cc9f3469f" };
  others = openDatabase({ url: ctx.url, maxConnections: 10 });
  elsewhere = { ...staff, ...createServices({ db: others, jobs: ctx.jobs, ...SECONDS }), actor: staff.actor };
});

afterEach(async () => {
  expect(await brokenInvariants(ctx)).toEqual([]);
});

afterAll(async () => {
  await others.destroy();
  await ctx.close();
});

const customer = { name: "Ann", contact: "ann@example.org" };
const WAIT = { timeout: 10_000, interval: 10 };
const hour = { startsAt: new Date("2031-12-25T10:00:00Z"), endsAt: new Date("2031-12-25T11:00:00Z") };

async function bookable(capacity = 10) {
  return (await makeSlot(ctx, capacity)).id;
}

const book = (slotId: string, more: Partial<CreateBookingInput> = {}, at: TestContext = staff) =>
  createBooking(at, { slotId, quantity: 1, customer, ...more });

const NOUNS = {
  resource: {
    make: (noted: Partial<CreateBookingInput>) =>
      createResource(staff, { kind: "show", name: "Hamlet", ...noted }),
    get: (id: string) => getResource(staff, { id }),
    update: updateResource,
    find: (filters: object) => listResources(staff, { limit: 50, ...filters }),
    audit: (id: string) => listAudit(ctx, { resourceId: id, limit: 50 }),
    noun: "The doctor or show",
  },
  slot: {
    make: async (noted: Partial<CreateBookingInput>) => {
      const { id: resourceId } = await createResource(staff, { kind: "show", name: "Hamlet" });
      return createSlot(staff, { resourceId, ...hour, capacity: 3, ...noted });
    },
    get: (id: string) => getSlot(staff, { id }),
    update: updateSlot,
    find: (filters: object) => listSlots(staff, { limit: 50, availableOnly: false, ...filters }),
    audit: (id: string) => listAudit(ctx, { slotId: id, limit: 50 }),
    noun: "The slot",
  },
  booking: {
    make: async (noted: Partial<CreateBookingInput>) => book(await bookable(), noted),
    get: (id: string) => getBooking(staff, { id }),
    update: updateBooking,
    find: (filters: object) => listBookings(staff, { limit: 50, ...filters }),
    audit: (id: string) => listAudit(ctx, { bookingId: id, limit: 50 }),
    noun: "The booking",
  },
} as const;

describe.each(Object.entries(NOUNS))("a %s", (name, { make, get, update, find, audit, noun }) => {
  const externalId = (suffix: string) => `${name}-${suffix}`;
  const idsOf = async (filters: object) => (await find(filters)).items.map(({ id }) => id);

  test("has neither unless it is given, and both as they are given", async () => {
    expect(await make({})).toMatchObject({ metadata: {}, externalId: null });
    const metadata = { "order.id": "7", B: "", a: "ä" };
    const made = await make({ metadata, externalId: externalId("given") });
    expect(made).toMatchObject({ metadata, externalId: externalId("given") });
    expect(await get(made.id)).toMatchObject({ metadata, externalId: externalId("given") });
  });

  test("is changed key by key; null removes a key, and all", async () => {
    const { id } = await make({ metadata: { a: "1", b: "2" }, externalId: externalId("old") });
    const change = async (changes: object) => {
      const changed = await update(staff, { id, ...changes });
      expect(await get(id)).toEqual(changed);
      return { metadata: changed.metadata, externalId: changed.externalId };
    };
    expect(await change({ metadata: { b: "3", c: "4", none: null } })).toEqual({
      metadata: { a: "1", b: "3", c: "4" },
      externalId: externalId("old"),
    });
    expect((await change({ metadata: {} })).metadata).toEqual({ a: "1", b: "3", c: "4" });
    expect((await change({ metadata: { a: null } })).metadata).toEqual({ b: "3", c: "4" });
    expect(await change({ externalId: externalId("new") })).toEqual({
      metadata: { b: "3", c: "4" },
      externalId: externalId("new"),
    });
    expect(await change({ metadata: null, externalId: null })).toEqual({ metadata: {}, externalId: null });
  });

  test("keeps its version where nothing changes; a stale change is refused", async () => {
    const before = await make({ metadata: { b: "1", aa: "2" }, externalId: externalId("same") });
    const { id, updatedAt } = before;
    const same = { metadata: { aa: "2", none: null }, externalId: externalId("same") };
    expect(await update(staff, { id, ...same })).toMatchObject({ updatedAt });
    expect((await update(staff, { id, metadata: { b: "2" } })).updatedAt > updatedAt).toBe(true);
    const stale = update(staff, { id, metadata: { b: "3" }, ifMatch: [updatedAt] });
    await expect(stale).rejects.toMatchObject({ code: "PRECONDITION_FAILED" });
  });

  test("has at most 20 keys, those that it has counted", async () => {
    const many = (from: number, to: number) =>
      Object.fromEntries(Array.from({ length: to - from }, (_, index) => [`key${from + index}`, "x"]));
    const { id } = await make({ metadata: many(0, 19) });
    await update(staff, { id, metadata: many(19, 20) });
    await expect(update(staff, { id, metadata: many(20, 21) })).rejects.toMatchObject({
      code: "INVALID_INPUT",
      issues: [{ path: "metadata" }],
    });
    const replaced = {
      ...many(20, 40),
      ...Object.fromEntries(Object.keys(many(0, 20)).map((key) => [key, null])),
    };
    expect(Object.keys((await update(staff, { id, metadata: replaced })).metadata)).toHaveLength(20);
  });

  test("refuses an external id that another one has, and says whose it is", async () => {
    const { id } = await make({ externalId: externalId("taken") });
    const taken = {
      code: "EXTERNAL_ID_TAKEN",
      message: `${noun} ${id} has the external id ${externalId("taken")}`,
    };
    await expect(make({ externalId: externalId("taken") })).rejects.toMatchObject(taken);
    const other = await make({ externalId: externalId("other") });
    await expect(update(staff, { id: other.id, externalId: externalId("taken") })).rejects.toMatchObject(
      taken,
    );
    expect(await get(other.id)).toMatchObject({ externalId: externalId("other") });
    await update(staff, { id, externalId: null });
    await update(staff, { id: other.id, externalId: externalId("taken") });
  });

  test("is found by its external id, by one key, and by the time of its last change", async () => {
    const one = await make({ metadata: { [name]: "Order 7", b: "x" }, externalId: externalId("found") });
    const two = await make({ metadata: { [name]: "Order 7" } });
    await make({ metadata: { [name]: "Order 70", b: "Order 7" } });
    expect(await idsOf({ externalId: externalId("found") })).toEqual([one.id]);
    expect(await idsOf({ externalId: externalId("Found") })).toEqual([]);
    const metadata = { key: name, value: "Order 7" };
    expect((await idsOf({ metadata })).toSorted()).toEqual([one.id, two.id].toSorted());
    expect(await idsOf({ metadata, externalId: externalId("found") })).toEqual([one.id]);
    expect(await idsOf({ metadata: { key: "b", value: "y" } })).toEqual([]);
    const { updatedAt } = await update(staff, { id: one.id, metadata: { b: "y" } });
    expect(await idsOf({ updatedSince: new Date(updatedAt) })).toEqual([one.id]);
    expect(await idsOf({ updatedSince: new Date(Date.parse(updatedAt) + 1) })).toEqual([]);
  });

  test("leaves the keys that changed in the audit, and no value of them", async () => {
    const { id } = await make({ metadata: { a: "secret", b: "secret" }, externalId: externalId("audited") });
    await update(staff, { id, metadata: { a: null, b: "secret2", c: "secret" } });
    await update(staff, { id, externalId: null });
    const entries = (await audit(id)).items.filter(({ subjectId }) => subjectId === id);
    expect(JSON.stringify(entries)).not.toContain("secret");
    const created = entries.find(({ after }) => after?.["externalId"] === externalId("audited"));
    expect(created?.after).toMatchObject({ metadataKeys: ["a", "b"] });
    expect(entries.slice(-2)).toMatchObject([
      {
        action: `${name}.updated`,
        before: { metadataKeys: ["a", "b"] },
        after: { metadataKeys: ["b", "c"] },
      },
      {
        action: `${name}.updated`,
        before: { externalId: externalId("audited") },
        after: { externalId: null },
      },
    ]);
  });

  test("of many at once with one external id, one wins and the others are told", async () => {
    const makers = Array.from({ length: 12 }, () => make({ externalId: externalId("raced") }));
    const results = await Promise.allSettled(makers);
    const won = results.filter((result) => result.status === "fulfilled");
    expect(won).toHaveLength(1);
    for (const result of results) {
      if (result.status === "rejected") expect(result.reason).toMatchObject({ code: "EXTERNAL_ID_TAKEN" });
    }
    expect(await idsOf({ externalId: externalId("raced") })).toEqual([won[0]?.value.id]);
  });
});

test("a deleted slot gives its external id back", async () => {
  const first = await NOUNS.slot.make({ externalId: "reused" });
  await deleteSlot(staff, first);
  const second = await NOUNS.slot.make({ externalId: "reused" });
  const { items } = await listSlots(staff, { externalId: "reused", availableOnly: false, limit: 50 });
  expect(items.map(({ id }) => id)).toEqual([second.id]);
});

describe("a booking with metadata or an external id", () => {
  test("is a hold like any other: it is confirmed, moved and cancelled with both", async () => {
    const noted = { metadata: { order: "1" }, externalId: "like-others" };
    const slotId = await bookable(2);
    const hold = await book(slotId, { ...noted, quantity: 2 });
    expect(await getSlot(ctx, { id: slotId })).toMatchObject({ booked: 2, available: 0 });
    expect(await codeOf(book(slotId, { metadata: { a: "b" } }))).toBe("NO_SEAT");
    expect(await codeOf(book(UNKNOWN_ID, { metadata: { a: "b" } }))).toBe("SLOT_NOT_FOUND");
    expect(hold).toMatchObject({ status: "PENDING", expiresInSeconds: SECONDS.holdSeconds, ...noted });
    expect(await extendHold(staff, hold)).toMatchObject(noted);
    expect(await confirmBooking(staff, hold)).toMatchObject({ status: "CONFIRMED", ...noted });
    expect(await cancelBooking(staff, hold)).toMatchObject({ status: "CANCELLED", ...noted });
  });

  test("whose external id is taken takes no place, and others of the moment get theirs", async () => {
    const slotId = await bookable(30);
    await book(slotId, { externalId: "first" });
    const results = await Promise.all(
      Array.from({ length: 20 }, (_, index) =>
        codeOf(
          index % 2 === 0
            ? book(slotId, {}, index % 4 === 0 ? staff : elsewhere)
            : book(slotId, { externalId: "first" }, index % 4 === 1 ? staff : elsewhere),
        ),
      ),
    );
    expect(results.filter((code) => code === "ok")).toHaveLength(10);
    expect(results.filter((code) => code === "EXTERNAL_ID_TAKEN")).toHaveLength(10);
    expect(await getSlot(ctx, { id: slotId })).toMatchObject({ booked: 11 });
  });

  test("of many on several slots and two processes with one external id one wins, and no place is lost", async () => {
    const slotIds = await Promise.all([bookable(), bookable(), bookable()]);
    const attempts = Array.from({ length: 18 }, (_, index) =>
      codeOf(book(slotIds[index % 3] as string, { externalId: "one-of-all" }, index % 2 ? staff : elsewhere)),
    );
    const codes = await Promise.all(attempts);
    expect(codes.toSorted()).toEqual([...Array(17).fill("EXTERNAL_ID_TAKEN"), "ok"]);
    const booked = await Promise.all(slotIds.map(async (id) => (await getSlot(ctx, { id })).booked));
    expect(booked.reduce((sum, places) => sum + places, 0)).toBe(1);
  });

  test("happens once under an idempotency key, with the same response; another note is another payload", async () => {
    const slotId = await bookable();
    const noted = { metadata: { bb: "2", a: "1" }, externalId: "keyed", idempotencyKey: "noted" };
    let replays = 0;
    const onReplay = () => {
      replays += 1;
    };
    const input = createBookingInput.parse({ slotId, customer, ...noted });
    const first = await createBooking(staff, input, { onReplay });
    expect(await createBooking(staff, input, { onReplay })).toEqual(first);
    const reordered = createBookingInput.parse({ ...input, metadata: { a: "1", bb: "2" } });
    expect(await createBooking(staff, reordered, { onReplay })).toEqual(first);
    expect(
      await createBooking(
        staff,
        createBookingInput.parse({ slotId, customer, ...noted, metadata: {} }),
      ).catch(({ code }) => code),
    ).toBe("IDEMPOTENCY_MISMATCH");
    expect(replays).toBe(2);
    for (const other of [{ metadata: { a: "1" } }, { externalId: "keyed2" }, { externalId: undefined }]) {
      expect(await codeOf(book(slotId, { ...noted, ...other }))).toBe("IDEMPOTENCY_MISMATCH");
    }
    expect(await codeOf(book(slotId, { idempotencyKey: "noted" }))).toBe("IDEMPOTENCY_MISMATCH");
    const plain = await book(slotId, { idempotencyKey: "plain" });
    expect(await codeOf(book(slotId, { idempotencyKey: "plain", metadata: { a: "1" } }))).toBe(
      "IDEMPOTENCY_MISMATCH",
    );
    expect(await book(slotId, { idempotencyKey: "plain" })).toEqual(plain);
    expect(await getSlot(ctx, { id: slotId })).toMatchObject({ booked: 2 });
  });

  test("of equal requests at once under one key, one books and none is told that its id is taken", async () => {
    const slotId = await bookable();
    const noted = { externalId: "keyed-at-once", idempotencyKey: "at-once" };
    const calls = Array.from({ length: 6 }, (_, index) => book(slotId, noted, index % 2 ? staff : elsewhere));
    const results = await Promise.allSettled(calls);
    for (const result of results) {
      if (result.status === "rejected")
        expect(result.reason).toMatchObject({ code: "IDEMPOTENCY_KEY_IN_USE" });
    }
    const ids = results.flatMap((result) => (result.status === "fulfilled" ? [result.value.id] : []));
    expect(new Set(ids).size).toBe(1);
    expect(await getSlot(ctx, { id: slotId })).toMatchObject({ booked: 1 });
  });
});

describe("several bookings at once", () => {
  test("have the metadata of the call, and each the external id of its line", async () => {
    const slotIds = await Promise.all([bookable(), bookable()]);
    const [one = "", two = ""] = slotIds;
    const input = {
      lines: [
        { slotId: one, quantity: 1, externalId: "line-2" },
        { slotId: two, quantity: 1, externalId: "line-1" },
        { slotId: one, quantity: 1 },
      ],
      metadata: { order: "9" },
      customer,
      idempotencyKey: "lines",
    };
    const made = await createBookings(staff, input);
    expect(made.items).toMatchObject([
      { slotId: one, quantity: 2, externalId: "line-2", metadata: { order: "9" } },
      { slotId: two, quantity: 1, externalId: "line-1", metadata: { order: "9" } },
    ]);
    expect(await createBookings(staff, input)).toEqual(made);
    const { items } = await listBookings(staff, { metadata: { key: "order", value: "9" }, limit: 50 });
    expect(items.map(({ id }) => id).toSorted()).toEqual(made.items.map(({ id }) => id).toSorted());
  });

  test("are none where one external id is taken", async () => {
    const slotIds = await Promise.all([bookable(), bookable()]);
    const { id } = await book(await bookable(), { externalId: "line-taken" });
    const lines = slotIds.map((slotId, index) => ({
      slotId,
      quantity: 1,
      externalId: index === 0 ? "line-free" : "line-taken",
    }));
    await expect(createBookings(staff, { lines, customer })).rejects.toMatchObject({
      code: "EXTERNAL_ID_TAKEN",
      message: `The booking ${id} has the external id line-taken`,
    });
    for (const slotId of slotIds) expect(await getSlot(ctx, { id: slotId })).toMatchObject({ booked: 0 });
  });

  test("cannot share an external id, nor can one booking have two", async () => {
    const [one = "", two = ""] = await Promise.all([bookable(), bookable()]);
    const line = (slotId: string, externalId: string) => ({ slotId, quantity: 1, externalId });
    for (const lines of [
      [line(one, "shared"), line(two, "shared")],
      [line(one, "shared"), line(one, "another")],
    ]) {
      await expect(createBookings(staff, { lines, customer })).rejects.toMatchObject({
        code: "INVALID_INPUT",
        issues: [{ path: "lines.1.externalId" }],
      });
    }
    const same = await createBookings(staff, { lines: [line(one, "shared"), line(one, "shared")], customer });
    expect(same.items).toMatchObject([{ quantity: 2, externalId: "shared" }]);
  });
});

describe("a customer", () => {
  const NOTHING = { metadata: {}, externalId: null };

  test("neither gives nor looks for what other systems note", async () => {
    const slotId = await bookable();
    const needsKey = { code: "UNAUTHORIZED" };
    await expect(book(slotId, { metadata: { a: "b" } }, ctx)).rejects.toMatchObject(needsKey);
    await expect(book(slotId, { externalId: "customers" }, ctx)).rejects.toMatchObject(needsKey);
    const lines = [{ slotId, quantity: 1 }];
    await expect(createBookings(ctx, { lines, customer, metadata: { a: "b" } })).rejects.toMatchObject(
      needsKey,
    );
    const withId = [{ slotId, quantity: 1, externalId: "customers" }];
    await expect(createBookings(ctx, { lines: withId, customer })).rejects.toMatchObject(needsKey);
    const list = { availableOnly: false, limit: 50 };
    await expect(listSlots(ctx, { ...list, externalId: "x" })).rejects.toMatchObject(needsKey);
    await expect(listSlots(ctx, { ...list, metadata: { key: "a", value: "b" } })).rejects.toMatchObject(
      needsKey,
    );
    await listSlots(ctx, { ...list, updatedSince: hour.startsAt });
    expect(await getSlot(ctx, { id: slotId })).toMatchObject({ booked: 0 });
  });

  test("sees none of it on slots and bookings, however they change", async () => {
    const noted = { metadata: { note: "always late" }, externalId: "unseen" };
    const slot = await NOUNS.slot.make(noted);
    expect(await getSlot(ctx, slot)).toEqual({ ...(await getSlot(staff, slot)), ...NOTHING });
    const listed = await listSlots(ctx, { resourceId: slot.resourceId, availableOnly: false, limit: 50 });
    expect(listed.items).toMatchObject([NOTHING]);
    const booking = await book(slot.id, noted);
    const other = await createSlot(staff, { resourceId: slot.resourceId, ...hour, capacity: 3 });
    expect(await getBooking(ctx, booking)).toMatchObject(NOTHING);
    expect(await extendHold(ctx, booking)).toMatchObject(NOTHING);
    expect(await rescheduleBooking(ctx, { id: booking.id, slotId: other.id })).toMatchObject(NOTHING);
    expect(await rescheduleBooking(ctx, { id: booking.id, slotId: other.id })).toMatchObject(NOTHING);
    expect(await confirmOrReacquireBooking(ctx, { id: booking.id, reacquire: false })).toMatchObject(NOTHING);
    expect(await confirmOrReacquireBooking(ctx, { id: booking.id, reacquire: false })).toMatchObject(NOTHING);
    const [asStaff, asCustomer] = await Promise.all([
      cancelBooking(staff, booking),
      cancelBooking(ctx, booking),
    ]);
    expect([asStaff, asCustomer]).toMatchObject([noted, NOTHING]);
    expect(await cancelBooking(ctx, booking)).toMatchObject(NOTHING);
    expect(await getBooking(staff, booking)).toMatchObject(noted);
  });

  test("does both where everybody may do everything", async () => {
    const open = { ...ctx, isOpenToAll: true };
    const slotId = await bookable();
    const noted = { metadata: { a: "b" }, externalId: "open" };
    const { id } = await createBooking(open, { slotId, quantity: 1, customer, ...noted });
    expect(await getBooking(open, { id })).toMatchObject(noted);
    expect(await getBooking(ctx, { id })).toMatchObject(NOTHING);
  });
});

test("an entry of a waitlist becomes a booking without either", async () => {
  const slotId = await bookable(1);
  const hold = await book(slotId, { externalId: "before-the-entry" });
  await joinWaitlist(ctx, { slotId, quantity: 1, customer });
  await cancelBooking(staff, hold);
  const { items } = await listBookings(staff, { slotId, status: "PENDING", limit: 50 });
  expect(items).toMatchObject([{ metadata: {}, externalId: null }]);
});

test("erasing a customer erases the metadata of past bookings, and keeps their external ids", async () => {
  const erased: Metadata = { name: "Zed" };
  const zed = { customer: { name: "Zed", contact: "zed@example.org" }, metadata: erased };
  const slotId = await bookable();
  const past = await cancelBooking(staff, await book(slotId, { ...zed, externalId: "zed-1" }));
  const live = await book(slotId, { ...zed, externalId: "zed-2", idempotencyKey: "zed" });
  expect(await eraseCustomer(staff, zed.customer)).toMatchObject({ erased: 1, kept: 1 });
  expect(await getBooking(staff, past)).toMatchObject({ metadata: {}, externalId: "zed-1" });
  expect(await getBooking(staff, live)).toMatchObject({ metadata: erased, externalId: "zed-2" });
  await cancelBooking(staff, live);
  await eraseCustomer(staff, zed.customer);
  const { rows } = await sql<{ text: string }>`
    SELECT bookings::text AS text FROM bookings WHERE external_id LIKE 'zed-%'
    UNION ALL SELECT audit::text FROM audit UNION ALL SELECT idempotency_records::text FROM idempotency_records`.execute(
    ctx.db,
  );
  expect(rows.filter(({ text }) => text.includes("Zed"))).toEqual([]);
});

test("an erased booking takes no metadata any more, not by a request from before the erasure either", async () => {
  const yara = { name: "Yara", contact: "yara@example.org" };
  const past = await cancelBooking(staff, await book(await bookable(), { customer: yara }));
  const note = { id: past.id, metadata: { note: "Yara, allergic" }, idempotencyKey: "note-yara" };
  const noted = await updateBooking(staff, note);
  expect(await eraseCustomer(staff, yara)).toMatchObject({ erased: 1 });
  const erased = await getBooking(staff, past);
  expect(erased).toMatchObject({ metadata: {}, updatedAt: noted.updatedAt });

  const attempts = [note, { ...note, idempotencyKey: "another" }, { ...note, ifMatch: [noted.updatedAt] }];
  for (const attempt of attempts) {
    const externalId = "yara-1";
    expect(await codeOf(updateBooking(staff, { ...attempt, externalId }))).toBe("BOOKING_ERASED");
  }
  expect(await getBooking(staff, past)).toEqual(erased);

  expect(await updateBooking(staff, { id: past.id, metadata: null })).toEqual(erased);
  expect(await updateBooking(staff, { id: past.id, externalId: "yara-1" })).toMatchObject({
    metadata: {},
    externalId: "yara-1",
  });
});

test("metadata that waits for an erasure of its booking is refused", async () => {
  const vera = { name: "Vera", contact: "vera@example.org" };
  const past = await cancelBooking(staff, await book(await bookable(), { customer: vera }));
  const metadata = { note: "Vera" };
  const letGo = await holdBookingLock(ctx.db, past.id);
  const erasing = eraseCustomer(staff, vera);
  await vi.waitUntil(async () => (await countLockWaiters(ctx.db)) === 1, WAIT);
  const code = codeOf(updateBooking(elsewhere, { id: past.id, metadata }));
  await vi.waitUntil(async () => (await countLockWaiters(ctx.db)) === 2, WAIT);
  await letGo();
  expect([(await erasing).erased, await code]).toEqual([1, "BOOKING_ERASED"]);
  expect(await getBooking(staff, past)).toMatchObject({ metadata: {}, customerName: "erased" });
});

test("schedules are found by the time of their last change", async () => {
  const { id: resourceId } = await createResource(staff, { kind: "doctor", name: "Dr. Early" });
  const input = createScheduleInput.parse({
    resourceId,
    rrule: "FREQ=DAILY;COUNT=1",
    timeZone: "Europe/Berlin",
    startsOn: "2031-01-01",
    opensAt: "09:00",
    closesAt: "10:00",
    slotMinutes: 60,
    capacity: 3,
  });
  const [one, two] = [await createSchedule(staff, input), await createSchedule(staff, input)];
  const { updatedAt } = await updateSchedule(staff, { id: one.id, capacity: 4 });
  const idsSince = async (time: string) => {
    const filters = { updatedSince: new Date(time), limit: 50 };
    return (await listSchedules(staff, filters)).items.map(({ id }) => id);
  };
  expect(await idsSince(two.updatedAt)).toEqual([one.id, two.id]);
  expect(await idsSince(updatedAt)).toEqual([one.id]);
  expect(await idsSince("2100-01-01T00:00:00Z")).toEqual([]);
});
