import { sql } from "kysely";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import {
  brokenInvariants,
  cancelBooking,
  createBooking,
  createSlot,
  deleteSchedule,
  deleteSlot,
  GENERATE_SLOTS,
  generateSlots,
  getSlot,
  getWaitlistEntry,
  joinWaitlist,
  listAudit,
  listSlots,
  updateResource,
  updateSchedule,
  updateSlot,
} from "../src/index.ts";
import { codeOf, createTestContext, HOLD_SECONDS, passTime, type TestContext } from "./harness.ts";
import { changeSchedule, makeDaily, rowsOf, slotAt, utcDay, utcTime } from "./schedule-harness.ts";

let ctx: TestContext;

beforeAll(async () => {
  ctx = await createTestContext();
});

afterAll(async () => {
  expect(await brokenInvariants(ctx)).toEqual([]);
  await ctx.close();
});

const customer = { name: "Ann" };
const book = (slotId: string, quantity = 1) => createBooking(ctx, { slotId, quantity, customer });
const join = (slotId: string) => joinWaitlist(ctx, { slotId, quantity: 1, customer: { name: "Bob" } });
const starts = async (resourceId: string) => {
  const { items } = await listSlots(ctx, { resourceId, availableOnly: false, limit: 100 });
  return items.map(({ startsAt }) => startsAt.slice(0, 16));
};
const at = (days: number, time: string) => `${utcDay(days)}T${time}`;
const deletions = async (slotId: string) =>
  (await listAudit(ctx, { slotId, limit: 50 })).items.filter(({ action }) => action === "slot.deleted")
    .length;

describe("a change reaches every slot to come", () => {
  test("one whose booking was cancelled is deleted, and made anew when the day has slots again", async () => {
    const schedule = await makeDaily(ctx);
    const { id } = await slotAt(ctx, schedule, utcTime(2, "09:00"));
    await cancelBooking(ctx, await book(id));
    await changeSchedule(ctx, { id: schedule.id, exceptions: [utcDay(2)] });
    expect(await codeOf(book(id))).toBe("SLOT_NOT_FOUND");
    expect(await deletions(id)).toBe(1);
    await changeSchedule(ctx, { id: schedule.id, exceptions: [] });
    expect(await starts(schedule.resourceId)).toEqual(
      [1, 2, 3].flatMap((day) => [at(day, "09:00"), at(day, "09:30")]),
    );
    expect((await slotAt(ctx, schedule, utcTime(2, "09:00"))).id).not.toBe(id);
    expect(await deletions(id)).toBe(1);
  });

  test("one whose hold has expired is deleted, whether or not a worker has released it", async () => {
    const schedule = await makeDaily(ctx);
    const { id } = await slotAt(ctx, schedule, utcTime(2, "09:00"));
    await book(id);
    await passTime(ctx.db, HOLD_SECONDS);
    await changeSchedule(ctx, { id: schedule.id, exceptions: [utcDay(2)] });
    expect(await codeOf(getSlot(ctx, { id }))).toBe("SLOT_NOT_FOUND");
  });

  test("one that is booked or waited for is closed, and opened when the rules include it again", async () => {
    const schedule = await makeDaily(ctx, { capacity: 2 });
    const { id } = await slotAt(ctx, schedule, utcTime(2, "09:00"));
    const hold = await book(id);
    await changeSchedule(ctx, { id: schedule.id, exceptions: [utcDay(2)] });
    expect(await getSlot(ctx, { id })).toMatchObject({ closed: true, booked: 1 });
    expect(await codeOf(book(id))).toBe("NOT_BOOKABLE");
    await changeSchedule(ctx, { id: schedule.id, exceptions: [] });
    expect(await getSlot(ctx, { id })).toMatchObject({ closed: false, booked: 1 });
    await changeSchedule(ctx, { id: schedule.id, exceptions: [utcDay(2)] });
    await cancelBooking(ctx, hold);
    expect(await generateSlots(ctx, schedule)).toEqual({ slotsCreated: 0, slotsDeleted: 1 });
  });

  test("one that is only waited for stays", async () => {
    const schedule = await makeDaily(ctx);
    const { id } = await slotAt(ctx, schedule, utcTime(2, "09:00"));
    const hold = await book(id);
    const entry = await join(id);
    await changeSchedule(ctx, { id: schedule.id, exceptions: [utcDay(2)] });
    await cancelBooking(ctx, hold);
    await generateSlots(ctx, schedule);
    expect(await getSlot(ctx, { id })).toMatchObject({ closed: true, booked: 0, waiting: 1 });
    await changeSchedule(ctx, { id: schedule.id, exceptions: [] });
    expect(await getWaitlistEntry(ctx, entry)).toMatchObject({ status: "PROMOTED" });
  });

  test("staff's closing and opening outlast it", async () => {
    const schedule = await makeDaily(ctx, { capacity: 5 });
    const { id } = await slotAt(ctx, schedule, utcTime(1, "09:00"));
    await book(id);
    await updateSlot(ctx, { id, closed: true });
    await changeSchedule(ctx, { id: schedule.id, exceptions: [utcDay(1)] });
    await changeSchedule(ctx, { id: schedule.id, exceptions: [] });
    expect(await getSlot(ctx, { id })).toMatchObject({ closed: true });
    await updateSlot(ctx, { id, closed: false });
    await changeSchedule(ctx, { id: schedule.id, exceptions: [utcDay(1)] });
    expect(await getSlot(ctx, { id })).toMatchObject({ closed: true });
    await updateSlot(ctx, { id, closed: false });
    await changeSchedule(ctx, { id: schedule.id, capacity: 6 });
    expect(await getSlot(ctx, { id })).toMatchObject({ closed: false, capacity: 6 });
    await changeSchedule(ctx, { id: schedule.id, exceptions: [] });
    await changeSchedule(ctx, { id: schedule.id, exceptions: [utcDay(1)] });
    expect(await getSlot(ctx, { id })).toMatchObject({ closed: true });
  });

  test("the capacity follows, but not below what is booked, and more of it promotes entries", async () => {
    const schedule = await makeDaily(ctx, { capacity: 3 });
    const { id } = await slotAt(ctx, schedule, utcTime(1, "09:00"));
    await book(id);
    const cancelled = await book(id);
    await changeSchedule(ctx, { id: schedule.id, capacity: 1 });
    expect(await getSlot(ctx, { id })).toMatchObject({ capacity: 2 });
    await cancelBooking(ctx, cancelled);
    await generateSlots(ctx, schedule);
    expect(await getSlot(ctx, { id })).toMatchObject({ capacity: 1, booked: 1 });
    const entry = await join(id);
    await changeSchedule(ctx, { id: schedule.id, capacity: 2 });
    expect(await getWaitlistEntry(ctx, entry)).toMatchObject({ status: "PROMOTED" });
    await passTime(ctx.db, HOLD_SECONDS); // that of the first hold, not that of the promoted entry
    await changeSchedule(ctx, { id: schedule.id, capacity: 1 });
    expect(await getSlot(ctx, { id })).toMatchObject({ capacity: 1, booked: 1 });
  });

  test("a slot that others have booked keeps its times, and takes them on when nobody has", async () => {
    const schedule = await makeDaily(ctx, { capacity: 2 });
    const { id } = await slotAt(ctx, schedule, utcTime(1, "09:00"));
    const hold = await book(id);
    await changeSchedule(ctx, { id: schedule.id, slotMinutes: 20 });
    expect(await getSlot(ctx, { id })).toMatchObject({
      endsAt: utcTime(1, "09:30").toISOString(),
      closed: true,
    });
    await cancelBooking(ctx, hold);
    await generateSlots(ctx, schedule);
    expect(await getSlot(ctx, { id })).toMatchObject({
      endsAt: utcTime(1, "09:20").toISOString(),
      closed: false,
    });
  });

  test("slots of an exclusive resource that cannot grow are left out", async () => {
    const schedule = await makeDaily(ctx, { slotMinutes: 20, gapMinutes: 10 });
    await updateResource(ctx, { id: schedule.resourceId, exclusive: true });
    const [startsAt, endsAt] = [utcTime(1, "09:20"), utcTime(1, "09:25")];
    await createSlot(ctx, { resourceId: schedule.resourceId, startsAt, endsAt, capacity: 1 });
    await changeSchedule(ctx, { id: schedule.id, slotMinutes: 30, gapMinutes: 0 });
    expect((await starts(schedule.resourceId)).slice(0, 3)).toEqual([
      at(1, "09:20"),
      at(1, "09:30"),
      at(2, "09:00"),
    ]);
  });
});

describe("an occurrence is known by the start that the rule gave it", () => {
  test("one that staff deleted stays away, whatever else changes", async () => {
    const schedule = await makeDaily(ctx);
    const slot = await slotAt(ctx, schedule, utcTime(1, "09:00"));
    await deleteSlot(ctx, slot);
    for (const change of [
      { capacity: 2 },
      { slotMinutes: 20 },
      { slotMinutes: 30, exceptions: [utcDay(2)] },
    ]) {
      await changeSchedule(ctx, { id: schedule.id, ...change });
      expect(await starts(schedule.resourceId)).not.toContain(at(1, "09:00"));
    }
    await changeSchedule(ctx, { id: schedule.id, exceptions: [utcDay(1)] });
    await changeSchedule(ctx, { id: schedule.id, exceptions: [] });
    expect(await starts(schedule.resourceId)).toEqual([
      at(1, "09:30"),
      ...[2, 3].flatMap((day) => [at(day, "09:00"), at(day, "09:30")]),
    ]);
  });

  test("one that staff moved is not made again at its old start, not even once it is over", async () => {
    const schedule = await makeDaily(ctx);
    const { id } = await slotAt(ctx, schedule, utcTime(1, "09:00"));
    await updateSlot(ctx, { id, startsAt: utcTime(1, "15:00"), endsAt: utcTime(1, "15:30") });
    await changeSchedule(ctx, { id: schedule.id, capacity: 2 });
    const moved = [at(1, "09:30"), at(1, "15:00")];
    expect((await starts(schedule.resourceId)).slice(0, 2)).toEqual(moved);
    expect(await getSlot(ctx, { id })).toMatchObject({ capacity: 2 });
    const [startsAt, endsAt] = [utcTime(-1, "15:00"), utcTime(-1, "15:30")];
    await updateSlot(ctx, { id, startsAt, endsAt });
    expect(await generateSlots(ctx, schedule)).toEqual({ slotsCreated: 0, slotsDeleted: 0 });
    await updateSlot(ctx, { id, startsAt: utcTime(1, "15:00"), endsAt: utcTime(1, "15:30") });
    await changeSchedule(ctx, { id: schedule.id, exceptions: [utcDay(1)] });
    expect(await starts(schedule.resourceId)).not.toContain(at(1, "15:00"));
  });

  test("one that has begun by the rule, and that staff moved to a later time, stays", async () => {
    const schedule = await makeDaily(ctx);
    const { id } = await slotAt(ctx, schedule, utcTime(1, "09:00"));
    await updateSlot(ctx, { id, startsAt: utcTime(1, "15:00"), endsAt: utcTime(1, "15:30") });
    await ctx.db
      .updateTable("slots")
      .set({ occurrence_at: utcTime(-1, "09:00") })
      .where("id", "=", id)
      .execute();
    await changeSchedule(ctx, { id: schedule.id, capacity: 2 });
    expect(await getSlot(ctx, { id })).toMatchObject({ capacity: 2, closed: false });
  });
});

describe("a deleted slot counts nowhere", () => {
  test("not as one that a new slot would overlap", async () => {
    const schedule = await makeDaily(ctx);
    const { id } = await slotAt(ctx, schedule, utcTime(1, "09:00"));
    await cancelBooking(ctx, await book(id));
    await deleteSlot(ctx, { id });
    await changeSchedule(ctx, { id: schedule.id, opensAt: "09:15" });
    expect((await starts(schedule.resourceId)).slice(0, 2)).toEqual([at(1, "09:15"), at(2, "09:15")]);
    expect(await deletions(id)).toBe(1);
  });

  test("not as one that has the start to which staff move another", async () => {
    const schedule = await makeDaily(ctx);
    const first = await slotAt(ctx, schedule, utcTime(1, "09:00"));
    const second = await slotAt(ctx, schedule, utcTime(1, "09:30"));
    await deleteSlot(ctx, first);
    expect(await codeOf(updateSlot(ctx, { id: second.id, startsAt: first.starts_at }))).toBe("ok");
  });

  test("not in the numbers of a schedule's deletion, and it has one entry of its deletion", async () => {
    const schedule = await makeDaily(ctx, { horizonDays: 2 });
    const [never, once] = [
      await slotAt(ctx, schedule, utcTime(1, "09:00")),
      await slotAt(ctx, schedule, utcTime(1, "09:30")),
    ];
    await cancelBooking(ctx, await book(once.id));
    for (const slot of [never, once]) await deleteSlot(ctx, slot);
    const cancelled = await slotAt(ctx, schedule, utcTime(2, "09:00"));
    await cancelBooking(ctx, await book(cancelled.id));
    const booked = await slotAt(ctx, schedule, utcTime(2, "09:30"));
    await book(booked.id);
    expect(await deleteSchedule(ctx, schedule)).toMatchObject({ slotsDeleted: 1, slotsKept: 1 });
    for (const slot of [never, once, cancelled]) expect(await deletions(slot.id)).toBe(1);
    expect(await getSlot(ctx, booked)).toMatchObject({ closed: true, booked: 1 });
    expect((await rowsOf(ctx, schedule)).map(({ schedule_id }) => schedule_id)).not.toContain(schedule.id);
  });
});

describe("what staff set by hand stays", () => {
  test("through changes of other fields and of the same one", async () => {
    const schedule = await makeDaily(ctx);
    const { id } = await slotAt(ctx, schedule, utcTime(1, "09:00"));
    const byHand = {
      capacity: 9,
      bookableFrom: utcTime(-1, "00:00"),
      bookableUntil: utcTime(1, "00:00"),
      cancelUntil: 7,
      leadMinutes: 3,
      endsAt: utcTime(1, "09:25"),
      closed: true,
    };
    await updateSlot(ctx, { id, ...byHand });
    const before = await getSlot(ctx, { id });
    const changes = [
      { leadMinutes: 10 },
      { capacity: 3 },
      { cancelUntil: 1 },
      { bookableFromMinutes: 500, bookableUntilMinutes: 5 },
      { slotMinutes: 20 },
    ];
    for (const change of changes) await changeSchedule(ctx, { id: schedule.id, ...change });
    expect(await getSlot(ctx, { id })).toEqual(before);
    expect(await slotAt(ctx, schedule, utcTime(2, "09:00"))).toMatchObject({ capacity: 3, cancel_until: 1 });
  });

  test("but only fields whose values staff really changed", async () => {
    const schedule = await makeDaily(ctx);
    const { id } = await slotAt(ctx, schedule, utcTime(1, "09:00"));
    await updateSlot(ctx, { id, capacity: 1, cancelUntil: 7 });
    await changeSchedule(ctx, { id: schedule.id, capacity: 3, cancelUntil: 1 });
    expect(await getSlot(ctx, { id })).toMatchObject({ capacity: 3, cancelUntil: 7 });
  });

  test("a change that changes nothing leaves no trace", async () => {
    const schedule = await makeDaily(ctx, { exceptions: [utcDay(2)], cancelUntil: 3 });
    const { id } = await slotAt(ctx, schedule, utcTime(1, "09:00"));
    const { resourceId } = schedule;
    const state = async () => {
      const { rows } = await sql`
        SELECT (SELECT count(*) FROM audit) AS entries, (SELECT count(*) FROM pgboss.job WHERE name = ${GENERATE_SLOTS}) AS jobs,
          (SELECT updated_at FROM schedules WHERE id = ${schedule.id}) AS schedule,
          (SELECT updated_at FROM slots WHERE id = ${id}) AS slot,
          (SELECT updated_at FROM resources WHERE id = ${resourceId}) AS resource`.execute(ctx.db);
      return rows;
    };
    const before = await state();
    const { id: _, createdAt: __, updatedAt: ___, resourceId: ____, ...same } = schedule;
    for (const change of [{}, same, { cancelUntil: undefined }]) {
      await updateSchedule(ctx, { id: schedule.id, ...change });
    }
    const startsAt = utcTime(1, "09:00");
    for (const change of [{}, { startsAt, capacity: 1, closed: false, bookableFrom: null }]) {
      await updateSlot(ctx, { id, ...change });
    }
    for (const change of [{}, { name: "Dr. Daily", exclusive: false }, { specialization: null }]) {
      await updateResource(ctx, { id: resourceId, ...change });
    }
    expect(await state()).toEqual(before);
    await updateSchedule(ctx, { id: schedule.id, cancelUntil: null });
    expect(await state()).not.toEqual(before);
  });
});

describe("slots have their schedule's cancellation, booking window and lead time", () => {
  const fields = { cancelUntil: 24, bookableFromMinutes: 2_880, bookableUntilMinutes: 60, leadMinutes: 90 };

  test("when they are made, and after a change", async () => {
    const schedule = await makeDaily(ctx, fields);
    const { id } = await slotAt(ctx, schedule, utcTime(3, "09:00"));
    expect(await slotAt(ctx, schedule, utcTime(3, "09:00"))).toMatchObject({
      cancel_until: 24,
      bookable_from: utcTime(1, "09:00"),
      bookable_until: utcTime(3, "08:00"),
      lead_minutes: 90,
    });
    await changeSchedule(ctx, {
      id: schedule.id,
      cancelUntil: null,
      bookableFromMinutes: null,
      bookableUntilMinutes: 30,
      leadMinutes: 0,
    });
    expect(await slotAt(ctx, schedule, utcTime(3, "09:00"))).toMatchObject({
      id,
      cancel_until: null,
      bookable_from: null,
      bookable_until: utcTime(3, "08:30"),
      lead_minutes: 0,
    });
  });

  test("a booking window moves with its slot, unless staff set it", async () => {
    const schedule = await makeDaily(ctx, fields);
    const { id } = await slotAt(ctx, schedule, utcTime(3, "09:00"));
    const moved = await updateSlot(ctx, { id, startsAt: utcTime(3, "12:00"), endsAt: utcTime(3, "12:30") });
    const window = {
      bookableFrom: utcTime(1, "12:00").toISOString(),
      bookableUntil: utcTime(3, "11:00").toISOString(),
    };
    expect(moved).toMatchObject(window);
    await generateSlots(ctx, schedule);
    expect(await getSlot(ctx, { id })).toEqual(moved);
    const back = utcTime(3, "09:00");
    const kept = {
      bookableFrom: new Date(window.bookableFrom),
      bookableUntil: new Date(window.bookableUntil),
    };
    expect(await updateSlot(ctx, { id, startsAt: back, ...kept })).toMatchObject(window);
    await generateSlots(ctx, schedule);
    expect(await getSlot(ctx, { id })).toMatchObject(window);
    await updateSlot(ctx, { id, bookableFrom: null });
    await updateSlot(ctx, { id, startsAt: utcTime(3, "12:10") });
    expect(await getSlot(ctx, { id })).toMatchObject({ ...window, bookableFrom: null });
  });

  test("a window that ends before it begins is refused", async () => {
    const schedule = await makeDaily(ctx, { bookableUntilMinutes: 60 });
    await expect(updateSchedule(ctx, { id: schedule.id, bookableFromMinutes: 60 })).rejects.toMatchObject({
      code: "INVALID_INPUT",
      issues: [{ path: "bookableUntilMinutes" }],
    });
  });
});
