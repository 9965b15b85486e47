import { type AuditEntry, createScheduleInput } from "@holdfast/contract";
import { sql } from "kysely";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import {
  type Actor,
  brokenInvariants,
  cancelBooking,
  checkInBooking,
  confirmBooking,
  confirmOrReacquireBooking,
  createBooking,
  createBookings,
  createSchedule,
  createSlot,
  deleteSchedule,
  deleteSlot,
  eraseCustomer,
  expireHolds,
  extendHold,
  generateSlots,
  joinWaitlist,
  listAudit,
  markNoShow,
  placeHolds,
  rescheduleBooking,
  updateResource,
  updateSlot,
} from "../src/index.ts";
import {
  codeOf,
  createTestContext,
  HOLD_SECONDS,
  makeSlot,
  passTime,
  request,
  type TestContext,
  transact,
} from "./harness.ts";
import { as, bookMarked, DESK, MARKED_CUSTOMER, readPages } from "./history-harness.ts";

let ctx: TestContext;

beforeAll(async () => {
  ctx = await createTestContext();
});

afterAll(async () => {
  expect(await brokenInvariants(ctx)).toEqual([]);
  await ctx.close();
});

const by = (actor: Actor) => as(ctx, actor);
const customer = MARKED_CUSTOMER;
const book = (slotId: string, quantity = 1, actor: Actor = "public") =>
  bookMarked(by(actor), slotId, quantity);

/** The whole history, read in pages of two. */
const history = (subject: Record<string, string>): Promise<AuditEntry[]> =>
  readPages((cursor) => listAudit(ctx, { ...subject, limit: 2, ...cursor }));

const told = (entries: AuditEntry[]) => entries.map(({ action, actor }) => `${action} ${actor}`);

describe("the history of a booking", () => {
  test("has every change and its actor, oldest first", async () => {
    const slot = await makeSlot(ctx, 3);
    const hold = await book(slot.id, 2);
    await passTime(ctx.db, 10);
    const placed = { status: "PENDING", quantity: 2 };
    expect(await listAudit(ctx, { slotId: slot.id, limit: 50 })).toMatchObject({
      items: [{ action: "slot.created" }, { action: "booking.placed", after: placed, bookingIds: [hold.id] }],
    });
    await extendHold(by(DESK), hold);
    await confirmBooking(ctx, hold);
    await confirmBooking(ctx, hold);
    await markNoShow(by(DESK), hold);
    await checkInBooking(by(DESK), hold);
    await checkInBooking(by(DESK), hold);
    const entries = await history({ bookingId: hold.id });
    expect(told(entries)).toEqual([
      "booking.placed public",
      `booking.extended ${DESK}`,
      "booking.confirmed public",
      `booking.no_show ${DESK}`,
      `booking.checked_in ${DESK}`,
    ]);
    expect(entries[1]?.before?.["expiresAt"]).toBe(
      new Date(Date.parse(hold.expiresAt) - 10_000).toISOString(),
    );
    expect(entries[2]).toMatchObject({
      before: { status: "PENDING" },
      after: { status: "CONFIRMED" },
      subjectId: hold.id,
      slotId: slot.id,
      bookingIds: [hold.id],
    });
    expect(entries[4]?.before).toMatchObject({ checkedInAt: null, noShowAt: expect.any(String) });
    expect(entries[4]?.after).toMatchObject({ checkedInAt: expect.any(String), noShowAt: null });
  });

  test("begins on the first slot of a moved booking, and each slot has its part", async () => {
    const { resourceId, id: from } = await makeSlot(ctx, 2);
    const times = { startsAt: new Date("2031-12-26T10:00:00Z"), endsAt: new Date("2031-12-26T11:00:00Z") };
    const { id: to } = await createSlot(ctx, { resourceId, ...times, capacity: 2 });
    const hold = await book(from);
    await rescheduleBooking(by(DESK), { id: hold.id, slotId: to });
    await cancelBooking(ctx, hold);
    const moved = { before: { slotId: from }, after: { slotId: to } };
    expect(await history({ bookingId: hold.id })).toMatchObject([
      { action: "booking.placed", slotId: from, bookingIds: [hold.id] },
      { action: "booking.rescheduled", slotId: to, actor: DESK, ...moved },
      {
        action: "booking.cancelled",
        slotId: to,
        before: { status: "PENDING" },
        after: { status: "CANCELLED" },
      },
    ]);
    expect(told(await history({ slotId: from }))).toEqual([
      "slot.created public",
      "booking.placed public",
      `booking.rescheduled ${DESK}`,
    ]);
    expect(told(await history({ slotId: to }))).toEqual([
      "slot.created public",
      `booking.rescheduled ${DESK}`,
      "booking.cancelled public",
    ]);
  });

  test("has expiry, late confirmation and move of a booking once each", async () => {
    const { resourceId, id: from } = await makeSlot(ctx, 2);
    const times = { startsAt: new Date("2031-12-26T10:00:00Z"), endsAt: new Date("2031-12-26T11:00:00Z") };
    const { id: to } = await createSlot(ctx, { resourceId, ...times, capacity: 2 });
    const [hold, other] = [await book(from), await book(from)];
    await passTime(ctx.db, HOLD_SECONDS);
    await expireHolds(ctx);
    await confirmOrReacquireBooking(ctx, { id: hold.id, reacquire: true });
    await rescheduleBooking(ctx, { id: hold.id, slotId: to });
    expect(told(await history({ bookingId: hold.id }))).toEqual([
      "booking.placed public",
      "booking.expired system",
      "booking.reacquired public",
      "booking.rescheduled public",
    ]);
    const [, expired] = await history({ bookingId: other.id });
    expect(expired).toMatchObject({
      action: "booking.expired",
      bookingIds: [other.id],
      before: { status: "PENDING" },
      after: { status: "FAILED", failureReason: "HOLD_EXPIRED" },
    });
  });

  test("has each booking of a batch with its own actor and action", async () => {
    const slot = await makeSlot(ctx, 10);
    const inputs = [
      { actor: "public", quantity: 1 },
      { actor: DESK, quantity: 1 },
      { actor: "public", quantity: 2 },
      { actor: "public", quantity: 1 },
    ] as const;
    const requests = inputs.map(({ quantity, actor }) => request(slot.id, quantity, actor));
    await transact(ctx, (inner) => placeHolds(inner, requests));
    for (const { id, actor, quantity } of requests) {
      const [placed] = await history({ bookingId: id });
      expect(placed).toMatchObject({
        action: "booking.placed",
        actor,
        after: { quantity },
        bookingIds: [id],
      });
    }
    const entries = (await history({ slotId: slot.id })).filter(({ action }) => action === "booking.placed");
    expect(entries).toHaveLength(3);
    expect(entries.flatMap(({ bookingIds }) => bookingIds).toSorted()).toEqual(
      requests.map(({ id }) => id).toSorted(),
    );
  });

  test("is the same on the fast path, on the locked path and by createMany", async () => {
    const slot = await makeSlot(ctx, 3);
    const [first] = [await book(slot.id), await book(slot.id)];
    const { items } = await createBookings(by(DESK), { lines: [{ slotId: slot.id, quantity: 1 }], customer });
    expect(await codeOf(book(slot.id))).toBe("NO_SEAT");
    await cancelBooking(ctx, first);
    const late = await book(slot.id, 1, DESK);
    expect(told(await history({ bookingId: items[0]?.id ?? "" }))).toEqual([`booking.placed ${DESK}`]);
    expect(told(await history({ bookingId: late.id }))).toEqual([`booking.placed ${DESK}`]);
    expect(told(await history({ bookingId: first.id }))).toEqual([
      "booking.placed public",
      "booking.cancelled public",
    ]);
  });
});

test("slots, resources and schedules have a history", async () => {
  const { id, resourceId } = await makeSlot(ctx, 3);
  await updateSlot(by(DESK), { id, capacity: 5, closed: true });
  await deleteSlot(by(DESK), { id });
  expect(await history({ slotId: id })).toMatchObject([
    { action: "slot.created", before: null, after: { resourceId, capacity: 3 } },
    {
      action: "slot.updated",
      actor: DESK,
      before: { capacity: 3, closed: false },
      after: { capacity: 5, closed: true },
    },
    { action: "slot.deleted", actor: DESK, after: null },
  ]);
  await updateResource(by(DESK), { id: resourceId, name: "Dr. New" });
  expect(await history({ resourceId })).toMatchObject([
    { action: "resource.created", after: { name: "Dr. Test" } },
    { action: "resource.updated", actor: DESK, before: { name: "Dr. Test" }, after: { name: "Dr. New" } },
  ]);
  const rules = { rrule: "FREQ=WEEKLY;BYDAY=MO", timeZone: "Europe/Berlin", startsOn: "2031-01-06" };
  const hours = { opensAt: "09:00", closesAt: "10:00", slotMinutes: 60, capacity: 1 };
  const schedule = await createSchedule(ctx, createScheduleInput.parse({ resourceId, ...rules, ...hours }));
  await sql`UPDATE schedules SET starts_on = '2026-01-05' WHERE id = ${schedule.id}`.execute(ctx.db);
  await generateSlots(by("system"), schedule);
  const { rows } = await sql<{ id: string }>`
    SELECT id FROM slots WHERE schedule_id = ${schedule.id} LIMIT 1`.execute(ctx.db);
  const made = rows[0]?.id ?? "";
  await deleteSchedule(by(DESK), schedule);
  expect(await history({ slotId: made })).toMatchObject([
    {
      action: "slot.created",
      actor: "system",
      after: { scheduleId: schedule.id, startsAt: expect.stringMatching(/Z$/) },
    },
    { action: "slot.deleted", actor: DESK },
  ]);
  expect(told(await history({ scheduleId: schedule.id }))).toEqual([
    "schedule.created public",
    `schedule.deleted ${DESK}`,
  ]);
});

test("no entry can be changed, and none has names or contacts, of erased customers either", async () => {
  const slot = await makeSlot(ctx, 3);
  const hold = await book(slot.id);
  await cancelBooking(ctx, hold);
  await eraseCustomer(by(DESK), customer);
  expect((await history({ bookingId: hold.id })).at(-1)).toMatchObject({
    action: "booking.erased",
    actor: DESK,
    after: { customerName: "erased", customerContact: null },
  });
  for (const change of ["UPDATE audit SET actor = 'x'", "DELETE FROM audit", "TRUNCATE audit"]) {
    await expect(sql.raw(change).execute(ctx.db)).rejects.toThrow("the audit is append-only");
  }
  const { rows } = await sql<{ text: string }>`
    SELECT audit::text AS text FROM audit`.execute(ctx.db);
  expect(rows.length).toBeGreaterThan(0);
  expect(rows.filter(({ text }) => /marked/i.test(text))).toEqual([]);
});

test("a change that fails leaves no entry", async () => {
  const slot = await makeSlot(ctx, 1);
  await book(slot.id);
  const before = await history({ slotId: slot.id });
  expect(await codeOf(book(slot.id))).toBe("NO_SEAT");
  expect(await codeOf(deleteSlot(ctx, slot))).toBe("SLOT_HAS_BOOKINGS");
  expect(await history({ slotId: slot.id })).toEqual(before);
});

test("a booking whose status differs from its last entry breaks an invariant", async () => {
  const other = await createTestContext();
  const slot = await makeSlot(other, 1);
  const hold = await createBooking(other, { slotId: slot.id, quantity: 1, customer });
  await cancelBooking(other, hold);
  await sql`UPDATE bookings SET status = 'FAILED', failure_reason = 'HOLD_EXPIRED', updated_at = expires_at`.execute(
    other.db,
  );
  expect(await brokenInvariants(other)).toEqual([
    expect.stringContaining(`booking ${hold.id}: FAILED, but last booking.cancelled by public`),
  ]);
  await other.close();
});

test("after the clock was set back, changes keep their order, and no invariant is broken by times alone", async () => {
  const other = await createTestContext();
  const slot = await makeSlot(other, 2);
  const hold = () => createBooking(other, { slotId: slot.id, quantity: 1, customer });
  const expired = await hold();
  await passTime(other.db, HOLD_SECONDS);
  await expireHolds(other);
  const [confirmed] = [await hold(), await hold()];
  await passTime(other.db, -3_600);
  await confirmBooking(other, confirmed);
  await joinWaitlist(other, { slotId: slot.id, quantity: 1, customer });
  await eraseCustomer(other, customer);
  const actions = async (subject: { bookingId: string } | { slotId: string }) =>
    (await listAudit(other, { ...subject, limit: 50 })).items.map(({ action }) => action);
  expect(await actions({ bookingId: confirmed.id })).toEqual(["booking.placed", "booking.confirmed"]);
  expect(await actions({ bookingId: expired.id })).toEqual([
    "booking.placed",
    "booking.expired",
    "booking.erased",
  ]);
  expect((await actions({ slotId: slot.id })).slice(0, 6)).toEqual([
    "slot.created",
    "booking.placed",
    "booking.expired",
    "booking.placed",
    "booking.placed",
    "booking.confirmed",
  ]);
  expect(await brokenInvariants(other)).toEqual([]);
  await other.close();
});
