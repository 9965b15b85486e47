import type { Event, EventType, ListEventsInput } from "@holdfast/contract";
import { sql } from "kysely";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import {
  brokenInvariants,
  cancelBooking,
  checkInBooking,
  confirmBooking,
  confirmOrReacquireBooking,
  consumeEvents,
  createSchedule,
  createSlot,
  deleteSchedule,
  deleteSlot,
  EventHorizon,
  eraseCustomer,
  expireHolds,
  extendHold,
  generateSlots,
  getBooking,
  joinWaitlist,
  leaveWaitlist,
  listEvents,
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
import { as, bookMarked, DESK, MARKED_CUSTOMER, readPages, settle } from "./history-harness.ts";

let ctx: TestContext;

beforeEach(async () => {
  ctx = await createTestContext();
});

afterEach(async () => {
  expect(await brokenInvariants(ctx)).toEqual([]);
  await ctx.close();
});

/** Long, because older transactions of other tests on the same server count, too. */
const WAIT = { timeout: 30_000, interval: 50 };
const customer = MARKED_CUSTOMER;
const staff = () => as(ctx, DESK);
const book = (slotId: string, quantity?: number) => bookMarked(ctx, slotId, quantity);

/** All events of a filter, read in pages of so many. */
async function all(filter: Partial<ListEventsInput> = {}, limit = 500): Promise<Event[]> {
  await settle(ctx);
  return readPages((cursor) => listEvents(ctx, { ...filter, limit, ...cursor }));
}

const typesOf = (events: readonly Event[]): EventType[] => events.map(({ type }) => type);

describe("the events of a booking", () => {
  test("tell of its life in order, each with the state after it", async () => {
    const slot = await makeSlot(ctx, 4);
    const other = await createSlot(ctx, {
      resourceId: slot.resourceId,
      startsAt: new Date("2031-12-26T10:00:00Z"),
      endsAt: new Date("2031-12-26T11:00:00Z"),
      capacity: 4,
    });
    const hold = await book(slot.id, 2);
    await passTime(ctx.db, 30);
    const longer = await extendHold(ctx, hold);
    await confirmBooking(ctx, hold);
    await markNoShow(staff(), hold);
    await checkInBooking(staff(), hold);
    await sql`DELETE FROM scans`.execute(ctx.db);
    await sql`UPDATE bookings SET checked_in_at = NULL`.execute(ctx.db);
    await rescheduleBooking(staff(), { id: hold.id, slotId: other.id });
    await cancelBooking(staff(), hold);
    const events = await all({ bookingId: hold.id });
    const none = { failureReason: null, quantity: 2, checkedInAt: null, noShowAt: null };
    const expiresAt = longer.expiresAt;
    expect(events.map(({ type, slotId, data }) => ({ type, slotId, data }))).toMatchObject([
      { type: "booking.held", slotId: slot.id, data: { ...none, status: "PENDING" } },
      { type: "booking.extended", slotId: slot.id, data: { ...none, status: "PENDING", expiresAt } },
      { type: "booking.confirmed", slotId: slot.id, data: { ...none, status: "CONFIRMED", expiresAt } },
      {
        type: "booking.no_show",
        data: { status: "CONFIRMED", noShowAt: expect.any(String), checkedInAt: null },
      },
      {
        type: "booking.checked_in",
        data: { status: "CONFIRMED", noShowAt: null, checkedInAt: expect.any(String) },
      },
      {
        type: "booking.rescheduled",
        slotId: other.id,
        data: { status: "CONFIRMED", previousSlotId: slot.id },
      },
      { type: "booking.cancelled", slotId: other.id, data: { status: "CANCELLED", quantity: 2 } },
    ]);
    for (const event of events) {
      expect(event).toMatchObject({ bookingId: hold.id, resourceId: slot.resourceId });
    }
    expect(JSON.stringify(await all())).not.toContain("arked");
    await sql`DELETE FROM scans`.execute(ctx.db);
    await sql`UPDATE bookings SET checked_in_at = NULL`.execute(ctx.db);
  });

  test("tell of a hold that ends earlier with its slot", async () => {
    const slot = await makeSlot(ctx, 4);
    const hold = await book(slot.id);
    const until = new Date(Date.now() + 60_000);
    await updateSlot(staff(), { id: slot.id, bookableUntil: until });
    const expiresAt = until.toISOString();
    expect(await getBooking(ctx, hold)).toMatchObject({ expiresAt });
    await confirmBooking(ctx, hold);
    expect(await all({ bookingId: hold.id })).toMatchObject([
      { type: "booking.held", data: { expiresAt: hold.expiresAt } },
      { type: "booking.shortened", data: { status: "PENDING", expiresAt } },
      { type: "booking.confirmed", data: { status: "CONFIRMED", expiresAt } },
    ]);
  });

  test("of those that were placed and expired together are one for each, whatever the page's size", async () => {
    const slot = await makeSlot(ctx, 5);
    const holds = await transact(ctx, (trx) =>
      placeHolds(
        trx,
        Array.from({ length: 5 }, () => request(slot.id)),
      ),
    );
    await passTime(ctx.db, HOLD_SECONDS);
    await expireHolds(ctx, new AbortController().signal);
    const ids = holds.map((hold) => (hold as { id: string }).id);
    const whole = await all();
    expect(typesOf(whole).slice(2)).toEqual([
      ...Array(5).fill("booking.held"),
      "slot.sold_out",
      ...Array(5).fill("booking.expired"),
      "slot.available",
    ]);
    const told = (type: EventType) =>
      whole.filter((event) => event.type === type).map(({ bookingId }) => bookingId);
    expect(told("booking.held").sort()).toEqual(ids.sort());
    expect(told("booking.expired").sort()).toEqual(ids.sort());
    expect(whole.at(-2)?.data).toMatchObject({
      status: "FAILED",
      failureReason: "HOLD_EXPIRED",
      quantity: 1,
    });
    for (const limit of [1, 2, 3, 7]) expect(await all({}, limit)).toEqual(whole);
    expect(new Set(whole.map(({ id }) => id)).size).toBe(whole.length);
    const [one] = ids;
    expect(typesOf(await all({ bookingId: one as string }))).toEqual(["booking.held", "booking.expired"]);
  });

  test("report a late confirmation without free places once, and one that succeeded as a confirmation", async () => {
    const slot = await makeSlot(ctx, 1);
    const late = await book(slot.id);
    await passTime(ctx.db, HOLD_SECONDS);
    const confirm = () => codeOf(confirmOrReacquireBooking(ctx, { id: late.id, reacquire: true }));
    const taken = await book(slot.id);
    expect([await confirm(), await confirm()]).toEqual(["HOLD_EXPIRED", "HOLD_EXPIRED"]);
    await updateSlot(staff(), { id: slot.id, capacity: 2 });
    expect(await confirm()).toBe("HOLD_EXPIRED");
    expect(await getBooking(ctx, late)).toMatchObject({ status: "FAILED" });
    const events = await all({ bookingId: late.id });
    expect(typesOf(events)).toEqual(["booking.held", "booking.expired", "booking.confirmed_too_late"]);
    expect(events.at(-1)).toMatchObject({ slotId: slot.id, data: { status: "FAILED" } });
    await passTime(ctx.db, HOLD_SECONDS);
    await confirmOrReacquireBooking(ctx, { id: taken.id, reacquire: true });
    expect(typesOf(await all({ bookingId: taken.id })).at(-1)).toBe("booking.confirmed");
  });
});

describe("the events of a slot", () => {
  test("tell when it is sold out and when it is available again, once each", async () => {
    const slot = await makeSlot(ctx, 3);
    const turns = async () =>
      typesOf(await all({ slotId: slot.id })).filter((type) => /sold_out|available/.test(type));
    const first = await book(slot.id, 2);
    expect(await turns()).toEqual([]);
    const second = await book(slot.id);
    const soldOut: EventType[] = ["slot.sold_out"];
    expect(await turns()).toEqual(soldOut);
    await cancelBooking(ctx, first);
    soldOut.push("slot.available");
    expect(await turns()).toEqual(soldOut);
    await cancelBooking(ctx, second);
    expect(await turns()).toEqual(soldOut);
    await book(slot.id, 3);
    soldOut.push("slot.sold_out");
    await updateSlot(staff(), { id: slot.id, capacity: 4 });
    soldOut.push("slot.available");
    await updateSlot(staff(), { id: slot.id, capacity: 3 });
    soldOut.push("slot.sold_out");
    expect(await turns()).toEqual(soldOut);
  });

  test("say nothing of places that go to the waitlist, and that what it leaves is available", async () => {
    const slot = await makeSlot(ctx, 3);
    const { id } = await book(slot.id, 3);
    const entry = await joinWaitlist(ctx, { slotId: slot.id, quantity: 2, customer });
    await cancelBooking(ctx, { id });
    const events = await all({ slotId: slot.id });
    expect(typesOf(events)).toEqual([
      "slot.created",
      "booking.held",
      "slot.sold_out",
      "waitlist.joined",
      "booking.cancelled",
      "booking.held",
      "waitlist.promoted",
      "slot.available",
    ]);
    const promoted = events.at(-2);
    expect(promoted?.data).toEqual({ entryId: entry.id, quantity: 2, expiresAt: expect.any(String) });
    expect(typesOf(await all({ bookingId: promoted?.bookingId as string }))).toEqual([
      "booking.held",
      "waitlist.promoted",
    ]);
  });

  test("tell of its changes, closing and deletion, with its state", async () => {
    const slot = await makeSlot(ctx, 1);
    await updateSlot(staff(), { id: slot.id, capacity: 2 });
    await updateSlot(staff(), { id: slot.id, closed: true, capacity: 3 });
    await updateSlot(staff(), { id: slot.id, closed: false });
    await deleteSlot(staff(), { id: slot.id });
    const events = await all({ slotId: slot.id });
    expect(events).toMatchObject([
      { type: "slot.created", data: { capacity: 1, closed: false, startsAt: slot.startsAt } },
      { type: "slot.updated", data: { capacity: 2, closed: false, startsAt: slot.startsAt } },
      { type: "slot.closed", data: { capacity: 3, closed: true } },
      { type: "slot.reopened", data: { capacity: 3, closed: false } },
      { type: "slot.deleted", data: { capacity: 3, endsAt: slot.endsAt } },
    ]);
    for (const event of events) expect(event.resourceId).toBe(slot.resourceId);
  });

  test("tell of entries that leave, and of those that can never be promoted", async () => {
    const slot = await makeSlot(ctx, 2);
    await book(slot.id, 2);
    const [one, two] = [
      await joinWaitlist(ctx, { slotId: slot.id, quantity: 1, customer }),
      await joinWaitlist(ctx, { slotId: slot.id, quantity: 1, customer }),
    ];
    await leaveWaitlist(ctx, { id: one.id });
    await updateSlot(staff(), { id: slot.id, closed: true });
    await passTime(ctx.db, HOLD_SECONDS);
    await expireHolds(ctx, new AbortController().signal);
    await deleteSlot(staff(), { id: slot.id });
    await eraseCustomer(staff(), customer);
    const events = (await all({ slotId: slot.id })).filter(({ type }) => /waitlist|erased/.test(type));
    expect(events.map(({ type, data }) => [type, data["entryId"] ?? data["status"]])).toEqual([
      ["waitlist.joined", one.id],
      ["waitlist.joined", two.id],
      ["waitlist.left", one.id],
      ["waitlist.closed", two.id],
      ["customer.erased", "FAILED"],
      ["customer.erased", one.id],
      ["customer.erased", two.id],
    ]);
  });
});

test("events of a resource are its own, and those of its slots and schedules, also once these are gone", async () => {
  const slot = await makeSlot(ctx, 1);
  const { resourceId } = slot;
  await makeSlot(ctx, 1);
  await updateResource(staff(), { id: resourceId, name: "Dr. Other" });
  const schedule = await createSchedule(staff(), {
    resourceId,
    rrule: "FREQ=DAILY;COUNT=2",
    timeZone: "UTC",
    startsOn: "2031-06-01",
    opensAt: "09:00",
    closesAt: "10:00",
    slotMinutes: 60,
    gapMinutes: 0,
    capacity: 1,
    horizonDays: 365,
    leadMinutes: 0,
    cancelUntil: null,
    bookableFromMinutes: null,
    bookableUntilMinutes: null,
    exceptions: [],
  });
  await generateSlots(staff(), schedule);
  await deleteSchedule(staff(), schedule);
  const events = await all({ resourceId });
  expect(events[0]).toMatchObject({ type: "resource.created", data: { name: "Dr. Test", kind: "doctor" } });
  expect(events.find(({ type }) => type === "resource.updated")?.data).toMatchObject({ name: "Dr. Other" });
  const types = new Set(typesOf(events));
  for (const type of ["slot.created", "schedule.created", "schedule.deleted"] as const)
    expect(types).toContain(type);
  for (const event of events) expect(event.resourceId).toBe(resourceId);
  expect(typesOf(await all({ resourceId, type: "slot.created" }))).toEqual(
    typesOf(events).filter((type) => type === "slot.created"),
  );
});

describe("the order", () => {
  /** An open transaction that has changed something, and what ends it. */
  async function open(work: (write: () => Promise<void>) => Promise<void> = (write) => write()) {
    const begun = Promise.withResolvers<void>();
    const finished = Promise.withResolvers<void>();
    const done = ctx.db.transaction().execute(async (trx) => {
      await sql`SELECT pg_current_xact_id()`.execute(trx);
      const write = async () => {
        await sql`INSERT INTO audit (actor, action, subject_id) VALUES ('system', 'resource.updated', gen_random_uuid())`.execute(
          trx,
        );
      };
      await work(write);
      begun.resolve();
      await finished.promise;
    });
    await begun.promise;
    return async () => {
      finished.resolve();
      await done;
    };
  }

  test("is that of the audit: an entry that commits late keeps back those after it, and none is skipped", async () => {
    const slot = await makeSlot(ctx, 5);
    await settle(ctx);
    const from = (await all()).at(-1)?.cursor as string;
    const commit = await open();
    const hold = await book(slot.id);
    const read = async () => (await listEvents(ctx, { cursor: from, limit: 10 })).items;
    expect(await read()).toEqual([]);
    await commit();
    await expect.poll(async () => typesOf(await read()), WAIT).toEqual(["resource.updated", "booking.held"]);
    expect((await read())[1]).toMatchObject({ bookingId: hold.id });
  });

  test("waits for a transaction that stays open, and says so", async () => {
    vi.useFakeTimers({ toFake: ["performance"] });
    try {
      const told: number[] = [];
      const horizon = new EventHorizon(ctx.db, (seconds) => told.push(seconds));
      const commit = await open();
      await horizon.settled();
      expect(told).toEqual([]);
      for (const seconds of [5, 6, 4, 7]) {
        vi.advanceTimersByTime(seconds * 1000);
        await horizon.settled();
      }
      expect(told).toEqual([11, 22]);
      await commit();
      await expect.poll(async () => (await horizon.settled()) > 0n, WAIT).toBe(true);
    } finally {
      vi.useRealTimers();
    }
  });

  test("is not that of transaction ids: a booking's change is after those before it", async () => {
    const slot = await makeSlot(ctx, 5);
    const { id } = await book(slot.id);
    // Older than the confirmation, but it changes the booking after it.
    const began = Promise.withResolvers<void>();
    const confirmed = Promise.withResolvers<void>();
    const older = ctx.db.transaction().execute(async (trx) => {
      await sql`SELECT pg_current_xact_id()`.execute(trx);
      began.resolve();
      await confirmed.promise;
      await sql`UPDATE bookings SET no_show_at = now() WHERE id = ${id}`.execute(trx);
      await sql`INSERT INTO audit (actor, action, subject_id, slot_id, before, after)
        VALUES ('system', 'booking.no_show', ${id}, ${slot.id}, '{}', '{}')`.execute(trx);
    });
    await began.promise;
    await confirmBooking(ctx, { id });
    confirmed.resolve();
    await older;
    expect(typesOf(await all({ bookingId: id }))).toEqual([
      "booking.held",
      "booking.confirmed",
      "booking.no_show",
    ]);
  });

  test("has no entry that is its transaction's first write: the horizon rests on that", async () => {
    await sql`
      CREATE FUNCTION has_written() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        IF pg_current_xact_id_if_assigned() IS NULL THEN RAISE EXCEPTION 'the audit is written first'; END IF;
        RETURN NEW;
      END $$`.execute(ctx.db);
    await sql`CREATE TRIGGER has_written BEFORE INSERT ON audit FOR EACH ROW EXECUTE FUNCTION has_written()`.execute(
      ctx.db,
    );
    const slot = await makeSlot(ctx, 1);
    const hold = await book(slot.id);
    const entry = await joinWaitlist(ctx, { slotId: slot.id, quantity: 1, customer });
    await leaveWaitlist(ctx, entry);
    await confirmBooking(ctx, hold);
    await markNoShow(staff(), hold);
    await cancelBooking(staff(), hold);
    await eraseCustomer(staff(), customer);
    const late = await book(slot.id);
    await extendHold(ctx, late);
    await passTime(ctx.db, HOLD_SECONDS);
    await book(slot.id);
    await codeOf(confirmOrReacquireBooking(ctx, { id: late.id, reacquire: true }));
    await passTime(ctx.db, HOLD_SECONDS);
    await expireHolds(ctx, new AbortController().signal);
    await deleteSlot(staff(), { id: slot.id });
    // The trigger itself would be of no use if it could not fail.
    await expect(
      sql`INSERT INTO audit (actor, action, subject_id) VALUES ('system', 'resource.updated', gen_random_uuid())`.execute(
        ctx.db,
      ),
    ).rejects.toThrow("the audit is written first");
  });
});

describe("a consumer", () => {
  const NAME = "a test";
  const step = (handle: (events: readonly Event[]) => Promise<void> | void, limit = 3) =>
    consumeEvents(ctx, NAME, { limit }, async (_trx, events) => handle(events));

  test("is given every event once and in order, from its first call on, by one process at a time", async () => {
    const slot = await makeSlot(ctx, 20);
    await settle(ctx);
    await step(() => {
      throw new Error("it has nothing to be told yet");
    });
    const told: Event[] = [];
    const booking = Promise.all(Array.from({ length: 10 }, () => book(slot.id)));
    const isDone = async () => {
      await Promise.all([
        step((events) => void told.push(...events)),
        step((events) => void told.push(...events)),
      ]);
      return told.length === 10;
    };
    await booking;
    await expect.poll(isDone, WAIT).toBe(true);
    expect(told).toEqual((await all({ slotId: slot.id })).slice(1));
  });

  test("is given the same events again where it fails", async () => {
    const slot = await makeSlot(ctx, 20);
    await settle(ctx);
    await step(() => {});
    const { id } = await book(slot.id);
    await settle(ctx);
    await expect(step(() => Promise.reject(new Error("not now")))).rejects.toThrow("not now");
    const told: Event[] = [];
    await expect
      .poll(async () => {
        await step((events) => void told.push(...events));
        return told.map(({ bookingId }) => bookingId);
      }, WAIT)
      .toEqual([id]);
  });

  test("of some types hears of those alone, however many others are between them", async () => {
    const slot = await makeSlot(ctx, 20);
    const told: Event[] = [];
    const consume = () =>
      consumeEvents(
        ctx,
        "one of cancellations",
        { limit: 1, types: ["booking.cancelled"] },
        async (_trx, events) => void told.push(...events),
      );
    await consume();
    const bookings = [await book(slot.id), await book(slot.id), await book(slot.id)];
    for (const { id } of bookings) await cancelBooking(ctx, { id });
    await settle(ctx);
    while (await consume());
    expect(told.map(({ type, bookingId }) => [type, bookingId])).toEqual(
      bookings.map(({ id }) => ["booking.cancelled", id]),
    );
    await consume();
    expect(told.length).toBe(3);
  });

  test("begins with what comes, however little its process knows of what is settled", async () => {
    const slot = await makeSlot(ctx, 20);
    await book(slot.id);
    const unaware = { ...ctx, horizon: new EventHorizon(ctx.db) };
    unaware.horizon.settled = async () => 0n;
    const told: Event[] = [];
    const consume = (context: typeof ctx) =>
      consumeEvents(
        context,
        "an unaware one",
        { limit: 3 },
        async (_trx, events) => void told.push(...events),
      );
    await consume(unaware);
    const { id } = await book(slot.id);
    await settle(ctx);
    while (await consume(ctx));
    expect(told.map(({ bookingId }) => bookingId)).toEqual([id]);
  });

  test("waits where its process knows less than the one before", async () => {
    const slot = await makeSlot(ctx, 20);
    await settle(ctx);
    await step(() => {});
    await book(slot.id);
    await settle(ctx);
    await step(() => {});
    const behind = { ...ctx, horizon: new EventHorizon(ctx.db) };
    behind.horizon.settled = async () => 0n;
    expect(
      await consumeEvents(behind, NAME, { limit: 3 }, () => Promise.reject(new Error("told twice"))),
    ).toBe(false);
  });
});

test.each(["WzEwMjRd", "x", "WyIxIiwiMiJd", "WyItMSIsMV0"])(
  "a cursor of another list, %s, is refused",
  async (cursor) => {
    expect(await codeOf(listEvents(ctx, { cursor, limit: 1 }))).toBe("INVALID_INPUT");
  },
);
