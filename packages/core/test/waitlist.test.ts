import { type Hold, HoldfastError, WAITLIST_MAX_ENTRIES, type WaitlistEntry } from "@holdfast/contract";
import { sql } from "kysely";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import {
  brokenInvariants,
  ChangeQueues,
  cancelBooking,
  confirmBooking,
  confirmOrReacquireBooking,
  createBooking,
  createBookings,
  createSlot,
  deleteSlot,
  eraseCustomer,
  expireHolds,
  getBooking,
  getSlot,
  getWaitlistEntry,
  HoldQueue,
  joinWaitlist,
  leaveWaitlist,
  listAudit,
  listEvents,
  listSlots,
  listWaitlist,
  rescheduleBooking,
  updateSlot,
} from "../src/index.ts";
import { warmQueue } from "./bookable-harness.ts";
import {
  codeOf,
  createTestContext,
  HOLD_SECONDS,
  makeSlot,
  passTime,
  SECONDS,
  type TestContext,
  UNKNOWN_ID,
  WAITLIST_HOLD_SECONDS,
} from "./harness.ts";

let ctx: TestContext;

beforeAll(async () => {
  ctx = await createTestContext();
});

afterEach(async () => expect(await brokenInvariants(ctx)).toEqual([]));

afterAll(() => ctx.close());

const customer = { name: "Ann", contact: "ann@example.org" };
const book = (slotId: string, quantity = 1) => createBooking(ctx, { slotId, quantity, customer });
const join = (slotId: string, quantity = 1) => joinWaitlist(ctx, { slotId, quantity, customer });
const entryOf = ({ id }: WaitlistEntry) => getWaitlistEntry(ctx, { id });
const statuses = async (...entries: WaitlistEntry[]) =>
  Promise.all(entries.map(async (entry) => (await entryOf(entry)).status));

/** A slot that one hold fills. */
async function fullSlot(capacity = 1): Promise<{ slotId: string; resourceId: string; hold: Hold }> {
  const { id: slotId, resourceId } = await makeSlot(ctx, capacity);
  return { slotId, resourceId, hold: await book(slotId, capacity) };
}

/** The entries of a slot that events call closed. */
async function closedEntries(slotId: string): Promise<unknown[]> {
  const { rows } = await sql<{ id: string }>`
    SELECT subject_id AS id FROM audit WHERE slot_id = ${slotId} AND action = 'waitlist.closed'`.execute(
    ctx.db,
  );
  return rows.map(({ id }) => id);
}

/** Another slot of the same resource. */
const beside = (resourceId: string, capacity: number) =>
  createSlot(ctx, {
    resourceId,
    startsAt: new Date("2031-12-26T10:00:00Z"),
    endsAt: new Date("2031-12-26T11:00:00Z"),
    capacity,
  });

describe("joining", () => {
  test("gives positions in order of arrival; leaving moves the others up", async () => {
    const { slotId } = await fullSlot();
    const [first, second, third] = [await join(slotId), await join(slotId, 1), await join(slotId)];
    expect([first, second, third].map(({ position }) => position)).toEqual([1, 2, 3]);
    expect(await getSlot(ctx, { id: slotId })).toMatchObject({ waiting: 3, available: 0 });
    const left = await leaveWaitlist(ctx, second);
    expect(left).toMatchObject({ status: "LEFT", position: null, bookingId: null });
    expect(await leaveWaitlist(ctx, second)).toEqual(left);
    expect((await entryOf(third)).position).toBe(2);
    const page = await listWaitlist(ctx, { slotId, limit: 1 });
    expect(page.items.map(({ id }) => id)).toEqual([first.id]);
    const next = await listWaitlist(ctx, { slotId, limit: 1, cursor: page.nextCursor ?? "" });
    expect(next).toMatchObject({ items: [{ id: third.id, position: 2 }], nextCursor: null });
  });

  test("is refused for an unknown, closed or free slot, and for too many places", async () => {
    const { id: slotId } = await makeSlot(ctx, 2);
    expect(await codeOf(join(slotId))).toBe("SLOT_NOT_FULL");
    expect(await codeOf(join(UNKNOWN_ID))).toBe("SLOT_NOT_FOUND");
    await book(slotId);
    expect(await codeOf(join(slotId))).toBe("SLOT_NOT_FULL");
    expect((await join(slotId, 2)).position).toBe(1);
    expect(await codeOf(join(slotId, 3))).toBe("INVALID_INPUT");
    await updateSlot(ctx, { id: slotId, closed: true });
    expect(await codeOf(join(slotId))).toBe("NOT_BOOKABLE");
    expect(await codeOf(getWaitlistEntry(ctx, { id: UNKNOWN_ID }))).toBe("WAITLIST_ENTRY_NOT_FOUND");
    expect(await codeOf(leaveWaitlist(ctx, { id: UNKNOWN_ID }))).toBe("WAITLIST_ENTRY_NOT_FOUND");
    expect(await codeOf(listWaitlist(ctx, { slotId: UNKNOWN_ID, limit: 1 }))).toBe("SLOT_NOT_FOUND");
  });

  test("is refused beyond the entries that a slot may have", async () => {
    const { slotId } = await fullSlot();
    await sql`
      INSERT INTO waitlist_entries (id, slot_id, quantity, customer_name)
      SELECT gen_random_uuid(), ${slotId}, 1, 'Ann' FROM generate_series(1, ${WAITLIST_MAX_ENTRIES}::integer)`.execute(
      ctx.db,
    );
    await sql`UPDATE slots SET waiting = ${WAITLIST_MAX_ENTRIES} WHERE id = ${slotId}`.execute(ctx.db);
    expect(await codeOf(join(slotId))).toBe("WAITLIST_FULL");
    const page = await listWaitlist(ctx, { slotId, limit: 500 });
    const { items } = await listWaitlist(ctx, { slotId, limit: 500, cursor: page.nextCursor ?? "" });
    expect(items.map(({ position }) => position)).toEqual(Array.from({ length: 500 }, (_, n) => 501 + n));
    await sql`DELETE FROM waitlist_entries WHERE slot_id = ${slotId}`.execute(ctx.db);
    await sql`UPDATE slots SET waiting = 0 WHERE id = ${slotId}`.execute(ctx.db);
  });

  test("happens once per idempotency key", async () => {
    const { slotId } = await fullSlot();
    const once = () => joinWaitlist(ctx, { slotId, quantity: 1, customer, idempotencyKey: `join-${slotId}` });
    const first = await once();
    expect(await once()).toEqual(first);
    expect((await getSlot(ctx, { id: slotId })).waiting).toBe(1);
  });
});

describe("released places", () => {
  test("by cancellation promote the first entry that fits, with a longer hold, an event and an audit entry", async () => {
    const { slotId, hold } = await fullSlot(2);
    const [large, small] = [await join(slotId, 2), await join(slotId, 1)];
    await cancelBooking(ctx, hold);
    expect(await statuses(large, small)).toEqual(["PROMOTED", "WAITING"]);
    const { bookingId } = await entryOf(large);
    const booking = await getBooking(ctx, { id: bookingId ?? "" });
    expect(booking).toMatchObject({ slotId, status: "PENDING", quantity: 2, customerName: "Ann" });
    const lives = Date.parse(booking.expiresAt) - Date.parse(booking.createdAt);
    expect(lives).toBe(WAITLIST_HOLD_SECONDS * 1000);
    const told = async () => (await listEvents(ctx, { slotId, type: "waitlist.promoted", limit: 10 })).items;
    await expect.poll(told, { timeout: 30_000 }).toMatchObject([
      {
        type: "waitlist.promoted",
        bookingId,
        data: { entryId: large.id, quantity: 2, expiresAt: booking.expiresAt },
      },
    ]);
    const { items } = await listAudit(ctx, { bookingId: booking.id, limit: 10 });
    expect(items).toMatchObject([{ action: "booking.placed", actor: "system", after: { quantity: 2 } }]);
    expect(await codeOf(leaveWaitlist(ctx, large))).toBe("WAITLIST_ENTRY_PROMOTED");
    expect((await confirmBooking(ctx, booking)).status).toBe("CONFIRMED");
  });

  test("go to the first entry that fits, past one that does not", async () => {
    const { id: slotId } = await makeSlot(ctx, 2);
    const [one] = [await book(slotId), await book(slotId)];
    const [large, small, later] = [await join(slotId, 2), await join(slotId, 1), await join(slotId, 1)];
    await cancelBooking(ctx, one);
    expect(await statuses(large, small, later)).toEqual(["WAITING", "PROMOTED", "WAITING"]);
  });

  test("by expiry: the place of an expired promoted hold goes to the next entry", async () => {
    const { slotId } = await fullSlot();
    const [first, second] = [await join(slotId), await join(slotId)];
    await passTime(ctx.db, HOLD_SECONDS);
    await expireHolds(ctx);
    expect(await statuses(first, second)).toEqual(["PROMOTED", "WAITING"]);
    await passTime(ctx.db, HOLD_SECONDS);
    await expireHolds(ctx);
    expect(await statuses(first, second)).toEqual(["PROMOTED", "WAITING"]);
    await passTime(ctx.db, WAITLIST_HOLD_SECONDS);
    await expireHolds(ctx);
    expect(await statuses(first, second)).toEqual(["PROMOTED", "PROMOTED"]);
    const [{ bookingId }] = [await entryOf(first)];
    expect((await getBooking(ctx, { id: bookingId ?? "" })).status).toBe("FAILED");
    expect(await getSlot(ctx, { id: slotId })).toMatchObject({ booked: 1, waiting: 0 });
  });

  test("a promoted hold has an expiry job", async () => {
    const { slotId, hold } = await fullSlot();
    const entry = await join(slotId);
    await cancelBooking(ctx, hold);
    const { bookingId } = await entryOf(entry);
    const { rows } = await sql<{ covered: boolean }>`
      SELECT EXISTS (SELECT FROM pgboss.job WHERE name = 'expire-holds'
        AND start_after BETWEEN expires_at AND expires_at + interval '250 ms') AS covered
      FROM bookings WHERE id = ${bookingId}`.execute(ctx.db);
    expect(rows).toEqual([{ covered: true }]);
  });

  test("by more capacity, by reopening and by moving a booking away", async () => {
    const { slotId, resourceId, hold } = await fullSlot();
    const waiting = [await join(slotId), await join(slotId), await join(slotId)] as const;
    await updateSlot(ctx, { id: slotId, capacity: 2 });
    expect(await statuses(...waiting)).toEqual(["PROMOTED", "WAITING", "WAITING"]);
    await rescheduleBooking(ctx, { id: hold.id, slotId: (await beside(resourceId, 1)).id });
    expect(await statuses(...waiting)).toEqual(["PROMOTED", "PROMOTED", "WAITING"]);
    await updateSlot(ctx, { id: slotId, closed: true });
    await updateSlot(ctx, { id: slotId, capacity: 3 });
    expect(await statuses(...waiting)).toEqual(["PROMOTED", "PROMOTED", "WAITING"]);
    expect(await updateSlot(ctx, { id: slotId, closed: false })).toMatchObject({ waiting: 0, booked: 3 });
    expect(await statuses(...waiting)).toEqual(["PROMOTED", "PROMOTED", "PROMOTED"]);
  });

  test("are found by the worker after a booking window has begun", async () => {
    const { slotId, hold } = await fullSlot();
    const entry = await join(slotId);
    await updateSlot(ctx, { id: slotId, bookableFrom: new Date("2031-01-01T00:00:00Z") });
    await cancelBooking(ctx, hold);
    expect(await statuses(entry)).toEqual(["WAITING"]);
    await sql`UPDATE slots SET bookable_from = NULL WHERE id = ${slotId}`.execute(ctx.db);
    await expireHolds(ctx);
    expect(await statuses(entry)).toEqual(["PROMOTED"]);
  });
});

describe("the search for entries to promote", () => {
  test("skips slots with too few places for any entry", async () => {
    // More than one search returns, and the first in any order: each has one place left, and an entry for two.
    await sql`
      WITH crowded AS (
        INSERT INTO slots (id, resource_id, starts_at, ends_at, capacity, waiting)
        SELECT ('00000000-0000-7000-8000-' || lpad(n::text, 12, '0'))::uuid, ${(await makeSlot(ctx, 1)).resourceId},
          '2031-12-25T10:00:00Z', '2031-12-25T11:00:00Z', 2, 1 FROM generate_series(1, 120) AS n RETURNING id
      )
      INSERT INTO waitlist_entries (id, slot_id, quantity, customer_name)
      SELECT id, id, 2, 'Ann' FROM crowded`.execute(ctx.db);
    await sql`
      WITH booked AS (UPDATE slots SET booked = 1 WHERE id::text LIKE '00000000-%' RETURNING id)
      INSERT INTO bookings (id, slot_id, customer_name, quantity, status, expires_at)
      SELECT gen_random_uuid(), id, 'Ann', 1, 'CONFIRMED', now() FROM booked`.execute(ctx.db);
    const { slotId, hold } = await fullSlot();
    const entry = await join(slotId);
    await updateSlot(ctx, { id: slotId, bookableFrom: new Date("2031-01-01T00:00:00Z") });
    await cancelBooking(ctx, hold);
    await sql`UPDATE slots SET bookable_from = NULL WHERE id = ${slotId}`.execute(ctx.db);
    await expireHolds(ctx);
    expect(await statuses(entry)).toEqual(["PROMOTED"]);
  });

  test("ends the entries of a slot that is over, with an event", async () => {
    const { slotId, hold } = await fullSlot();
    const entry = await join(slotId);
    await updateSlot(ctx, {
      id: slotId,
      startsAt: new Date("2021-12-25T10:00:00Z"),
      endsAt: new Date("2021-12-25T11:00:00Z"),
    });
    await expireHolds(ctx);
    expect(await statuses(entry)).toEqual(["LEFT"]);
    expect((await getSlot(ctx, { id: slotId })).waiting).toBe(0);
    expect(await closedEntries(slotId)).toEqual([entry.id]);
    expect(await codeOf(cancelBooking(ctx, hold))).toBe("ok");
  });

  test("ends an entry that wants more places than the slot has, with an event: the rest is free", async () => {
    const { slotId, hold } = await fullSlot(2);
    const others = await Promise.all([1, 2].map(() => book(slotId).catch(() => undefined)));
    expect(others).toEqual([undefined, undefined]);
    await updateSlot(ctx, { id: slotId, capacity: 4 });
    await book(slotId, 2);
    const entry = await join(slotId, 4);
    await cancelBooking(ctx, hold);
    expect(await getSlot(ctx, { id: slotId })).toMatchObject({ available: 2, waiting: 1 });
    expect(await updateSlot(ctx, { id: slotId, capacity: 3 })).toMatchObject({ available: 1, waiting: 0 });
    expect(await statuses(entry)).toEqual(["LEFT"]);
    expect(await closedEntries(slotId)).toEqual([entry.id]);
    expect((await book(slotId)).status).toBe("PENDING");
  });
});

test("many expired holds are written down in bounded transactions, even if entries wait", async () => {
  const { id: slotId } = await makeSlot(ctx, 7_000);
  await sql`
    INSERT INTO bookings (id, slot_id, customer_name, quantity, status, expires_at)
    SELECT gen_random_uuid(), ${slotId}, 'Ann', 1, 'PENDING', now() - interval '1 second'
    FROM generate_series(1, 7000)`.execute(ctx.db);
  await sql`
    WITH counted AS (UPDATE slots SET booked = 7000, waiting = 1 WHERE id = ${slotId})
    INSERT INTO waitlist_entries (id, slot_id, quantity, customer_name)
    VALUES (gen_random_uuid(), ${slotId}, 1, 'Bob')`.execute(ctx.db);
  await expireHolds(ctx);
  expect(await getSlot(ctx, { id: slotId })).toMatchObject({ booked: 1, waiting: 0 });
  const { rows } = await sql<{ most: number }>`
    SELECT max(released)::integer AS most FROM (
      SELECT sum(cardinality(booking_ids)) AS released FROM audit
      WHERE slot_id = ${slotId} AND action = 'booking.expired' GROUP BY audit.xmin::text
    ) AS transactions`.execute(ctx.db);
  expect(rows[0]?.most).toBeLessThanOrEqual(4_000);
});

describe("no request overtakes an entry", () => {
  test("on the fast path, the locked path, with several slots, by moving or by a late confirmation", async () => {
    const { id: slotId, resourceId } = await makeSlot(ctx, 3);
    const [late] = [await book(slotId), await book(slotId), await book(slotId)];
    const large = await join(slotId, 3);
    await passTime(ctx.db, HOLD_SECONDS);
    const second = await beside(resourceId, 1);
    const elsewhere = await book(second.id);
    // The holds are expired, though not written down yet: the waitlist comes first.
    expect(await codeOf(book(slotId))).toBe("NO_SEAT");
    expect(await statuses(large)).toEqual(["PROMOTED"]);
    const { bookingId } = await entryOf(large);
    const pair = await join(slotId, 2);
    await cancelBooking(ctx, { id: bookingId ?? "" });
    expect(await statuses(pair)).toEqual(["PROMOTED"]);
    const three = await join(slotId, 3);
    // One place is free, and the only entry waits for three: what it cannot use is free for everybody.
    expect(await getSlot(ctx, { id: slotId })).toMatchObject({ available: 1, waiting: 1 });
    const newcomer = await book(slotId);
    expect(await codeOf(book(slotId))).toBe("NO_SEAT");
    expect(await codeOf(book(slotId))).toBe("NO_SEAT");
    const lines = [{ slotId, quantity: 1 }];
    expect(await codeOf(createBookings(ctx, { lines, customer }))).toBe("NO_SEAT");
    expect(await codeOf(rescheduleBooking(ctx, { id: elsewhere.id, slotId }))).toBe("NO_SEAT");
    expect(await codeOf(confirmOrReacquireBooking(ctx, { id: late.id, reacquire: true }))).toBe(
      "HOLD_EXPIRED",
    );
    const listed = await listSlots(ctx, { resourceId, availableOnly: true, limit: 10 });
    expect(listed.items).toEqual([]);
    expect(await statuses(three)).toEqual(["WAITING"]);
    await cancelBooking(ctx, newcomer);
    // Whoever fits books, and need not wait.
    expect(await codeOf(join(slotId, 1))).toBe("SLOT_NOT_FULL");
    await book(slotId);
    await leaveWaitlist(ctx, three);
    expect((await getSlot(ctx, { id: slotId })).waiting).toBe(0);
    await updateSlot(ctx, { id: slotId, capacity: 4 });
    expect((await book(slotId)).status).toBe("PENDING");
  });

  test("on the fast path, on a slot without refusals so far", async () => {
    const { id: slotId } = await makeSlot(ctx, 2);
    await book(slotId);
    await join(slotId, 2);
    const newcomer = { ...ctx, holds: await warmQueue(ctx) };
    const places = [2, 1, 1].map((quantity) =>
      codeOf(createBooking(newcomer, { slotId, quantity, customer })),
    );
    expect(await Promise.all(places)).toEqual(["NO_SEAT", "ok", "NO_SEAT"]);
  });

  test("by a late confirmation of an expired hold that is still PENDING", async () => {
    const { slotId, hold } = await fullSlot();
    const entry = await join(slotId);
    await passTime(ctx.db, HOLD_SECONDS);
    expect(await codeOf(confirmOrReacquireBooking(ctx, { id: hold.id, reacquire: true }))).toBe(
      "HOLD_EXPIRED",
    );
    expect(await statuses(entry)).toEqual(["PROMOTED"]);
  });

  test("an invariant detects it", async () => {
    const other = await createTestContext();
    const { id: slotId } = await makeSlot(other, 2);
    await createBooking(other, { slotId, quantity: 1, customer });
    const entry = await joinWaitlist(other, { slotId, quantity: 2, customer });
    await sql`UPDATE waitlist_entries SET quantity = 1`.execute(other.db);
    await sql`UPDATE slots SET waiting = 0`.execute(other.db);
    const { id } = await createBooking(other, { slotId, quantity: 1, customer });
    expect(await brokenInvariants(other)).toEqual([
      expect.stringContaining(`slot ${slotId}: counts 0, waiting 1`),
      expect.stringContaining(`booking ${id} of slot ${slotId}`),
    ]);
    expect(entry.status).toBe("WAITING");
    await other.close();
  });
});

test("simultaneous requests in two processes: every place has one booking, and the waitlist its order", async () => {
  const others = [
    ctx,
    { ...ctx, holds: new HoldQueue({ ...ctx, ...SECONDS }), changes: new ChangeQueues(ctx) },
  ];
  for (let round = 0; round < 5; round += 1) {
    const { id: slotId } = await makeSlot(ctx, 4);
    const holds = await Promise.all(Array.from({ length: 4 }, () => book(slotId)));
    const entries = [await join(slotId), await join(slotId), await join(slotId)];
    const calls = others.flatMap((one, index) => [
      ...holds.filter((_, n) => n % 2 === index).map((hold) => () => cancelBooking(one, hold)),
      ...Array.from({ length: 6 }, () => () => createBooking(one, { slotId, quantity: 1, customer })),
      () => joinWaitlist(one, { slotId, quantity: 1, customer }),
      () => leaveWaitlist(one, entries[1] as WaitlistEntry),
      () => expireHolds(one),
    ]);
    const outcomes = await Promise.all(calls.map((call) => call().catch((error: unknown) => error)));
    for (const outcome of outcomes) {
      if (outcome instanceof Error) expect(outcome).toBeInstanceOf(HoldfastError);
    }
    const [first, second, third] = await statuses(...entries);
    expect([first, third]).toEqual(["PROMOTED", "PROMOTED"]);
    expect(second).toMatch(/^(LEFT|PROMOTED)$/);
    expect(await brokenInvariants(ctx)).toEqual([]);
  }
});

test("deleting a slot closes its waitlist, with an event for each entry", async () => {
  const { slotId, hold } = await fullSlot();
  const entry = await join(slotId);
  await updateSlot(ctx, { id: slotId, closed: true });
  expect(await codeOf(deleteSlot(ctx, { id: slotId }))).toBe("SLOT_HAS_BOOKINGS");
  await cancelBooking(ctx, hold);
  await deleteSlot(ctx, { id: slotId });
  expect(await statuses(entry)).toEqual(["LEFT"]);
  expect(await leaveWaitlist(ctx, entry)).toMatchObject({ status: "LEFT" });
  const { items } = await listAudit(ctx, { slotId, limit: 100 });
  const actions = items.filter(({ subjectId }) => subjectId === entry.id).map(({ action }) => action);
  expect(actions.toSorted()).toEqual(["waitlist.closed", "waitlist.joined"]);
  const told = async () => (await listEvents(ctx, { slotId, type: "waitlist.closed", limit: 10 })).items;
  await expect
    .poll(told, { timeout: 30_000 })
    .toMatchObject([{ type: "waitlist.closed", data: { entryId: entry.id } }]);
});

test("erasing a customer erases old entries and leaves waiting ones", async () => {
  const { slotId } = await fullSlot();
  const name = { name: "Marked", contact: "marked@example.org" };
  const [left, waiting] = [
    await joinWaitlist(ctx, { slotId, quantity: 1, customer: name }),
    await joinWaitlist(ctx, { slotId, quantity: 1, customer: name }),
  ];
  await leaveWaitlist(ctx, left);
  await eraseCustomer(ctx, name);
  expect(await entryOf(left)).toMatchObject({ customerName: "erased", customerContact: null });
  expect(await entryOf(waiting)).toMatchObject({ customerName: "Marked" });
});

test("erasing a customer keeps the records of waiting entries and deletes those of old ones", async () => {
  const { slotId } = await fullSlot();
  const customer = { name: "Marked", contact: "marked-too@example.org" };
  const once = () => joinWaitlist(ctx, { slotId, quantity: 1, customer, idempotencyKey: `once-${slotId}` });
  const entry = await once();
  await eraseCustomer(ctx, customer);
  expect(await once()).toEqual(entry);
  await leaveWaitlist(ctx, entry);
  await eraseCustomer(ctx, customer);
  const { rows } = await sql`SELECT FROM idempotency_records WHERE response ->> 'id' = ${entry.id}`.execute(
    ctx.db,
  );
  expect(rows).toEqual([]);
});

describe("cancel_until", () => {
  const SOON = { startsAt: new Date(Date.now() + 3_600_000), endsAt: new Date(Date.now() + 7_200_000) };

  test("closes cancelling and moving, except to staff", async () => {
    const { resourceId } = await makeSlot(ctx, 1);
    const slot = await createSlot(ctx, { resourceId, ...SOON, capacity: 3, cancelUntil: 24 });
    expect(slot.cancelUntil).toBe(24);
    const staff = { ...ctx, actor: "key:01a205ee-6449-7bfd-903f-a39cc9f3469f" as const };
    const [hold, booking] = [await book(slot.id), await book(slot.id)];
    await confirmBooking(ctx, booking);
    const to = await beside(resourceId, 1);
    const { id } = booking;
    expect(await codeOf(cancelBooking(ctx, { id }))).toBe("CANCELLATION_CLOSED");
    expect(await codeOf(rescheduleBooking(ctx, { id, slotId: to.id }))).toBe("CANCELLATION_CLOSED");
    // What is not confirmed can be given back.
    expect(await codeOf(rescheduleBooking(ctx, { id: hold.id, slotId: to.id }))).toBe("ok");
    const [mine, theirs] = await Promise.all([
      codeOf(cancelBooking(ctx, booking)),
      codeOf(cancelBooking(staff, booking)),
    ]);
    expect([mine === "ok" || mine === "CANCELLATION_CLOSED", theirs]).toEqual([true, "ok"]);
    expect(await codeOf(cancelBooking(ctx, await book(slot.id)))).toBe("ok");
    expect(await codeOf(cancelBooking(ctx, hold))).toBe("ok");
  });

  test("is open before", async () => {
    const { resourceId } = await makeSlot(ctx, 1);
    const slot = await createSlot(ctx, { resourceId, ...SOON, capacity: 1, cancelUntil: 0 });
    expect(await codeOf(cancelBooking(ctx, await book(slot.id)))).toBe("ok");
  });
});
