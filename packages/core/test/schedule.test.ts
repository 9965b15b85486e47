/// <reference lib="esnext.temporal" />
import type { CreateScheduleInput, Schedule } from "@holdfast/contract";
import { countLockWaiters, holdSlotLock } from "@holdfast/db/testing";
import { sql } from "kysely";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import {
  brokenInvariants,
  cancelBooking,
  createBooking,
  createBookings,
  createResource,
  createSchedule,
  createSlot,
  deleteSchedule,
  GENERATE_SLOTS,
  generateLaggingSlots,
  generateSlots,
  generateSlotsForJobs,
  getSchedule,
  getSlot,
  joinWaitlist,
  leaveWaitlist,
  listSchedules,
  rescheduleBooking,
  updateSchedule,
  updateSlot,
} from "../src/index.ts";
import { generateAllSlots } from "../src/schedules/generate.ts";
import { createTestContext, UNKNOWN_ID } from "./harness.ts";

let ctx: Awaited<ReturnType<typeof createTestContext>>;
const zone = "Europe/Berlin";
/** The local day so many days from now. */
const dayIn = (days: number) => Temporal.Now.plainDateISO(zone).add({ days }).toString();

beforeAll(async () => {
  ctx = await createTestContext();
});

afterAll(() => ctx.close());

/** A schedule of a doctor of its own: three slots a day, on the three days after today. */
async function makeSchedule(change: Partial<CreateScheduleInput> = {}) {
  const { id: resourceId } = await createResource(ctx, { kind: "doctor", name: "Dr. Plan" });
  return createSchedule(ctx, {
    resourceId,
    rrule: `FREQ=DAILY;UNTIL=${dayIn(3).replaceAll("-", "")}`,
    timeZone: zone,
    startsOn: dayIn(1),
    opensAt: "12:00",
    closesAt: "13:30",
    slotMinutes: 30,
    gapMinutes: 0,
    capacity: 2,
    leadMinutes: 0,
    horizonDays: 30,
    exceptions: [],
    ...change,
  });
}

/** A schedule whose slots are made. */
async function makeGenerated(change: Partial<CreateScheduleInput> = {}) {
  const schedule = await makeSchedule(change);
  await generateSlots(ctx, schedule);
  return { ...schedule, slots: await slotsOf(schedule) };
}

const slotsOf = ({ resourceId }: { resourceId: string }) =>
  ctx.db
    .selectFrom("slots")
    .selectAll()
    .where("resource_id", "=", resourceId)
    .orderBy("starts_at")
    .orderBy("id")
    .execute();

/** The slots that are not deleted, as `days from now, local time of day`. */
async function times(schedule: { resourceId: string }): Promise<string[]> {
  const today = Temporal.Now.plainDateISO(zone);
  const slots = (await slotsOf(schedule)).filter(({ deleted_at }) => deleted_at === null);
  return slots.map(({ starts_at, ends_at }) => {
    const start = Temporal.Instant.from(starts_at.toISOString()).toZonedDateTimeISO(zone);
    const minutes = (ends_at.getTime() - starts_at.getTime()) / 60_000;
    return `${today.until(start.toPlainDate()).days} ${start.toPlainTime().toString().slice(0, 5)}+${minutes}`;
  });
}

const book = (slotId: string) => createBooking(ctx, { slotId, quantity: 1, customer: { name: "Ann" } });

const jobsFor = async (scheduleId: string) => {
  const { rows } = await sql`
    SELECT id FROM pgboss.job WHERE name = ${GENERATE_SLOTS} AND data->>'scheduleId' = ${scheduleId}`.execute(
    ctx.db,
  );
  return rows.length;
};

/** The slot at a position; fails the test where there is none. */
function nth<Item>(items: readonly Item[], index: number): Item {
  const item = items[index];
  if (item === undefined) throw new Error(`there is no item ${index}`);
  return item;
}

test("a schedule is read as it was written, with its exceptions, and has a job", async () => {
  const schedule = await makeSchedule({ closesAt: "24:00", exceptions: ["2031-12-25", "2031-12-26"] });
  expect(schedule).toMatchObject({
    timeZone: zone,
    startsOn: dayIn(1),
    opensAt: "12:00",
    closesAt: "24:00",
    slotMinutes: 30,
    exceptions: ["2031-12-25", "2031-12-26"],
  });
  expect(await getSchedule(ctx, schedule)).toEqual(schedule);
  expect((await listSchedules(ctx, { resourceId: schedule.resourceId, limit: 5 })).items).toEqual([schedule]);
  expect(await jobsFor(schedule.id)).toBe(1);
  expect(await slotsOf(schedule)).toEqual([]);
});

test("slots are made once, with the schedule's capacity, by repeated and simultaneous calls", async () => {
  const schedule = await makeSchedule();
  const runs = await Promise.all(Array.from({ length: 5 }, () => generateSlots(ctx, schedule)));
  expect(runs.map(({ slotsCreated }) => slotsCreated).toSorted()).toEqual([0, 0, 0, 0, 9]);
  expect(await times(schedule)).toEqual(
    [1, 2, 3].flatMap((day) => [`${day} 12:00+30`, `${day} 12:30+30`, `${day} 13:00+30`]),
  );
  const slots = await slotsOf(schedule);
  expect(new Set(slots.map(({ capacity, booked }) => `${capacity} ${booked}`))).toEqual(new Set(["2 0"]));
  await Promise.all([generateAllSlots(ctx), generateAllSlots(ctx), generateSlots(ctx, schedule)]);
  expect(await slotsOf(schedule)).toEqual(slots);
});

test("the database refuses a second slot of a schedule at the same start", async () => {
  const { slots } = await makeGenerated();
  const { id, ...slot } = nth(slots, 0);
  await expect(
    ctx.db
      .insertInto("slots")
      .values({ ...slot, metadata: "{}", id: UNKNOWN_ID })
      .execute(),
  ).rejects.toThrow("slots_by_schedule");
});

test("slots inside the lead time are made, and all slots have it and follow its change", async () => {
  const lead = 2 * 24 * 60;
  const schedule = await makeGenerated({
    opensAt: "00:00",
    closesAt: "01:00",
    slotMinutes: 60,
    leadMinutes: lead,
  });
  expect(await times(schedule)).toEqual(["1 00:00+60", "2 00:00+60", "3 00:00+60"]);
  const leads = async () => (await slotsOf(schedule)).map(({ lead_minutes }) => lead_minutes);
  expect(await leads()).toEqual([lead, lead, lead]);
  await updateSchedule(ctx, { id: schedule.id, leadMinutes: 30, capacity: 5 });
  expect(await generateSlots(ctx, schedule)).toEqual({ slotsCreated: 0, slotsDeleted: 0 });
  expect(await leads()).toEqual([30, 30, 30]);
  expect((await slotsOf(schedule)).map(({ capacity }) => capacity)).toEqual([5, 5, 5]);
});

test("the horizon limits the slots", async () => {
  const schedule = await makeGenerated({ rrule: "FREQ=DAILY", horizonDays: 2, closesAt: "12:30" });
  expect(await times(schedule)).toEqual(["1 12:00+30", "2 12:00+30"]);
});

test("a change replaces slots that nobody has booked; booked ones stay, closed, and keep their hours free", async () => {
  const schedule = await makeGenerated();
  const booked = nth(schedule.slots, 1);
  await book(booked.id);
  const cancelled = nth(schedule.slots, 5);
  await cancelBooking(ctx, await book(cancelled.id));

  await updateSchedule(ctx, { id: schedule.id, slotMinutes: 45, exceptions: [dayIn(3)] });
  expect(await jobsFor(schedule.id)).toBe(2);
  await generateSlots(ctx, schedule);
  expect(await times(schedule)).toEqual([
    "1 12:30+30", // booked; both slots of 45 minutes would overlap it
    "2 12:00+45",
    "2 12:45+45",
  ]);
  expect(await getSlot(ctx, booked)).toMatchObject({ closed: true, booked: 1 });
  await expect(getSlot(ctx, cancelled)).rejects.toMatchObject({ code: "SLOT_NOT_FOUND" });
  expect(await brokenInvariants(ctx)).toEqual([]);
});

test("a change of capacity changes every slot, but not below what is booked", async () => {
  const schedule = await makeGenerated({ rrule: "FREQ=DAILY;COUNT=1" });
  const booked = nth(schedule.slots, 0);
  await book(booked.id);
  await updateSchedule(ctx, { id: schedule.id, capacity: 7 });
  expect(await generateSlots(ctx, schedule)).toEqual({ slotsCreated: 0, slotsDeleted: 0 });
  expect((await slotsOf(schedule)).map(({ id, capacity }) => [id, capacity])).toEqual(
    schedule.slots.map(({ id }) => [id, 7]),
  );
  await book(booked.id);
  await updateSchedule(ctx, { id: schedule.id, capacity: 1 });
  await generateSlots(ctx, schedule);
  expect((await slotsOf(schedule)).map(({ capacity }) => capacity)).toEqual([2, 1, 1]);
});

test("slots changed by hand stay, even if the schedule is changed", async () => {
  const schedule = await makeGenerated({ rrule: "FREQ=DAILY;COUNT=1" });
  const [first, second, third] = schedule.slots.map(({ id }) => id);
  const later = (slot: { starts_at: Date }, minutes: number) =>
    new Date(slot.starts_at.getTime() + minutes * 60_000);
  await updateSlot(ctx, { id: first ?? "", capacity: 9 });
  await updateSlot(ctx, {
    id: third ?? "",
    startsAt: later(nth(schedule.slots, 2), 10),
    endsAt: later(nth(schedule.slots, 2), 40),
  });
  expect(await generateSlots(ctx, schedule)).toEqual({ slotsCreated: 0, slotsDeleted: 0 });
  expect(await times(schedule)).toEqual(["1 12:00+30", "1 12:30+30", "1 13:10+30"]);
  await expect(
    updateSlot(ctx, { id: second ?? "", startsAt: nth(schedule.slots, 0).starts_at }),
  ).rejects.toMatchObject({ code: "INVALID_INPUT", issues: [{ path: "startsAt" }] });

  await updateSchedule(ctx, { id: schedule.id, capacity: 4, gapMinutes: 0 });
  expect(await generateSlots(ctx, schedule)).toEqual({ slotsCreated: 0, slotsDeleted: 0 });
  expect(await times(schedule)).toEqual(["1 12:00+30", "1 12:30+30", "1 13:10+30"]);
  expect((await slotsOf(schedule)).map(({ capacity }) => capacity)).toEqual([9, 4, 4]);
});

test("slots of other schedules, and slots that have begun, stay", async () => {
  const schedule = await makeGenerated({ rrule: "FREQ=DAILY;COUNT=1" });
  const byHand = await createSlot(ctx, {
    resourceId: schedule.resourceId,
    startsAt: nth(schedule.slots, 0).starts_at,
    endsAt: nth(schedule.slots, 0).ends_at,
    capacity: 1,
  });
  const begun = nth(schedule.slots, 1);
  const past = new Date(Date.now() - 60_000);
  await ctx.db.updateTable("slots").set({ starts_at: past }).where("id", "=", begun.id).execute();
  await updateSchedule(ctx, { id: schedule.id, exceptions: [dayIn(1)] });
  await generateSlots(ctx, schedule);
  const left = (await slotsOf(schedule)).map(({ id }) => id);
  expect(left.toSorted()).toEqual([byHand.id, begun.id].toSorted());
});

test("a hold that is placed during the deletion of its slot keeps the slot or finds none", async () => {
  for (let round = 0; round < 10; round += 1) {
    const { id, slots, resourceId } = await makeGenerated({ rrule: "FREQ=DAILY;COUNT=1" });
    await updateSchedule(ctx, { id, exceptions: [dayIn(1)] });
    const visits = slots.map((slot) =>
      book(slot.id).then(
        () => slot.id,
        (error) => error.code,
      ),
    );
    const [run, ...answers] = await Promise.all([generateSlots(ctx, { id }), ...visits]);
    const held = answers.filter((answer) => answer !== "SLOT_NOT_FOUND");
    expect((await slotsOf({ resourceId })).map((slot) => slot.id).toSorted()).toEqual(held.toSorted());
    expect(run.slotsDeleted).toBe(slots.length - held.length);
  }
  expect(await brokenInvariants(ctx)).toEqual([]);
});

test("a booking that commits during the wait keeps its slot", async () => {
  const { id, slots } = await makeGenerated({ rrule: "FREQ=DAILY;COUNT=1", closesAt: "12:30" });
  const slot = nth(slots, 0);
  await updateSchedule(ctx, { id, exceptions: [dayIn(1)] });
  const locked = Promise.withResolvers<void>();
  const mayCommit = Promise.withResolvers<void>();
  const placing = ctx.db.transaction().execute(async (trx) => {
    await trx.selectFrom("slots").select("id").where("id", "=", slot.id).forUpdate().execute();
    locked.resolve();
    await mayCommit.promise;
    await trx
      .insertInto("bookings")
      .values({
        id: UNKNOWN_ID,
        slot_id: slot.id,
        customer_name: "Ann",
        quantity: 1,
        status: "PENDING",
        expires_at: new Date(Date.now() + 60_000),
      })
      .execute();
    await trx.updateTable("slots").set({ booked: 1 }).where("id", "=", slot.id).execute();
  });
  await locked.promise;
  const run = generateSlots(ctx, { id });
  await vi.waitUntil(async () => (await countLockWaiters(ctx.db)) > 0, { timeout: 10_000, interval: 10 });
  mayCommit.resolve();
  await placing;
  expect(await run).toEqual({ slotsCreated: 0, slotsDeleted: 0 });
  expect(await getSlot(ctx, slot)).toMatchObject({ booked: 1 });
});

test("a slot that had an entry is deleted like any other, but its row stays", async () => {
  const schedule = await makeGenerated({ rrule: "FREQ=DAILY;COUNT=1", capacity: 1 });
  const [wanted, free] = [nth(schedule.slots, 0), nth(schedule.slots, 1)];
  const hold = await book(wanted.id);
  const customer = { name: "Bob" };
  await leaveWaitlist(ctx, await joinWaitlist(ctx, { slotId: wanted.id, quantity: 1, customer }));
  await rescheduleBooking(ctx, { id: hold.id, slotId: free.id });
  await updateSchedule(ctx, { id: schedule.id, exceptions: [dayIn(1)] });
  expect(await generateSlots(ctx, schedule)).toEqual({ slotsCreated: 0, slotsDeleted: 2 });
  expect((await slotsOf(schedule)).map(({ id, deleted_at }) => [id, deleted_at !== null])).toEqual([
    [wanted.id, true],
    [free.id, false],
  ]);
  expect(await deleteSchedule(ctx, schedule)).toMatchObject({ slotsDeleted: 0, slotsKept: 1 });
});

test("deleting a schedule and booking several of its slots lock slots in the same order", async () => {
  const schedule = await makeGenerated({ rrule: "FREQ=DAILY;COUNT=1" });
  const [first, second, last] = schedule.slots.map(({ id }) => id).toSorted() as [string, string, string];
  await book(first); // so that it stays; the others are deleted
  const letGo = await holdSlotLock(ctx.db, last);
  const waiters = (count: number) =>
    vi.waitUntil(async () => (await countLockWaiters(ctx.db)) === count, { timeout: 10_000, interval: 10 });
  const deleting = deleteSchedule(ctx, schedule);
  await waiters(1);
  const lines = [first, second].map((slotId) => ({ slotId, quantity: 1 }));
  const booking = createBookings(ctx, { lines, customer: { name: "Ann" } }).catch((error) => error.code);
  await waiters(2);
  await letGo();
  expect(await deleting).toMatchObject({ slotsDeleted: 2, slotsKept: 1 });
  expect(await booking).toBe("NOT_BOOKABLE"); // the slot that stays is closed
});

test("generation does not wait for a booked slot that it has closed before", async () => {
  const { id, slots } = await makeGenerated({ rrule: "FREQ=DAILY;COUNT=1" });
  const booked = nth(slots, 0);
  await book(booked.id);
  await updateSchedule(ctx, { id, exceptions: [dayIn(1)] });
  expect(await generateSlots(ctx, { id })).toEqual({ slotsCreated: 0, slotsDeleted: 2 });
  const release = await holdSlotLock(ctx.db, booked.id);
  try {
    expect(await generateSlots(ctx, { id })).toEqual({ slotsCreated: 0, slotsDeleted: 0 });
  } finally {
    await release();
  }
});

test("slots follow the rules as they are after a simultaneous change", async () => {
  const schedule = await makeSchedule({ closesAt: "12:30" });
  const changed = Promise.withResolvers<void>();
  const mayCommit = Promise.withResolvers<void>();
  const changing = ctx.db.transaction().execute(async (trx) => {
    await trx.updateTable("schedules").set({ capacity: 9 }).where("id", "=", schedule.id).execute();
    await trx
      .insertInto("schedule_exceptions")
      .values({ schedule_id: schedule.id, day: dayIn(1) })
      .execute();
    changed.resolve();
    await mayCommit.promise;
  });
  await changed.promise;
  const run = generateSlots(ctx, schedule);
  await vi.waitUntil(async () => (await countLockWaiters(ctx.db)) > 0, { timeout: 10_000, interval: 10 });
  mayCommit.resolve();
  await changing;
  expect(await run).toEqual({ slotsCreated: 2, slotsDeleted: 0 });
  expect(await times(schedule)).toEqual(["2 12:00+30", "3 12:00+30"]);
  expect((await slotsOf(schedule)).map(({ capacity }) => capacity)).toEqual([9, 9]);
});

test("deleting a schedule deletes its unused future slots and detaches the others", async () => {
  const schedule = await makeGenerated();
  const booked = nth(schedule.slots, 4);
  await book(booked.id);
  const past = nth(schedule.slots, 0);
  await ctx.db
    .updateTable("slots")
    .set({ starts_at: new Date("2020-01-01T10:00:00Z"), ends_at: new Date("2020-01-01T11:00:00Z") })
    .where("id", "=", past.id)
    .execute();
  expect(await deleteSchedule(ctx, schedule)).toEqual({ id: schedule.id, slotsDeleted: 7, slotsKept: 2 });
  const left = await slotsOf(schedule);
  expect(left.map(({ id, schedule_id }) => [id, schedule_id])).toEqual([
    [past.id, null],
    [booked.id, null],
  ]);
  for (const verb of [getSchedule, deleteSchedule, generateSlots]) {
    await expect(verb(ctx, schedule)).rejects.toMatchObject({ code: "SCHEDULE_NOT_FOUND" });
  }
  await expect(updateSchedule(ctx, { id: schedule.id })).rejects.toMatchObject({
    code: "SCHEDULE_NOT_FOUND",
  });
  await generateSlotsForJobs(ctx, [{ scheduleId: schedule.id }]);
});

test("a schedule needs a resource of the given kind, and hours that fit together", async () => {
  await expect(makeSchedule({ resourceId: UNKNOWN_ID })).rejects.toMatchObject({
    code: "RESOURCE_NOT_FOUND",
  });
  const { resourceId, id } = await makeSchedule();
  await expect(listSchedules(ctx, { resourceId, kind: "show", limit: 1 })).rejects.toMatchObject({
    code: "SHOW_NOT_FOUND",
  });
  for (const [change, path] of [
    [{ opensAt: "13:30" }, "closesAt"],
    [{ moreHours: ["13:00-14:30"] }, "moreHours"],
    [{ endsOn: "1999-12-31" }, "endsOn"],
    [{ slotMinutes: 91 }, "slotMinutes"],
    [{ slotMinutes: 1, horizonDays: 366 }, "horizonDays"],
  ] satisfies [Partial<Schedule>, string][]) {
    await expect(updateSchedule(ctx, { id, ...change })).rejects.toMatchObject({
      code: "INVALID_INPUT",
      issues: [{ path }],
    });
  }
  await expect(listSchedules(ctx, { limit: 1, cursor: "zzz" })).rejects.toMatchObject({
    code: "INVALID_INPUT",
  });
});

test("schedules are listed in the order of their creation, page by page", async () => {
  const first = await makeSchedule();
  const second = await makeSchedule({ resourceId: first.resourceId });
  const page = await listSchedules(ctx, { resourceId: first.resourceId, limit: 1 });
  expect(page.items).toEqual([first]);
  const rest = await listSchedules(ctx, {
    resourceId: first.resourceId,
    limit: 1,
    cursor: page.nextCursor ?? undefined,
  });
  expect(rest).toEqual({ items: [second], nextCursor: null });
});

test("jobs run each schedule once, all schedules without an id, and the others after a failure", async () => {
  const other = await createTestContext();
  const mine = ctx;
  ctx = other;
  try {
    const stuck = await makeGenerated({ rrule: "FREQ=DAILY;COUNT=1" });
    const fine = await makeSchedule();
    await updateSchedule(ctx, { id: stuck.id, exceptions: [dayIn(1)] });
    const release = await holdSlotLock(ctx.db, nth(stuck.slots, 0).id);
    const payloads = [{ scheduleId: stuck.id }, { scheduleId: stuck.id }, { scheduleId: fine.id }];
    await expect(generateSlotsForJobs(ctx, payloads)).rejects.toThrow("1 schedules failed");
    await release();
    expect(await slotsOf(stuck)).toHaveLength(3);
    expect(await slotsOf(fine)).toHaveLength(9);
    await generateSlotsForJobs(ctx, [null]);
    expect(await slotsOf(stuck)).toEqual([]);
  } finally {
    ctx = mine;
    await other.close();
  }
});

test("schedules that lag are found, unless another transaction has locked them", async () => {
  const other = await createTestContext();
  const mine = ctx;
  ctx = other;
  try {
    const [follows, lags] = [await makeGenerated(), await makeGenerated()];
    await ctx.db.deleteFrom("slots").execute();
    await generateLaggingSlots(ctx);
    expect(await slotsOf(lags)).toEqual([]);
    // A change is later than the one before, even if the clock has stood still since.
    const time = new Date(Date.now() + 60_000);
    const sameTime = { updated_at: time, followed_at: time };
    await ctx.db.updateTable("schedules").set(sameTime).where("id", "=", lags.id).execute();
    await updateSchedule(ctx, { id: lags.id, capacity: 7 });
    await ctx.db.transaction().execute(async (trx) => {
      await trx.selectFrom("schedules").select("id").where("id", "=", lags.id).forUpdate().execute();
      await generateLaggingSlots(ctx);
      expect(await slotsOf(lags)).toEqual([]);
    });
    await generateLaggingSlots(ctx, AbortSignal.abort());
    expect(await slotsOf(lags)).toEqual([]);
    await Promise.all([generateLaggingSlots(ctx), generateLaggingSlots(ctx)]);
    expect(await slotsOf(lags)).toHaveLength(9);
    expect(await slotsOf(follows)).toEqual([]);
  } finally {
    ctx = mine;
    await other.close();
  }
});

test("a booking updates its slot's row in place, because no index has to change", async () => {
  const { rows } = await sql<{ columns: string }>`
    SELECT string_agg(pg_get_indexdef(indexrelid), ' ') AS columns FROM pg_index
    WHERE indrelid = 'slots'::regclass`.execute(ctx.db);
  expect(nth(rows, 0).columns).not.toContain("booked");
});
