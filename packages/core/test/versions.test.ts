import { type Database, openDatabase } from "@holdfast/db";
import {
  countLockWaiters,
  holdBookingLock,
  holdResourceLock,
  holdScheduleLock,
  holdSlotLock,
} from "@holdfast/db/testing";
import { type Kysely, sql } from "kysely";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import {
  addException,
  cancelBooking,
  checkInBooking,
  checkOutBooking,
  confirmBooking,
  confirmOrReacquireBooking,
  createBooking,
  createResource,
  createSchedule,
  createSlot,
  deleteSchedule,
  deleteSlot,
  expireHolds,
  extendHold,
  GENERATE_SLOTS,
  getBooking,
  getResource,
  getSchedule,
  getSlot,
  listAudit,
  markNoShow,
  removeException,
  rescheduleBooking,
  updateBooking,
  updateResource,
  updateSchedule,
  updateSlot,
} from "../src/index.ts";
import { createTestContext, HOLD_SECONDS, makeSlot, passTime, type TestContext } from "./harness.ts";

/* Changes of what somebody else has changed meanwhile. Races run on two pools, as two processes do: within a
   pool the bulkhead already keeps changes of one row apart. */

const DAY = "2031-12-25";
let ctx: TestContext;
let otherDb: Kysely<Database>;
let other: TestContext;

beforeAll(async () => {
  ctx = await createTestContext();
  otherDb = openDatabase({ url: ctx.url, maxConnections: 5 });
  other = { ...ctx, db: otherDb };
});

afterAll(async () => {
  await otherDb.destroy();
  await ctx.close();
});

const makeResource = () => createResource(ctx, { kind: "doctor", name: "Dr. Before" });

async function makeSchedule(exceptions: string[] = []) {
  const { id: resourceId } = await makeResource();
  return createSchedule(ctx, {
    resourceId,
    rrule: "FREQ=DAILY",
    timeZone: "Europe/Berlin",
    startsOn: "2031-01-01",
    opensAt: "09:00",
    closesAt: "10:00",
    slotMinutes: 60,
    gapMinutes: 0,
    capacity: 2,
    leadMinutes: 0,
    horizonDays: 30,
    exceptions,
  });
}

let changes = 0;

/** A number that no change has given before. */
const another = () => {
  changes += 1;
  return changes;
};

/** Everybody may do everything, and so give external ids. */
const open = () => ({ ...ctx, isOpenToAll: true });

/** What can be changed, and how. */
const NOUNS = {
  slot: {
    table: "slots",
    make: () => makeSlot(ctx, 5),
    get: (id: string) => getSlot(ctx, { id }),
    change: (at: TestContext, id: string, ifMatch?: string[]) =>
      updateSlot(at, { id, cancelUntil: another(), ifMatch }),
    changeNothing: (id: string, ifMatch?: string[]) => updateSlot(ctx, { id, ifMatch }),
    lock: holdSlotLock,
  },
  resource: {
    table: "resources",
    make: makeResource,
    get: (id: string) => getResource(ctx, { id }),
    change: (at: TestContext, id: string, ifMatch?: string[]) =>
      updateResource(at, { id, name: `Dr. ${another()}`, ifMatch }),
    changeNothing: (id: string, ifMatch?: string[]) => updateResource(ctx, { id, ifMatch }),
    lock: holdResourceLock,
  },
  schedule: {
    table: "schedules",
    make: makeSchedule,
    get: (id: string) => getSchedule(ctx, { id }),
    change: (at: TestContext, id: string, ifMatch?: string[]) =>
      updateSchedule(at, { id, capacity: 10 + another(), ifMatch }),
    changeNothing: (id: string, ifMatch?: string[]) => removeException(ctx, { id, day: DAY, ifMatch }),
    lock: holdScheduleLock,
  },
  booking: {
    table: "bookings",
    make: async () => {
      const { id: slotId } = await makeSlot(ctx, 5);
      const booking = { slotId, quantity: 1, customer: { name: "Ann" }, externalId: `${another()}` };
      const { token: _token, expiresInSeconds: _seconds, ...made } = await createBooking(open(), booking);
      return made;
    },
    get: (id: string) => getBooking(open(), { id }),
    change: (at: TestContext, id: string, ifMatch?: string[]) =>
      updateBooking({ ...at, isOpenToAll: true }, { id, externalId: `${another()}`, ifMatch }),
    changeNothing: (id: string, ifMatch?: string[]) => updateBooking(open(), { id, metadata: {}, ifMatch }),
    lock: holdBookingLock,
  },
} as const;

const stale = { code: "PRECONDITION_FAILED" };
const YESTERDAY = "2026-01-01T00:00:00.000Z";

describe.each(Object.entries(NOUNS))("a %s", (_, { table, make, get, change, changeNothing, lock }) => {
  test("is changed at the version that was read, and not at another", async () => {
    const { id, updatedAt } = await make();
    await expect(change(ctx, id, [YESTERDAY])).rejects.toMatchObject(stale);
    await expect(change(ctx, id, [])).rejects.toMatchObject(stale);
    await expect(changeNothing(id, [YESTERDAY])).rejects.toMatchObject(stale);
    expect(await get(id)).toMatchObject({ updatedAt });
    const changed = await change(ctx, id, [YESTERDAY, updatedAt]);
    expect(changed.updatedAt > updatedAt).toBe(true);
    expect(await get(id)).toEqual(changed);
    await expect(change(ctx, id, [updatedAt])).rejects.toMatchObject(stale);
    await change(ctx, id);
  });

  test("has another version after every change, within a millisecond and with a clock set back, too", async () => {
    const { id } = await make();
    const future = "2031-01-01T00:00:00.000Z";
    await sql`UPDATE ${sql.table(table)} SET updated_at = ${future} WHERE id = ${id}`.execute(ctx.db);
    expect((await change(ctx, id)).updatedAt).toBe("2031-01-01T00:00:00.001Z");
    expect((await change(ctx, id)).updatedAt).toBe("2031-01-01T00:00:00.002Z");
  });

  test("keeps its version where nothing changes, and the audit has no entry", async () => {
    const before = await make();
    const { id } = before;
    expect(await changeNothing(id, [before.updatedAt])).toEqual(before);
    const { rows } = await sql`SELECT action FROM audit WHERE subject_id = ${id}`.execute(ctx.db);
    expect(rows).toHaveLength(1);
  });

  test("of two changes of one version at once, one is refused", async () => {
    const { id, updatedAt } = await make();
    const unlock = await lock(ctx.db, id);
    const changes = Promise.allSettled([ctx, other].map((at) => change(at, id, [updatedAt])));
    await vi.waitUntil(async () => (await countLockWaiters(ctx.db)) === 2);
    await unlock();
    const results = await changes;
    expect(results.map(({ status }) => status).toSorted()).toEqual(["fulfilled", "rejected"]);
    expect(results.find(({ status }) => status === "rejected")).toMatchObject({ reason: stale });
  });
});

describe("a booking has a later version, with a clock set back, too,", () => {
  const future = "2031-01-01T00:00:00.000Z";
  const later = "2031-01-01T00:00:00.001Z";
  const hour = { startsAt: new Date("2031-12-25T20:00:00Z"), endsAt: new Date("2031-12-25T21:00:00Z") };

  /** A booking with a version in the future. */
  async function makeBooking(...changes: ((booking: { id: string }) => Promise<unknown>)[]) {
    const { id: slotId, resourceId } = await makeSlot(ctx, 5);
    const { id } = await createBooking(ctx, { slotId, quantity: 1, customer: { name: "Ann" } });
    for (const change of changes) await change({ id });
    await sql`UPDATE bookings SET updated_at = ${future} WHERE id = ${id}`.execute(ctx.db);
    return { id, slotId, resourceId };
  }

  const confirm = (booking: { id: string }) => confirmBooking(ctx, booking);
  const markAbsent = (booking: { id: string }) => markNoShow(ctx, booking);
  const expire = () => passTime(ctx.db, HOLD_SECONDS);
  type Made = Awaited<ReturnType<typeof makeBooking>>;
  const makeNext = ({ resourceId }: Made) => createSlot(ctx, { resourceId, ...hour, capacity: 1 });

  test.each<[string, ((booking: Made) => Promise<unknown>)[], (booking: Made) => Promise<unknown>]>([
    ["confirmed", [], confirm],
    ["confirmed under a key", [], ({ id }) => confirmBooking(ctx, { id, idempotencyKey: `confirm-${id}` })],
    ["confirmed late", [expire], ({ id }) => confirmOrReacquireBooking(ctx, { id, reacquire: true })],
    ["cancelled", [confirm], (booking) => cancelBooking(ctx, booking)],
    ["cancelled under a key", [], ({ id }) => cancelBooking(ctx, { id, idempotencyKey: `cancel-${id}` })],
    ["extended", [() => passTime(ctx.db, 10)], (booking) => extendHold(ctx, booking)],
    [
      "rescheduled",
      [confirm],
      async (booking) => rescheduleBooking(ctx, { ...booking, slotId: (await makeNext(booking)).id }),
    ],
    ["checked in", [confirm], (booking) => checkInBooking(ctx, booking)],
    [
      "checked out",
      [confirm, (booking) => checkInBooking(ctx, booking)],
      (booking) => checkOutBooking(ctx, booking),
    ],
    ["a no-show", [confirm], markAbsent],
    [
      "no no-show, on another date",
      [confirm, markAbsent],
      ({ slotId }) => updateSlot(ctx, { id: slotId, ...hour }),
    ],
    [
      "shortened",
      [],
      ({ slotId }) => updateSlot(ctx, { id: slotId, bookableUntil: new Date(Date.now() + 60_000) }),
    ],
    ["expired", [expire], () => expireHolds(ctx)],
  ])("once it is %s", async (_, before, change) => {
    const booking = await makeBooking(...(before as ((booking: { id: string }) => Promise<unknown>)[]));
    await change(booking);
    expect(await getBooking(ctx, booking)).toMatchObject({ updatedAt: later });
  });
});

test("bookings and the name of its doctor leave a slot's version as it is", async () => {
  const { id, resourceId, updatedAt } = await makeSlot(ctx, 5);
  await createBooking(ctx, { slotId: id, quantity: 2, customer: { name: "Ann" } });
  await updateResource(ctx, { id: resourceId, name: "Dr. Other" });
  expect(await getSlot(ctx, { id })).toMatchObject({ booked: 2, resourceName: "Dr. Other", updatedAt });
  await updateSlot(ctx, { id, capacity: 3, ifMatch: [updatedAt] });
});

test("a stale change is refused before any other reason", async () => {
  const { id } = await makeSlot(ctx, 5);
  await createBooking(ctx, { slotId: id, quantity: 2, customer: { name: "Ann" } });
  await expect(updateSlot(ctx, { id, capacity: 1, ifMatch: [YESTERDAY] })).rejects.toMatchObject(stale);
  await expect(deleteSlot(ctx, { id, ifMatch: [YESTERDAY] })).rejects.toMatchObject(stale);
});

test("what has changed since is not deleted", async () => {
  const slot = await makeSlot(ctx, 5);
  const schedule = await makeSchedule();
  await updateSlot(ctx, { id: slot.id, capacity: 6 });
  const changed = await updateSchedule(ctx, { id: schedule.id, capacity: 6 });
  await expect(deleteSlot(ctx, { id: slot.id, ifMatch: [slot.updatedAt] })).rejects.toMatchObject(stale);
  await expect(deleteSchedule(ctx, { id: schedule.id, ifMatch: [schedule.updatedAt] })).rejects.toMatchObject(
    stale,
  );
  await deleteSchedule(ctx, { id: schedule.id, ifMatch: [changed.updatedAt] });
  const { updatedAt } = await getSlot(ctx, slot);
  expect(await deleteSlot(ctx, { id: slot.id, ifMatch: [updatedAt] })).toEqual({ id: slot.id });
});

describe("the exceptions of a schedule", () => {
  const countJobs = async (scheduleId: string) => {
    const { rows } = await sql`
      SELECT FROM pgboss.job WHERE name = ${GENERATE_SLOTS} AND data ->> 'scheduleId' = ${scheduleId}`.execute(
      ctx.db,
    );
    return rows.length;
  };
  const entriesOf = async (scheduleId: string) =>
    (await listAudit(ctx, { scheduleId, limit: 50 })).items.map(({ action, before, after }) => ({
      action,
      before,
      after,
    }));

  test("two that are added at once are both kept", async () => {
    const { id } = await makeSchedule(["2031-12-01"]);
    const unlock = await holdScheduleLock(ctx.db, id);
    const changes = [addException(ctx, { id, day: DAY }), addException(other, { id, day: "2031-12-24" })];
    await vi.waitUntil(async () => (await countLockWaiters(ctx.db)) === 2);
    await unlock();
    await Promise.all(changes);
    expect((await getSchedule(ctx, { id })).exceptions).toEqual(["2031-12-01", "2031-12-24", DAY]);
  });

  test("a day is added and removed with an entry of the audit and a job; again, nothing changes", async () => {
    const { id, updatedAt } = await makeSchedule(["2031-12-01"]);
    const created = await countJobs(id);
    await sql`UPDATE pgboss.job SET state = 'active' WHERE data ->> 'scheduleId' = ${id}`.execute(ctx.db);
    const added = await addException(ctx, { id, day: DAY, ifMatch: [updatedAt] });
    expect(added.exceptions).toEqual(["2031-12-01", DAY]);
    expect(await countJobs(id)).toBe(created + 1);
    expect(await addException(ctx, { id, day: DAY })).toEqual(added);
    await sql`UPDATE pgboss.job SET state = 'active' WHERE data ->> 'scheduleId' = ${id}`.execute(ctx.db);
    const removed = await removeException(ctx, { id, day: DAY, ifMatch: [added.updatedAt] });
    expect(removed.exceptions).toEqual(["2031-12-01"]);
    expect(removed.updatedAt > added.updatedAt).toBe(true);
    expect(await countJobs(id)).toBe(created + 2);
    expect(await removeException(ctx, { id, day: DAY })).toEqual(removed);
    expect(await countJobs(id)).toBe(created + 2);
    const [two, one] = [{ exceptions: added.exceptions }, { exceptions: removed.exceptions }];
    expect((await entriesOf(id)).slice(1)).toEqual([
      { action: "schedule.updated", before: one, after: two },
      { action: "schedule.updated", before: two, after: one },
    ]);
  });

  test("are 366 at most; one that is there already fits", async () => {
    const day = (index: number) => new Date(Date.UTC(2032, 0, 1 + index)).toISOString().slice(0, 10);
    const { id } = await makeSchedule(Array.from({ length: 366 }, (_, index) => day(index)));
    const before = await getSchedule(ctx, { id });
    await expect(addException(ctx, { id, day: DAY })).rejects.toMatchObject({
      code: "INVALID_INPUT",
      issues: [{ path: "day" }],
    });
    expect(await addException(ctx, { id, day: day(7) })).toEqual(before);
    await removeException(ctx, { id, day: day(7) });
    const unlock = await holdScheduleLock(ctx.db, id);
    const changes = Promise.allSettled([
      addException(ctx, { id, day: DAY }),
      addException(other, { id, day: day(7) }),
    ]);
    await vi.waitUntil(async () => (await countLockWaiters(ctx.db)) === 2);
    await unlock();
    const results = await changes;
    expect(results.map(({ status }) => status).toSorted()).toEqual(["fulfilled", "rejected"]);
    expect((await getSchedule(ctx, { id })).exceptions).toHaveLength(366);
  });
});
