import { randomUUID } from "node:crypto";
import {
  type Hold,
  HoldfastError,
  MOVED_MAX_BOOKINGS,
  type MovePreview,
  type Slot,
} from "@holdfast/contract";
import { openDatabase } from "@holdfast/db";
import { holdSlotLock } from "@holdfast/db/testing";
import { sql } from "kysely";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import {
  brokenInvariants,
  type Context,
  cancelBooking,
  checkInBooking,
  confirmBooking,
  createAbsence,
  createBooking,
  createResource,
  createServices,
  createSlot,
  createSlots,
  endAbsence,
  getBooking,
  getSlot,
  getWaitlistEntry,
  joinWaitlist,
  listAudit,
  listEvents,
  markNoShow,
  moveBookings,
  previewMoves,
  rescheduleBooking,
  updateResource,
  updateSlot,
} from "../src/index.ts";
import { codeOf, createTestContext, passTime, SECONDS, type TestContext, UNKNOWN_ID } from "./harness.ts";
import { as, DESK, settle } from "./history-harness.ts";

/* All bookings of a doctor's day, to a colleague or to another day. */

let ctx: TestContext;
let staff: TestContext;
/** Another process on the same database: it has a pool and queues of its own. */
let other: Context;

beforeAll(async () => {
  ctx = await createTestContext();
  staff = as(ctx, DESK);
  const db = openDatabase({ url: ctx.url, maxConnections: 20 });
  other = { ...createServices({ db, jobs: ctx.jobs, ...SECONDS }), actor: DESK };
});

afterAll(async () => {
  expect(await brokenInvariants(ctx)).toEqual([]);
  await other.db.destroy();
  await ctx.close();
});

const customer = { name: "Ann" };
const at = (hour: number, day = 25) => new Date(Date.UTC(2031, 11, day, hour));
const DAY = { from: at(0), until: at(24) };
const doctor = async (timeZone?: string) =>
  (await createResource(ctx, { kind: "doctor", name: "Dr. Ill", ...(timeZone && { timeZone }) })).id;
const slotAt = (resourceId: string, hour: number, capacity = 1, day = 25) =>
  createSlot(ctx, { resourceId, startsAt: at(hour, day), endsAt: at(hour + 1, day), capacity });
const book = (slotId: string, quantity = 1) => createBooking(ctx, { slotId, quantity, customer });
const confirmed = async (slotId: string, quantity = 1) => confirmBooking(ctx, await book(slotId, quantity));
const booked = async ({ id }: { id: string }) => (await getSlot(ctx, { id })).booked;
const slotOf = async ({ id }: { id: string }) => (await getBooking(staff, { id })).slotId;

interface Wanted {
  toResourceId?: string;
  shiftDays?: number;
}
const preview = (resourceId: string, { shiftDays = 0, ...wanted }: Wanted) =>
  previewMoves(staff, { resourceId, ...DAY, shiftDays, timeZone: "UTC", ...wanted });
const pairs = ({ moves }: MovePreview) => moves.map(({ bookingId, slotId }) => ({ bookingId, slotId }));
const move = (resourceId: string, moves: { bookingId: string; slotId: string }[], idempotencyKey?: string) =>
  moveBookings(staff, { resourceId, ...DAY, moves, ...(idempotencyKey && { idempotencyKey }) });
/** The codes of those that were refused, by their places in the request. */
const refusals = (call: Promise<unknown>) =>
  call.then(
    () => "moved",
    (error: unknown) => {
      if (!(error instanceof HoldfastError) || error.code !== "MOVES_REFUSED") throw error;
      return Object.fromEntries((error.issues ?? []).map(({ path, code }) => [path, code]));
    },
  );

/** A doctor with bookings at 9 and 10, and a colleague with the same hours. */
async function clinic() {
  const [ill, colleague] = [await doctor(), await doctor()];
  const slots = [await slotAt(ill, 9), await slotAt(ill, 10)] as [Slot, Slot];
  const theirs = [await slotAt(colleague, 9), await slotAt(colleague, 10)] as [Slot, Slot];
  const bookings = [await confirmed(slots[0].id), await book(slots[1].id)] as const;
  return { ill, colleague, slots, theirs, bookings };
}

describe("a preview", () => {
  test("says who goes where, and changes nothing", async () => {
    const { ill, colleague, slots, theirs, bookings } = await clinic();
    const last = await ctx.db
      .selectFrom("audit")
      .select(({ fn }) => fn.max("id").as("id"))
      .execute();
    const plan = await preview(ill, { toResourceId: colleague });
    expect(plan).toEqual({
      fits: true,
      moves: [0, 1].map((n) => ({
        bookingId: bookings[n as 0].id,
        customerName: "Ann",
        quantity: 1,
        previousSlotId: slots[n as 0].id,
        previousStartsAt: slots[n as 0].startsAt,
        slotId: theirs[n as 0].id,
        startsAt: theirs[n as 0].startsAt,
        endsAt: theirs[n as 0].endsAt,
        sameTime: true,
      })),
      unplaced: [],
      remaining: 0,
    });
    expect(await Promise.all([...slots, ...theirs].map(booked))).toEqual([1, 1, 0, 0]);
    expect(
      await ctx.db
        .selectFrom("audit")
        .select(({ fn }) => fn.max("id").as("id"))
        .execute(),
    ).toEqual(last);
  });

  test("looks at whole days of the target, at open slots to come, and at places that nobody waits for", async () => {
    const ill = await doctor();
    const { id } = await confirmed((await slotAt(ill, 9)).id);
    const colleague = await doctor();
    const plan = async () =>
      (await preview(ill, { toResourceId: colleague })).moves.map(({ slotId }) => slotId);
    expect((await preview(ill, { toResourceId: colleague })).unplaced).toMatchObject([
      { bookingId: id, reason: "NOT_BOOKABLE" },
    ]);
    const closed = await slotAt(colleague, 8);
    await updateSlot(staff, { id: closed.id, closed: true });
    const full = await slotAt(colleague, 10);
    const hold = await book(full.id);
    const evening = await slotAt(colleague, 22);
    await slotAt(colleague, 1, 1, 26);
    expect(await plan()).toEqual([evening.id]);
    await cancelBooking(ctx, await confirmed(evening.id));
    await passTime(ctx.db, 1_000);
    expect((await getBooking(staff, hold)).status).toBe("FAILED");
    expect(await plan()).toEqual([full.id]);
    await ctx.db.updateTable("slots").set({ lead_minutes: 60 }).where("id", "=", full.id).execute();
    expect(await plan()).toEqual([full.id]);
  });

  test("leaves out who has cancelled or did not come, and names who is here", async () => {
    const [ill, colleague] = [await doctor(), await doctor()];
    const slot = await slotAt(ill, 9, 4);
    await slotAt(colleague, 9, 9);
    await cancelBooking(ctx, await confirmed(slot.id));
    await markNoShow(staff, await confirmed(slot.id));
    const here = await confirmed(slot.id, 2);
    await checkInBooking(staff, { id: here.id, persons: 1 });
    const { id } = await confirmed(slot.id);
    expect(await preview(ill, { toResourceId: colleague })).toMatchObject({
      fits: false,
      moves: [{ bookingId: id }],
      unplaced: [{ bookingId: here.id, reason: "BOOKING_CHECKED_IN", quantity: 2 }],
    });
  });

  test("moves to other days of the same doctor, by the clocks there, but not within the time that is cleared", async () => {
    const ill = await doctor("Europe/Berlin");
    const [today, later] = [await slotAt(ill, 9), await slotAt(ill, 9, 1, 26)];
    await slotAt(ill, 10);
    const { id } = await confirmed(today.id);
    expect((await preview(ill, { shiftDays: 1 })).moves).toMatchObject([{ bookingId: id, slotId: later.id }]);
    const both = { resourceId: ill, from: at(0), until: at(48), shiftDays: 1, timeZone: "UTC" };
    expect((await previewMoves(staff, both)).unplaced).toMatchObject([{ reason: "NOT_BOOKABLE" }]);
  });

  test("refuses an archived or unknown target, and one that is no other", async () => {
    const [ill, gone] = [await doctor(), await doctor()];
    await updateResource(staff, { id: gone, archived: true });
    expect(await codeOf(preview(ill, { toResourceId: gone }))).toBe("RESOURCE_ARCHIVED");
    expect(await codeOf(preview(ill, { toResourceId: UNKNOWN_ID }))).toBe("RESOURCE_NOT_FOUND");
    expect(await codeOf(preview(UNKNOWN_ID, { shiftDays: 1 }))).toBe("RESOURCE_NOT_FOUND");
    expect(await codeOf(preview(ill, { toResourceId: ill }))).toBe("INVALID_INPUT");
  });
});

describe("a move", () => {
  test("does what the preview has shown, with all that a single move writes", async () => {
    const { ill, colleague, slots, theirs, bookings } = await clinic();
    const plan = await preview(ill, { toResourceId: colleague });
    const result = await move(ill, pairs(plan));
    expect(result).toEqual({
      moved: [0, 1].map((n) => ({
        bookingId: bookings[n as 0].id,
        previousSlotId: slots[n as 0].id,
        slotId: theirs[n as 0].id,
      })),
      unchanged: [],
    });
    expect(await Promise.all([...slots, ...theirs].map(booked))).toEqual([0, 0, 1, 1]);
    const [one] = bookings;
    const moved = await getBooking(staff, { id: one.id });
    expect(moved).toMatchObject({ slotId: theirs[0].id, resourceId: colleague, status: "CONFIRMED" });
    expect(Date.parse(moved.updatedAt)).toBeGreaterThan(Date.parse(one.updatedAt));
    const { items } = await listAudit(ctx, { bookingId: one.id, limit: 50 });
    expect(items.at(-1)).toMatchObject({
      action: "booking.rescheduled",
      actor: DESK,
      slotId: theirs[0].id,
      before: { slotId: slots[0].id },
      after: { slotId: theirs[0].id },
    });
    await settle(ctx);
    const events = await listEvents(ctx, { bookingId: one.id, type: "booking.rescheduled", limit: 50 });
    expect(events.items.map(({ data }) => data)).toMatchObject([{ previousSlotId: slots[0].id }]);
    const told = async (id: string) =>
      (await listEvents(ctx, { slotId: id, limit: 50 })).items.map(({ type }) => type).slice(-2);
    expect(await told(slots[0].id)).toContain("slot.available");
    expect(await told(theirs[0].id)).toContain("slot.sold_out");
  });

  test("writes the same entries as moves one by one", async () => {
    const entriesOf = async (
      moveBoth: (moves: { bookingId: string; slotId: string }[], ill: string) => unknown,
    ) => {
      const [ill, colleague] = [await doctor(), await doctor()];
      const [from, to] = [await slotAt(ill, 9, 3), await slotAt(colleague, 9, 2)];
      const [one, two] = [await confirmed(from.id), await confirmed(from.id)];
      await book(from.id);
      await markNoShow(staff, two);
      await moveBoth(
        [one, two].map(({ id }) => ({ bookingId: id, slotId: to.id })),
        ill,
      );
      const names = new Map([
        [from.id, "from"],
        [to.id, "to"],
        [one.id, "one"],
        [two.id, "two"],
      ]);
      const rows = await ctx.db
        .selectFrom("audit")
        .selectAll()
        .where("action", "=", "booking.rescheduled")
        .where("slot_id", "in", [from.id, to.id])
        .orderBy("id")
        .execute();
      return rows.map(({ id: _id, at: _at, ...row }) => {
        const text = JSON.stringify(row).replaceAll(/[0-9a-f-]{36}/g, (id) => names.get(id) ?? id);
        return JSON.parse(text.replaceAll(/\d{4}-\d\d-\d\dT[\d:.]+Z/g, "time"));
      });
    };
    const together = await entriesOf((moves, ill) => move(ill, moves));
    const oneByOne = await entriesOf(async (moves) => {
      for (const { bookingId: id, slotId } of moves) await rescheduleBooking(staff, { id, slotId });
    });
    // The slot's change is told by its first entry, as both belong to one moment.
    const withoutSlots = (rows: { sold_out: unknown }[]) => rows.map(({ sold_out: _told, ...row }) => row);
    expect(withoutSlots(together)).toEqual(withoutSlots(oneByOne));
    expect(together.filter(({ sold_out }) => sold_out !== null)).toHaveLength(2);
  });

  test("is refused as a whole where one does not fit any more, and names each", async () => {
    const { ill, colleague, slots, theirs, bookings } = await clinic();
    const third = await slotAt(ill, 11, 3);
    const more = await slotAt(colleague, 11, 3);
    const [elsewhere, here, gone] = [
      await confirmed(third.id),
      await confirmed(third.id),
      await book(third.id),
    ];
    const plan = await preview(ill, { toResourceId: colleague });
    expect(plan.fits).toBe(true);
    await book(theirs[0].id);
    await updateSlot(staff, { id: theirs[1].id, closed: true });
    await rescheduleBooking(staff, { id: elsewhere.id, slotId: (await slotAt(ill, 9, 1, 30)).id });
    await checkInBooking(staff, { id: here.id });
    await cancelBooking(ctx, gone);
    expect(await refusals(move(ill, pairs(plan)))).toEqual({
      "moves.0.slotId": "NO_SEAT",
      "moves.1.slotId": "NOT_BOOKABLE",
      "moves.2.bookingId": "PRECONDITION_FAILED",
      "moves.3.bookingId": "BOOKING_CHECKED_IN",
    });
    expect(await Promise.all(bookings.map(slotOf))).toEqual(slots.map(({ id }) => id));
    expect(await booked(more)).toBe(0);
    const wrong = [
      { bookingId: UNKNOWN_ID, slotId: more.id },
      { bookingId: bookings[0].id, slotId: UNKNOWN_ID },
      { bookingId: bookings[1].id, slotId: third.id },
    ];
    expect(await refusals(move(ill, wrong))).toEqual({
      "moves.0.bookingId": "BOOKING_NOT_FOUND",
      "moves.1.slotId": "SLOT_NOT_FOUND",
      "moves.2.slotId": "INVALID_INPUT",
    });
    expect(await codeOf(move(UNKNOWN_ID, wrong))).toBe("RESOURCE_NOT_FOUND");
  });

  test("leaves alone who has cancelled, who has expired, and who is there already", async () => {
    const [ill, colleague] = [await doctor(), await doctor()];
    const [from, to] = [await slotAt(ill, 9, 4), await slotAt(colleague, 9, 4)];
    const expired = await book(from.id);
    await passTime(ctx.db, 1_000);
    const [cancelled, there, stays] = [
      await confirmed(from.id),
      await confirmed(from.id),
      await confirmed(from.id),
    ];
    await cancelBooking(ctx, cancelled);
    const moves = [expired, cancelled, there, stays].map(({ id }) => ({ bookingId: id, slotId: to.id }));
    await rescheduleBooking(staff, { id: there.id, slotId: to.id });
    expect(await move(ill, moves)).toEqual({
      moved: [{ bookingId: stays.id, previousSlotId: from.id, slotId: to.id }],
      unchanged: [expired.id, cancelled.id, there.id],
    });
    expect(await move(ill, moves)).toMatchObject({ moved: [], unchanged: { length: 4 } });
    expect([await booked(from), await booked(to)]).toEqual([0, 2]);
  });

  test("moves out of an absence, whose end opens the slots again", async () => {
    const { ill, colleague, slots } = await clinic();
    const entry = await joinWaitlist(ctx, { slotId: slots[0].id, quantity: 1, customer });
    const absence = await createAbsence(staff, { resourceId: ill, ...DAY });
    expect(absence.bookings).toBe(2);
    const plan = await preview(ill, { toResourceId: colleague });
    await move(ill, pairs(plan));
    expect(await Promise.all(slots.map(booked))).toEqual([0, 0]);
    expect((await getWaitlistEntry(ctx, entry)).status).toBe("WAITING");
    await endAbsence(staff, absence);
    expect((await getWaitlistEntry(ctx, entry)).status).toBe("PROMOTED");
  });

  test("lets entries of the target come first, and promotes those of open slots that come free", async () => {
    const [ill, colleague] = [await doctor(), await doctor()];
    const [from, to] = [await slotAt(ill, 9), await slotAt(colleague, 9)];
    const { id } = await confirmed(from.id);
    const waiting = await joinWaitlist(ctx, { slotId: from.id, quantity: 1, customer });
    const other = await confirmed(to.id);
    const first = await joinWaitlist(ctx, { slotId: to.id, quantity: 1, customer });
    const moves = [{ bookingId: id, slotId: to.id }];
    await ctx.db.updateTable("slots").set({ capacity: 2 }).where("id", "=", to.id).execute();
    expect((await preview(ill, { toResourceId: colleague })).moves).toEqual([]);
    expect(await refusals(move(ill, moves))).toEqual({ "moves.0.slotId": "NO_SEAT" });
    await cancelBooking(ctx, other);
    expect((await getWaitlistEntry(ctx, first)).status).toBe("PROMOTED");
    expect((await preview(ill, { toResourceId: colleague })).fits).toBe(true);
    await move(ill, moves);
    expect((await getWaitlistEntry(ctx, waiting)).status).toBe("PROMOTED");
  });

  test("makes a hold shorter where its new slot does", async () => {
    const { ill, theirs, bookings } = await clinic();
    const [, hold] = bookings;
    const until = new Date(Date.parse(hold.expiresAt) - 30_000);
    await ctx.db.updateTable("slots").set({ bookable_until: until }).where("id", "=", theirs[1].id).execute();
    await move(ill, [{ bookingId: hold.id, slotId: theirs[1].id }]);
    expect((await getBooking(staff, hold)).expiresAt).toBe(until.toISOString());
    const { items } = await listAudit(ctx, { bookingId: hold.id, limit: 50 });
    expect(items.at(-1)).toMatchObject({
      before: { expiresAt: hold.expiresAt },
      after: { expiresAt: until.toISOString() },
    });
  });

  test("counts moved holds where they are from then on", async () => {
    const { ill, theirs, bookings } = await clinic();
    const [, hold] = bookings;
    const counted: string[] = [];
    const holdLimits = { isOn: (id: string, slotId: string) => counted.push(`${id} ${slotId}`) };
    const counting = { ...staff, holdLimits: holdLimits as never };
    const input = { resourceId: ill, ...DAY, moves: [{ bookingId: hold.id, slotId: theirs[1].id }] };
    const keyed = { ...input, idempotencyKey: randomUUID() };
    await moveBookings(counting, keyed);
    await moveBookings(counting, keyed);
    expect(counted).toEqual([`${hold.id} ${theirs[1].id}`]);
  });
});

describe("many", () => {
  test("500 bookings move at once, and a preview says how many more there are", async () => {
    const [ill, colleague] = [await doctor(), await doctor()];
    const slots = (capacity: number) =>
      Array.from({ length: 100 }, (_, n) => {
        const startsAt = new Date(at(8).getTime() + n * 5 * 60_000);
        return { startsAt, endsAt: new Date(startsAt.getTime() + 5 * 60_000), capacity };
      });
    const { items: from } = await createSlots(ctx, { resourceId: ill, slots: slots(6) });
    await createSlots(ctx, { resourceId: colleague, slots: slots(5) });
    await sql`INSERT INTO bookings (id, slot_id, quantity, customer_name, status, expires_at)
      SELECT gen_random_uuid(), slots.id, 1, 'Ann', 'CONFIRMED', clock_timestamp()
      FROM slots CROSS JOIN generate_series(1, 6) WHERE resource_id = ${ill} AND starts_at < ${from[90]?.startsAt}`.execute(
      ctx.db,
    );
    await sql`UPDATE slots SET booked = 6 WHERE resource_id = ${ill} AND starts_at < ${from[90]?.startsAt}`.execute(
      ctx.db,
    );
    const plan = await preview(ill, { toResourceId: colleague });
    expect(plan.moves).toHaveLength(MOVED_MAX_BOOKINGS);
    expect(plan).toMatchObject({ fits: false, unplaced: [], remaining: 40 });
    expect((await move(ill, pairs(plan))).moved).toHaveLength(MOVED_MAX_BOOKINGS);
    expect(await preview(ill, { toResourceId: colleague })).toMatchObject({
      moves: [],
      unplaced: { length: 40 },
      remaining: 0,
    });
  });
});

describe("at once", () => {
  test("two calls with one key move once, and a replay moves nothing", async () => {
    const { ill, colleague, bookings } = await clinic();
    const moves = pairs(await preview(ill, { toResourceId: colleague }));
    const key = randomUUID();
    const first = await move(ill, moves, key);
    await rescheduleBooking(staff, { id: bookings[0].id, slotId: (await slotAt(colleague, 15)).id });
    const before = await slotOf(bookings[0]);
    expect(await move(ill, moves, key)).toEqual(first);
    expect(await slotOf(bookings[0])).toBe(before);
    expect(await codeOf(move(ill, moves.slice(0, 1), key))).toBe("IDEMPOTENCY_MISMATCH");
  });

  test("two doctors are moved onto each other's places without a deadlock or an oversold slot", async () => {
    for (let round = 0; round < 5; round += 1) {
      const [one, two, colleague] = [await doctor(), await doctor(), await doctor()];
      const hours = [8, 9, 10, 11];
      const theirs = await Promise.all(hours.map((hour) => slotAt(colleague, hour, 1)));
      for (const resourceId of [one, two]) {
        for (const hour of hours) await confirmed((await slotAt(resourceId, hour)).id);
      }
      const plans = await Promise.all([one, two].map((id) => preview(id, { toResourceId: colleague })));
      const calls = [one, two].map((id, n) => {
        const moves = pairs(plans[n] as MovePreview);
        const input = { resourceId: id, ...DAY, moves: n === 0 ? moves : moves.toReversed() };
        return codeOf(moveBookings(n === 0 ? staff : other, input));
      });
      expect((await Promise.all(calls)).toSorted()).toEqual(["MOVES_REFUSED", "ok"]);
      expect(await Promise.all(theirs.map(booked))).toEqual([1, 1, 1, 1]);
    }
  });

  test("bookings, cancellations, single moves and confirmations beside it leave nothing oversold", async () => {
    for (let round = 0; round < 5; round += 1) {
      const [ill, colleague] = [await doctor(), await doctor()];
      const from = await Promise.all([8, 9, 10].map((hour) => slotAt(ill, hour, 3)));
      const to = await Promise.all([8, 9, 10].map((hour) => slotAt(colleague, hour, 3)));
      const holds: Hold[] = [];
      for (const { id } of from) for (let n = 0; n < 3; n += 1) holds.push(await book(id));
      const moves = pairs(await preview(ill, { toResourceId: colleague }));
      expect(moves).toHaveLength(9);
      const [first, second, third, fourth] = holds as [Hold, Hold, Hold, Hold];
      const others = [
        codeOf(cancelBooking(ctx, first)),
        codeOf(confirmBooking(other, second)),
        codeOf(rescheduleBooking(other, { id: third.id, slotId: (to[2] as Slot).id })),
        codeOf(cancelBooking(other, fourth)),
        ...to.map(({ id }) => codeOf(book(id))),
        ...from.map(({ id }) => codeOf(book(id))),
      ];
      const code = await codeOf(move(ill, moves));
      const allowed = new Set(["ok", "NO_SEAT", "BUSY"]);
      expect((await Promise.all(others)).filter((other) => !allowed.has(other))).toEqual([]);
      expect(["ok", "MOVES_REFUSED", "BUSY"]).toContain(code);
      expect(await brokenInvariants(ctx)).toEqual([]);
    }
  });

  test("two move the same day at once, to different colleagues: one of them does", async () => {
    for (let round = 0; round < 5; round += 1) {
      const { ill, bookings, theirs } = await clinic();
      const second = await doctor();
      const others = [await slotAt(second, 9), await slotAt(second, 10)] as const;
      const to = (slots: readonly { id: string }[]) => ({
        ...{ resourceId: ill, ...DAY },
        moves: bookings.map(({ id }, n) => ({ bookingId: id, slotId: slots[n]?.id ?? "" })),
      });
      const codes = await Promise.all([
        codeOf(moveBookings(staff, to(theirs))),
        codeOf(moveBookings(other, to(others))),
      ]);
      expect(codes.toSorted()).toEqual(["MOVES_REFUSED", "ok"]);
      const at = await Promise.all(bookings.map(slotOf));
      expect([theirs, others].map((slots) => slots.map(({ id }) => id))).toContainEqual(at);
    }
  });

  test("a slot that stays locked is BUSY, and nothing has moved", async () => {
    const { ill, colleague, slots, bookings } = await clinic();
    const moves = pairs(await preview(ill, { toResourceId: colleague }));
    const release = await holdSlotLock(ctx.db, slots[0].id);
    expect(await codeOf(move(ill, moves))).toBe("BUSY");
    await release();
    expect(await Promise.all(bookings.map(slotOf))).toEqual(slots.map(({ id }) => id));
  });
});
