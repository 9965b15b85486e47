import { sql } from "kysely";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import {
  brokenInvariants,
  type Context,
  cancelBooking,
  confirmBooking,
  confirmOrReacquireBooking,
  createBooking,
  createBookings,
  createServices,
  createSlot,
  deleteSlot,
  expireHolds,
  extendHold,
  getBooking,
  joinWaitlist,
  listBookings,
  listSlots,
  rescheduleBooking,
  updateSlot,
} from "../src/index.ts";
import {
  codeOf,
  createTestContext,
  HOLD_SECONDS,
  makeSlot,
  passTime,
  SECONDS,
  type TestContext,
} from "./harness.ts";

/* Rules about time that hold for customers and not for staff, on every way to a place. */

const MINUTE_MILLISECONDS = 60_000;
const customer = { name: "Ann", contact: "ann@example.org" };

let ctx: TestContext;
let staff: Context;

beforeAll(async () => {
  ctx = await createTestContext();
  staff = { ...ctx, actor: "key:01a205ee-6449-7bfd-903f-a39cc9f3469f" };
});

afterAll(async () => {
  expect(await brokenInvariants(ctx)).toEqual([]);
  await ctx.close();
});

const inMinutes = (minutes: number) => new Date(Date.now() + minutes * MINUTE_MILLISECONDS);

/** A slot of a resource of its own that starts in so many minutes, and lasts an hour. */
async function slotIn(
  minutes: number,
  fields: { capacity?: number; leadMinutes?: number; bookableUntil?: Date } = {},
) {
  const { resourceId } = await makeSlot(ctx, 1);
  const times = { startsAt: inMinutes(minutes), endsAt: inMinutes(minutes + 60) };
  return createSlot(ctx, { resourceId, ...times, capacity: 5, ...fields });
}

const book = (as: Context, slotId: string, quantity = 1) => createBooking(as, { slotId, quantity, customer });

describe.each([
  ["whose lead time has begun", () => slotIn(60, { leadMinutes: 120 })],
  ["that has ended", () => slotIn(-120)],
])("a slot %s", (_what, makeIt) => {
  test("can be booked by staff, and not by customers, in any way", async () => {
    const slot = await makeIt();
    const { id: slotId, resourceId } = slot;
    const before = await createSlot(ctx, {
      resourceId,
      startsAt: new Date("2031-12-25T12:00:00Z"),
      endsAt: new Date("2031-12-25T13:00:00Z"),
      capacity: 5,
    });
    const elsewhere = await book(ctx, before.id);
    for (const _path of ["fast path", "locked path"]) {
      expect(await codeOf(book(ctx, slotId))).toBe("NOT_BOOKABLE");
    }
    const lines = [{ slotId, quantity: 1 }];
    expect(await codeOf(createBookings(ctx, { lines, customer }))).toBe("NOT_BOOKABLE");
    expect(await codeOf(rescheduleBooking(ctx, { id: elsewhere.id, slotId }))).toBe("NOT_BOOKABLE");
    expect(await codeOf(joinWaitlist(ctx, { slotId, quantity: 1, customer }))).toBe("NOT_BOOKABLE");
    const listed = async (as: Context) =>
      (await listSlots(as, { resourceId, availableOnly: true, limit: 10 })).items.map(({ id }) => id);
    expect(await listed(ctx)).not.toContain(slotId);
    expect(await listed(staff)).toContain(slotId);

    const hold = await book(staff, slotId);
    expect(await codeOf(createBookings(staff, { lines, customer }))).toBe("ok");
    expect(await codeOf(rescheduleBooking(staff, { id: elsewhere.id, slotId }))).toBe("ok");
    await passTime(ctx.db, HOLD_SECONDS);
    expect(await codeOf(confirmOrReacquireBooking(ctx, { id: elsewhere.id, reacquire: true }))).toBe(
      "HOLD_EXPIRED",
    );
    expect(await codeOf(confirmOrReacquireBooking(staff, { id: hold.id, reacquire: true }))).toBe("ok");
  });
});

test("customers and staff in one batch each get what they may", async () => {
  const { id: slotId } = await slotIn(60, { leadMinutes: 120 });
  const outcomes = await Promise.all([ctx, staff, ctx, staff].map((as) => codeOf(book(as, slotId))));
  expect(outcomes).toEqual(["NOT_BOOKABLE", "ok", "NOT_BOOKABLE", "ok"]);
});

test("a lead time of 0 lets customers book until the slot ends", async () => {
  const { id } = await slotIn(-30);
  expect(await codeOf(book(ctx, id))).toBe("ok");
});

test("a lead time that has begun promotes nobody", async () => {
  const { id: slotId } = await slotIn(60, { capacity: 1 });
  const hold = await book(ctx, slotId);
  const entry = await joinWaitlist(ctx, { slotId, quantity: 1, customer });
  await updateSlot(ctx, { id: slotId, leadMinutes: 120 });
  await cancelBooking(ctx, hold);
  await expireHolds(ctx);
  expect(entry.status).toBe("WAITING");
  expect(await codeOf(book(staff, slotId))).toBe("ok");
});

describe("a confirmed booking of a slot that has ended", () => {
  test("can be cancelled by staff alone", async () => {
    const { id: slotId } = await slotIn(-120);
    const [one, other] = [await book(staff, slotId), await book(staff, slotId)];
    for (const booking of [one, other]) await confirmBooking(ctx, booking);
    expect(await codeOf(cancelBooking(ctx, one))).toBe("CANCELLATION_CLOSED");
    expect(await codeOf(rescheduleBooking(ctx, { id: one.id, slotId: (await slotIn(60)).id }))).toBe(
      "OTHER_RESOURCE",
    );
    expect(await codeOf(cancelBooking(staff, one))).toBe("ok");
    expect(await codeOf(cancelBooking(ctx, other))).toBe("CANCELLATION_CLOSED");
  });

  test("a hold can be cancelled by everybody", async () => {
    const { id: slotId } = await slotIn(-120);
    expect(await codeOf(cancelBooking(ctx, await book(staff, slotId)))).toBe("ok");
  });
});

test("where everybody may do everything, what has ended can be booked and cancelled, and a lead time counts", async () => {
  const open: Context = { ...createServices({ db: ctx.db, jobs: ctx.jobs, ...SECONDS, isOpenToAll: true }) };
  const { id: slotId } = await slotIn(-120);
  const booking = await book(open, slotId);
  await confirmBooking(open, booking);
  expect(await codeOf(cancelBooking(open, booking))).toBe("ok");
  const { id: led } = await slotIn(60, { leadMinutes: 120 });
  expect(await codeOf(book(open, led))).toBe("NOT_BOOKABLE");
});

describe("a hold never outlives what it holds", () => {
  const endOf = async (id: string) => new Date((await getBooking(ctx, { id })).expiresAt).getTime();

  test("on both paths, when it is extended, and when it is moved", async () => {
    const bookableUntil = inMinutes(1);
    const { id: slotId, resourceId } = await slotIn(60, { bookableUntil });
    const hold = await book(ctx, slotId);
    expect(new Date(hold.expiresAt)).toEqual(bookableUntil);
    expect(hold.expiresInSeconds).toBeLessThanOrEqual(60);
    expect((await extendHold(ctx, hold)).expiresAt).toBe(hold.expiresAt);
    const { items } = await createBookings(ctx, { lines: [{ slotId, quantity: 1 }], customer });
    expect(new Date(items[0]?.expiresAt ?? "")).toEqual(bookableUntil);
    expect(await endOf(items[0]?.id ?? "")).toBe(bookableUntil.getTime());

    const ending = await createSlot(ctx, {
      resourceId,
      startsAt: inMinutes(-60),
      endsAt: inMinutes(1),
      capacity: 3,
    });
    const last = await book(ctx, ending.id);
    expect(last.expiresAt).toBe(ending.endsAt);
    const later = await createSlot(ctx, {
      resourceId,
      startsAt: inMinutes(300),
      endsAt: inMinutes(360),
      capacity: 3,
    });
    const moved = await book(ctx, later.id);
    expect((await rescheduleBooking(ctx, { id: moved.id, slotId: ending.id })).expiresAt).toBe(ending.endsAt);
  });

  test("where an entry is promoted", async () => {
    const { id: slotId } = await slotIn(60, { capacity: 1 });
    const hold = await book(ctx, slotId);
    await joinWaitlist(ctx, { slotId, quantity: 1, customer });
    const bookableUntil = inMinutes(2);
    await updateSlot(ctx, { id: slotId, bookableUntil });
    await cancelBooking(ctx, hold);
    const { items } = await listBookings(ctx, { slotId, status: "PENDING", limit: 10 });
    expect(items.map(({ expiresAt }) => expiresAt)).toEqual([bookableUntil.toISOString()]);
  });

  test("where the slot's end or its booking window comes nearer", async () => {
    const { id: slotId } = await slotIn(60);
    const hold = await book(ctx, slotId);
    const bookableUntil = inMinutes(1);
    await updateSlot(ctx, { id: slotId, bookableUntil });
    expect(await endOf(hold.id)).toBe(bookableUntil.getTime());
    await updateSlot(ctx, { id: slotId, bookableUntil: new Date("2020-01-01T00:00:00Z") });
    expect(await codeOf(confirmBooking(ctx, hold))).toBe("ok");
  });
});

test("a booking says when and where it is, also once its slot is deleted", async () => {
  const slot = await slotIn(60);
  const { id } = await book(ctx, slot.id);
  const what = {
    startsAt: slot.startsAt,
    endsAt: slot.endsAt,
    resourceId: slot.resourceId,
    resourceName: slot.resourceName,
  };
  expect(await cancelBooking(ctx, { id })).toMatchObject(what);
  await deleteSlot(ctx, slot);
  expect(await getBooking(ctx, { id })).toMatchObject(what);
  const { items } = await listBookings(ctx, { slotId: slot.id, limit: 10 });
  expect(items).toEqual([expect.objectContaining(what)]);
  const { rows } = await sql`SELECT FROM slots WHERE id = ${slot.id} AND deleted_at IS NOT NULL`.execute(
    ctx.db,
  );
  expect(rows).toHaveLength(1);
});
