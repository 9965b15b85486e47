import { sql } from "kysely";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import {
  brokenInvariants,
  cancelBooking,
  checkInBooking,
  confirmBooking,
  createBooking,
  createSlot,
  getBooking,
  getSlot,
  listAudit,
  markNoShow,
  rescheduleBooking,
  updateSlot,
} from "../src/index.ts";
import { createTestContext, HOLD_SECONDS, makeSlot, passTime, UNKNOWN_ID } from "./harness.ts";

let ctx: Awaited<ReturnType<typeof createTestContext>>;

beforeAll(async () => {
  ctx = await createTestContext();
});

afterAll(async () => {
  expect(await brokenInvariants(ctx)).toEqual([]);
  await ctx.close();
});

/** A booking of two places on a slot of its own. */
async function book() {
  const { id: slotId } = await makeSlot(ctx, 2);
  return createBooking(ctx, { slotId, quantity: 2, customer: { name: "Ann" } });
}

const bookAndConfirm = async () => confirmBooking(ctx, await book());

test("checks a confirmed booking in; a repetition keeps the first time", async () => {
  const booking = await bookAndConfirm();
  expect(booking).toMatchObject({ checkedInAt: null, noShowAt: null });
  const checkedIn = await checkInBooking(ctx, booking);
  expect(checkedIn).toEqual({
    ...booking,
    checkedInAt: expect.any(String),
    checkedIn: 2,
    updatedAt: expect.any(String),
    firstCheckIn: true,
    newlyCheckedIn: 2,
  });
  const again = { ...checkedIn, firstCheckIn: false, newlyCheckedIn: 0 };
  expect(await checkInBooking(ctx, booking)).toEqual(again);
  const { firstCheckIn: _ofTheRequest, newlyCheckedIn: _ofItToo, ...asRead } = checkedIn;
  expect(await confirmBooking(ctx, booking)).toEqual(asRead);
  expect(await getBooking(ctx, booking)).toEqual(asRead);
});

test("of simultaneous check-ins exactly one is the first, and a repeated request is told the same", async () => {
  const { id } = await bookAndConfirm();
  const scan = (idempotencyKey: string) => checkInBooking(ctx, { id, idempotencyKey });
  const scans = await Promise.all(["a", "b", "c", "d", "e"].map((door) => scan(`${id}-${door}`)));
  expect(scans.filter(({ firstCheckIn }) => firstCheckIn)).toHaveLength(1);
  const again = await Promise.all(["a", "b", "c", "d", "e"].map((door) => scan(`${id}-${door}`)));
  expect(again).toEqual(scans);
  expect((await checkInBooking(ctx, { id })).firstCheckIn).toBe(false);
});

describe("some of the persons", () => {
  /** A confirmed booking of five places on a slot of its own. */
  async function five() {
    const { id: slotId } = await makeSlot(ctx, 5);
    return confirmBooking(ctx, await createBooking(ctx, { slotId, quantity: 5, customer: { name: "Ann" } }));
  }

  test("are checked in one part after the other; the time stays that of the first", async () => {
    const { id } = await five();
    const first = await checkInBooking(ctx, { id, persons: 3 });
    expect(first).toMatchObject({ checkedIn: 3, firstCheckIn: true, newlyCheckedIn: 3 });
    const rest = await checkInBooking(ctx, { id });
    expect(rest).toMatchObject({ checkedIn: 5, firstCheckIn: false, newlyCheckedIn: 2 });
    expect(rest.checkedInAt).toBe(first.checkedInAt);
    const { items } = await listAudit(ctx, { bookingId: id, limit: 100 });
    expect(items.filter(({ action }) => action === "booking.checked_in")).toMatchObject([
      { before: { checkedIn: 0 }, after: { checkedIn: 3 } },
      { before: { checkedIn: 3 }, after: { checkedIn: 5 } },
    ]);
  });

  test("are counted once, however often and in whatever order they are told of", async () => {
    const { id } = await five();
    await checkInBooking(ctx, { id, persons: 3 });
    for (const persons of [3, 2, 1]) {
      expect(await checkInBooking(ctx, { id, persons })).toMatchObject({ checkedIn: 3, newlyCheckedIn: 0 });
    }
    const keyed = { id, persons: 4, idempotencyKey: `${id}-door` };
    const fourth = await checkInBooking(ctx, keyed);
    await checkInBooking(ctx, { id });
    expect(await checkInBooking(ctx, keyed)).toEqual(fourth);
    expect(await getBooking(ctx, { id })).toMatchObject({ checkedIn: 5 });
  });

  test("at several doors at once: each person is newly checked in by one of the requests", async () => {
    const { id } = await five();
    const scans = await Promise.all([1, 5, 3, 2, 4].map((persons) => checkInBooking(ctx, { id, persons })));
    expect(scans.filter(({ firstCheckIn }) => firstCheckIn)).toHaveLength(1);
    expect(scans.reduce((sum, { newlyCheckedIn }) => sum + newlyCheckedIn, 0)).toBe(5);
    expect(await getBooking(ctx, { id })).toMatchObject({ checkedIn: 5 });
  });

  test("cannot be more than the places, and a no-show clears all of them", async () => {
    const { id } = await five();
    await expect(checkInBooking(ctx, { id, persons: 6 })).rejects.toMatchObject({
      code: "INVALID_INPUT",
      issues: [{ path: "persons" }],
    });
    expect(await getBooking(ctx, { id })).toMatchObject({ checkedIn: 0, checkedInAt: null });
    await checkInBooking(ctx, { id, persons: 2 });
    await expect(cancelBooking(ctx, { id })).rejects.toMatchObject({ code: "BOOKING_CHECKED_IN" });
    expect(await markNoShow(ctx, { id })).toMatchObject({ checkedIn: 0, checkedInAt: null });
    expect(await checkInBooking(ctx, { id, persons: 1 })).toMatchObject({
      checkedIn: 1,
      noShowAt: null,
      firstCheckIn: true,
    });
  });

  test("were all of them where the release before has checked the booking in", async () => {
    const { id } = await five();
    await sql`UPDATE bookings SET checked_in_at = clock_timestamp() WHERE id = ${id}`.execute(ctx.db);
    expect(await getBooking(ctx, { id })).toMatchObject({ checkedIn: 5 });
    expect(await checkInBooking(ctx, { id, persons: 3 })).toMatchObject({ checkedIn: 5, newlyCheckedIn: 0 });
  });
});

test("a no-show does not survive a change of date, and the audit says so", async () => {
  const moved = await bookAndConfirm();
  await markNoShow(ctx, moved);
  const { resourceId } = await getBooking(ctx, moved);
  const times = { startsAt: new Date("2031-12-26T10:00:00Z"), endsAt: new Date("2031-12-26T11:00:00Z") };
  const other = await createSlot(ctx, { resourceId, ...times, capacity: 2 });
  expect(await rescheduleBooking(ctx, { id: moved.id, slotId: other.id })).toMatchObject({ noShowAt: null });

  const kept = await bookAndConfirm();
  await markNoShow(ctx, kept);
  await updateSlot(ctx, { id: kept.slotId, capacity: 3 });
  expect((await getBooking(ctx, kept)).noShowAt).not.toBeNull();
  await updateSlot(ctx, { id: kept.slotId, ...times });
  expect((await getBooking(ctx, kept)).noShowAt).toBeNull();

  for (const { id } of [moved, kept]) {
    const { items } = await listAudit(ctx, { bookingId: id, limit: 100 });
    expect(items.at(-1)).toMatchObject({
      before: { noShowAt: expect.any(String) },
      after: { noShowAt: null },
    });
  }
});

test("a check-in clears a no-show, and a no-show clears a check-in", async () => {
  const booking = await bookAndConfirm();
  const noShow = await markNoShow(ctx, booking);
  expect(noShow).toMatchObject({ status: "CONFIRMED", checkedInAt: null, noShowAt: expect.any(String) });
  expect(await markNoShow(ctx, booking)).toEqual(noShow);
  expect(await checkInBooking(ctx, booking)).toMatchObject({
    checkedInAt: expect.any(String),
    noShowAt: null,
  });
  expect(await markNoShow(ctx, booking)).toMatchObject({ checkedInAt: null, noShowAt: expect.any(String) });
});

test.each([checkInBooking, markNoShow])("%o needs a confirmed booking", async (verb) => {
  const hold = await book();
  const refused = (status: string) => ({
    code: "BOOKING_NOT_CONFIRMED",
    message: `The booking is ${status}`,
  });
  await expect(verb(ctx, hold)).rejects.toMatchObject(refused("PENDING"));
  await passTime(ctx.db, HOLD_SECONDS);
  await expect(verb(ctx, hold)).rejects.toMatchObject(refused("FAILED"));
  const cancelled = await cancelBooking(ctx, await bookAndConfirm());
  await expect(verb(ctx, cancelled)).rejects.toMatchObject(refused("CANCELLED"));
  await expect(verb(ctx, { id: UNKNOWN_ID })).rejects.toMatchObject({ code: "BOOKING_NOT_FOUND" });
});

test("a booking that is checked in cannot be cancelled and keeps its places", async () => {
  const booking = await bookAndConfirm();
  await checkInBooking(ctx, booking);
  await expect(cancelBooking(ctx, booking)).rejects.toMatchObject({ code: "BOOKING_CHECKED_IN" });
  expect(await getSlot(ctx, { id: booking.slotId })).toMatchObject({ booked: 2 });
});

test("a booking that is checked in keeps its date: neither it nor its slot moves", async () => {
  const booking = await bookAndConfirm();
  const { id, slotId } = booking;
  const { resourceId, startsAt: before } = await getSlot(ctx, { id: slotId });
  const other = { startsAt: new Date("2031-12-26T20:00:00Z"), endsAt: new Date("2031-12-26T22:00:00Z") };
  const next = await createSlot(ctx, { resourceId, ...other, capacity: 2 });
  await checkInBooking(ctx, booking);
  const refusal = { code: "BOOKING_CHECKED_IN" };
  await expect(rescheduleBooking(ctx, { id, slotId: next.id })).rejects.toMatchObject(refusal);
  await expect(updateSlot(ctx, { id: slotId, ...other, capacity: 3 })).rejects.toMatchObject(refusal);
  expect(await getBooking(ctx, { id })).toMatchObject({ slotId, checkedInAt: expect.any(String) });
  expect(await getSlot(ctx, { id: slotId })).toMatchObject({ startsAt: before, capacity: 2, booked: 2 });
  expect(await getSlot(ctx, next)).toMatchObject({ booked: 0 });

  // The same start is no other date.
  expect(await updateSlot(ctx, { id: slotId, startsAt: new Date(before), capacity: 3 })).toMatchObject({
    capacity: 3,
  });
  await markNoShow(ctx, { id });
  expect(await rescheduleBooking(ctx, { id, slotId: next.id })).toMatchObject({
    slotId: next.id,
    noShowAt: null,
  });
});

test("cancelling a no-show clears it and releases its places", async () => {
  const booking = await bookAndConfirm();
  await markNoShow(ctx, booking);
  // A customer cannot wipe it out.
  await expect(cancelBooking(ctx, booking)).rejects.toMatchObject({ code: "CANCELLATION_CLOSED" });
  const staff = { ...ctx, actor: "key:01a205ee-6449-7bfd-903f-a39cc9f3469f" as const };
  expect(await cancelBooking(staff, booking)).toMatchObject({ status: "CANCELLED", noShowAt: null });
  expect(await getSlot(ctx, { id: booking.slotId })).toMatchObject({ booked: 0 });
});

test("simultaneous check-in, no-show and cancellation leave one outcome and exact counters", async () => {
  for (let round = 0; round < 10; round += 1) {
    const booking = await bookAndConfirm();
    const results = await Promise.allSettled([
      checkInBooking(ctx, booking),
      cancelBooking(ctx, booking),
      markNoShow(ctx, booking),
      checkInBooking(ctx, booking),
    ]);
    const codes = results.flatMap((result) => (result.status === "rejected" ? [result.reason.code] : []));
    for (const code of codes)
      expect(["BOOKING_NOT_CONFIRMED", "BOOKING_CHECKED_IN", "CANCELLATION_CLOSED"]).toContain(code);
    const { status, checkedInAt, noShowAt } = await getBooking(ctx, booking);
    const times = [checkedInAt, noShowAt].filter((time) => time !== null).length;
    expect(times).toBe(status === "CONFIRMED" ? 1 : 0);
  }
  expect(await brokenInvariants(ctx)).toEqual([]);
});

test("the database refuses attendance of an unconfirmed booking, and the invariants detect it", async () => {
  const other = await createTestContext();
  try {
    const { id: slotId } = await makeSlot(other, 1);
    const { id } = await createBooking(other, { slotId, quantity: 1, customer: { name: "Ann" } });
    const checkInTheHold = sql`UPDATE bookings SET checked_in_at = now() WHERE id = ${id}`;
    await expect(checkInTheHold.execute(other.db)).rejects.toThrow("bookings_attended_if_confirmed");
    await confirmBooking(other, { id });
    const noteBoth = sql`UPDATE bookings SET checked_in_at = now(), no_show_at = now() WHERE id = ${id}`;
    await expect(noteBoth.execute(other.db)).rejects.toThrow("bookings_attended_if_confirmed");
    await sql`ALTER TABLE bookings DROP CONSTRAINT bookings_attended_if_confirmed`.execute(other.db);
    await noteBoth.execute(other.db);
    expect((await brokenInvariants(other)).join()).toContain("only a confirmed booking is checked in");
  } finally {
    await other.close();
  }
});
