/// <reference lib="esnext.temporal" />
import type { Schedule } from "@holdfast/contract";
import { openDatabase } from "@holdfast/db";
import { countLockWaiters, holdScheduleLock } from "@holdfast/db/testing";
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import {
  addException,
  brokenInvariants,
  confirmBooking,
  createBooking,
  deleteSchedule,
  generateLaggingSlots,
  generateSlots,
  getSchedule,
  importHolidays,
  listEvents,
  previewSchedule,
  removeHolidays,
  updateSchedule,
} from "../src/index.ts";
import { codeOf, createTestContext, type TestContext } from "./harness.ts";
import { settle } from "./history-harness.ts";
import { makeDaily, rowsOf, slotAt, utcDay, utcTime } from "./schedule-harness.ts";

/* Holidays from calendar files, as schedules keep them. */

let ctx: TestContext;
let other: TestContext;
let schedule: Schedule;

beforeAll(async () => {
  ctx = await createTestContext();
  other = { ...ctx, db: openDatabase({ url: ctx.url, maxConnections: 5 }) };
});

beforeEach(async () => {
  schedule = await makeDaily(ctx, { horizonDays: 5 });
});

afterAll(async () => {
  await other.db.destroy();
  await ctx.close();
});

/** A calendar of these days: those from now, so many days ahead. */
const calendarOf = (...days: (number | string)[]) =>
  [
    "BEGIN:VCALENDAR",
    "VERSION:2.0",
    ...days.flatMap((day) => [
      "BEGIN:VEVENT",
      `DTSTART;VALUE=DATE:${(typeof day === "number" ? utcDay(day) : day).replaceAll("-", "")}`,
      `SUMMARY:Day ${day}`,
      "END:VEVENT",
    ]),
    "END:VCALENDAR",
  ].join("\r\n");

const importDays = (days: (number | string)[], file = "be", options = {}) =>
  importHolidays(ctx, { id: schedule.id, file, calendar: calendarOf(...days), ...options });

/** The days, from now, that have slots that can be booked. */
async function openDays(): Promise<number[]> {
  await generateLaggingSlots(ctx);
  const rows = (await rowsOf(ctx, schedule)).filter(({ deleted_at, closed }) => !deleted_at && !closed);
  const days = new Set(rows.map(({ starts_at }) => starts_at.toISOString().slice(0, 10)));
  return [1, 2, 3, 4, 5].filter((day) => days.has(utcDay(day)));
}

describe("an import", () => {
  test("takes the days out of the schedule, and another file of that name replaces them", async () => {
    const imported = await importDays([2, 3]);
    expect(imported).toMatchObject({
      id: schedule.id,
      holidays: [
        {
          file: "be",
          days: [
            { day: utcDay(2), name: "Day 2" },
            { day: utcDay(3), name: "Day 3" },
          ],
        },
      ],
      importedDays: 2,
      timedEvents: 0,
      cancelledEvents: 0,
      bookedSlots: [],
      bookedSlotsTotal: 0,
    });
    expect(await openDays()).toEqual([1, 4, 5]);
    await importDays([4]);
    expect(await openDays()).toEqual([1, 2, 3, 5]);
    expect(await brokenInvariants(ctx)).toEqual([]);
  });

  test("is repeated without an effect", async () => {
    const first = await importDays([2, 3]);
    await generateSlots(ctx, schedule);
    const before = await rowsOf(ctx, schedule);
    expect(await importDays([3, 2])).toEqual(first);
    await generateSlots(ctx, schedule);
    expect(await rowsOf(ctx, schedule)).toEqual(before);
    await settle(ctx);
    const { items } = await listEvents(ctx, {
      type: "schedule.updated",
      resourceId: schedule.resourceId,
      limit: 9,
    });
    expect(items.map(({ data }) => data["holidays"])).toEqual([[`${utcDay(2)} be`, `${utcDay(3)} be`]]);
  });

  test("of several files, and exceptions, adds up", async () => {
    await importDays([2, 3], "be");
    await importDays([3, 4], "school");
    await addException(ctx, { id: schedule.id, day: utcDay(5) });
    expect(await openDays()).toEqual([1]);
    await removeHolidays(ctx, { id: schedule.id, file: "be" });
    expect(await openDays()).toEqual([1, 2]);
    const changed = await updateSchedule(ctx, { id: schedule.id, exceptions: [] });
    expect(changed.holidays.map(({ file }) => file)).toEqual(["school"]);
    expect(await openDays()).toEqual([1, 2, 5]);
    const removed = await removeHolidays(ctx, { id: schedule.id, file: "school" });
    expect(removed.holidays).toEqual([]);
    expect(await removeHolidays(ctx, { id: schedule.id, file: "school" })).toEqual(removed);
    expect(await openDays()).toEqual([1, 2, 3, 4, 5]);
  });

  test("lists what is booked on its days, which is closed and stays", async () => {
    const slot = await slotAt(ctx, schedule, utcTime(2, "09:00"));
    const booking = await createBooking(ctx, { slotId: slot.id, quantity: 1, customer: { name: "Ann" } });
    await confirmBooking(ctx, booking);
    const bookedSlot = {
      id: slot.id,
      startsAt: slot.starts_at.toISOString(),
      endsAt: slot.ends_at.toISOString(),
      booked: 1,
      waiting: 0,
    };
    const listed = { bookedSlots: [bookedSlot], bookedSlotsTotal: 1 };
    expect(await importDays([2])).toMatchObject(listed);
    expect(await openDays()).toEqual([1, 3, 4, 5]);
    expect(await slotAt(ctx, schedule, utcTime(2, "09:00"))).toMatchObject({ closed: true, booked: 1 });
    expect(await importDays([2])).toMatchObject(listed);
    expect(await importDays([3])).toMatchObject({ bookedSlots: [], bookedSlotsTotal: 0 });
    expect(await openDays()).toEqual([1, 2, 4, 5]);
  });

  test("lists a night's slots past midnight under the day on which the night begins", async () => {
    schedule = await makeDaily(ctx, { opensAt: "23:00", closesAt: "01:00", slotMinutes: 60, horizonDays: 3 });
    const late = await slotAt(ctx, schedule, utcTime(3, "00:00"));
    await createBooking(ctx, { slotId: late.id, quantity: 1, customer: { name: "Ann" } });
    expect((await importDays([3])).bookedSlots).toEqual([]);
    expect((await importDays([2])).bookedSlots).toMatchObject([{ id: late.id }]);
  });

  test("that is refused changes nothing", async () => {
    const before = await importDays([2]);
    for (const calendar of ["", "BEGIN:VCALENDAR\nEND:VCALENDAR", calendarOf("2020-05-01"), "<html>"]) {
      expect(await codeOf(importHolidays(ctx, { id: schedule.id, file: "be", calendar }))).toBe(
        "INVALID_INPUT",
      );
    }
    expect(await getSchedule(ctx, schedule)).toMatchObject({
      holidays: before.holidays,
      updatedAt: before.updatedAt,
    });
  });

  test("keeps to the limits of a schedule", async () => {
    const first = Temporal.PlainDate.from(`${utcDay(0).slice(0, 4)}-01-01`);
    const many = (count: number) =>
      Array.from({ length: count }, (_, index) => first.add({ days: index }).toString());
    for (let index = 0; index < 2; index += 1) await importDays(many(400), `file-${index}`);
    await expect(importDays(many(201), "more")).rejects.toMatchObject({
      issues: [
        { path: "calendar", message: "the schedule would have 1001 days of files: 1000 are the most" },
      ],
    });
    for (let index = 2; index < 10; index += 1) await importDays([1], `file-${index}`);
    await expect(importDays([1], "more")).rejects.toMatchObject({
      issues: [{ path: "file", message: "the schedule has 10 files, as many as it may have" }],
    });
    expect((await importDays([1, 2], "file-9")).holidays).toHaveLength(10);
  });

  test("is refused for another version, and for no schedule", async () => {
    const { updatedAt } = await importDays([2]);
    expect(await codeOf(importDays([3], "be", { ifMatch: [schedule.updatedAt] }))).toBe(
      "PRECONDITION_FAILED",
    );
    expect(await codeOf(importDays([3], "be", { ifMatch: [updatedAt] }))).toBe("ok");
    await deleteSchedule(ctx, schedule);
    expect(await codeOf(importDays([3]))).toBe("SCHEDULE_NOT_FOUND");
  });
});

test("of two imports at once one follows the other, and both are kept", async () => {
  const unlock = await holdScheduleLock(ctx.db, schedule.id);
  const two = { id: schedule.id, file: "two", calendar: calendarOf(3) };
  const changes = [importDays([2], "one"), importHolidays(other, two)];
  await vi.waitUntil(async () => (await countLockWaiters(ctx.db)) === changes.length);
  await unlock();
  await Promise.all(changes);
  expect((await getSchedule(ctx, schedule)).holidays.map(({ file }) => file)).toEqual(["one", "two"]);
  expect(await openDays()).toEqual([1, 4, 5]);
});

test("a preview of a schedule's change knows its holidays, and its own slots are in nobody's way", async () => {
  await importDays([2]);
  const { resourceId, rrule, timeZone, startsOn, opensAt, closesAt, slotMinutes } = schedule;
  const fields = { resourceId, rrule, timeZone, startsOn, opensAt, closesAt, slotMinutes };
  const rest = { gapMinutes: 0, capacity: 1, leadMinutes: 0, horizonDays: 3, exceptions: [] };
  const input = { ...fields, ...rest, from: utcTime(1, "00:00"), to: utcTime(4, "00:00") };
  expect((await previewSchedule(ctx, input)).total).toBe(6);
  expect((await previewSchedule(ctx, { ...input, scheduleId: schedule.id })).total).toBe(4);
});
