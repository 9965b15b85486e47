import { PREVIEW_MAX_SLOTS, type PreviewScheduleInput, previewScheduleInput } from "@holdfast/contract";
import { afterAll, beforeAll, expect, test } from "vitest";
import {
  createResource,
  createSchedule,
  createSlot,
  deleteSchedule,
  generateSlots,
  previewSchedule,
  updateSchedule,
} from "../src/index.ts";
import { codeOf, createTestContext, type TestContext, UNKNOWN_ID } from "./harness.ts";
import { rowsOf, utcDay, utcTime } from "./schedule-harness.ts";

/* A preview shows what the schedule would make, and makes nothing. */

let ctx: TestContext;

beforeAll(async () => {
  ctx = await createTestContext();
});

afterAll(() => ctx.close());

const newResource = async (exclusive = false) =>
  (await createResource(ctx, { kind: "doctor", name: "Dr. Plan", exclusive })).id;

const parse = (resourceId: string, change: object): PreviewScheduleInput =>
  previewScheduleInput.parse({
    resourceId,
    rrule: "FREQ=DAILY",
    timeZone: "Europe/Berlin",
    startsOn: "2031-01-01",
    opensAt: "01:00",
    closesAt: "04:00",
    slotMinutes: 60,
    capacity: 1,
    ...change,
  });

/** What clocks show of one day's slots, from one midnight to the next. */
async function clocksOn(day: string, from: string, to: string) {
  const { items } = await previewSchedule(ctx, parse(await newResource(), { from, to }));
  for (const { localStart } of items) expect(localStart.slice(0, 10)).toBe(day);
  return items.map(
    ({ localStart, startOffset, localEnd, endOffset }) =>
      `${localStart.slice(11)}${startOffset} ${localEnd.slice(11)}${endOffset}`,
  );
}

test("a change of clocks shows: what they skip is left out, what they repeat is said once", async () => {
  expect(await clocksOn("2031-03-30", "2031-03-29T23:00:00Z", "2031-03-30T22:00:00Z")).toEqual([
    "01:00+01:00 03:00+02:00",
    "03:00+02:00 04:00+02:00",
  ]);
  expect(await clocksOn("2031-10-26", "2031-10-25T22:00:00Z", "2031-10-26T23:00:00Z")).toEqual([
    "01:00+02:00 02:00+02:00",
    "02:00+02:00 02:00+01:00",
    "03:00+01:00 04:00+01:00",
  ]);
});

test("it is what the schedule makes then, exceptions and other slots included, and it writes nothing", async () => {
  const resourceId = await newResource(true);
  const taken = { startsAt: utcTime(2, "09:15"), endsAt: utcTime(2, "09:45"), capacity: 1 };
  await createSlot(ctx, { resourceId, ...taken });
  const rule = {
    timeZone: "UTC",
    startsOn: utcDay(1),
    opensAt: "09:00",
    closesAt: "11:00",
    slotMinutes: 30,
    horizonDays: 5,
    exceptions: [utcDay(3)],
  };
  const period = { from: utcTime(1, "00:00").toISOString(), to: utcTime(6, "00:00").toISOString() };
  const { from, to, ...input } = parse(resourceId, { ...rule, ...period });
  const preview = await previewSchedule(ctx, { ...input, from, to });
  const countAll = async () =>
    (await ctx.db.selectFrom("slots").select("id").where("resource_id", "=", resourceId).execute()).length;
  expect(await countAll()).toBe(1);
  expect([preview.total, preview.overlapping]).toEqual([14, 2]);

  const schedule = await createSchedule(ctx, input);
  await generateSlots(ctx, schedule);
  const made = (await rowsOf(ctx, schedule)).filter(({ schedule_id }) => schedule_id === schedule.id);
  const times = made.map((slot) => [slot.starts_at.toISOString(), slot.ends_at.toISOString()]);
  expect(preview.items.map(({ startsAt, endsAt }) => [startsAt, endsAt])).toEqual(times);
});

test("it is what a schedule makes with several hours, nights and a season, and what a change of these makes", async () => {
  const resourceId = await newResource();
  const rule = {
    rrule: `FREQ=MONTHLY;BYMONTHDAY=${[1, 3, 4].map((days) => Number(utcDay(days).slice(8))).join(",")}`,
    timeZone: "Asia/Tokyo",
    startsOn: utcDay(1),
    endsOn: utcDay(3),
    opensAt: "22:00",
    closesAt: "02:00",
    moreHours: ["10:00-11:00", "14:00-16:00"],
    horizonDays: 5,
  };
  const period = { from: utcTime(0, "12:00").toISOString(), to: utcTime(7, "00:00").toISOString() };
  const { from, to, ...input } = parse(resourceId, { ...rule, ...period });
  const preview = await previewSchedule(ctx, { ...input, from, to });
  expect(preview.total).toBe(2 * (1 + 2 + 4));

  const schedule = await createSchedule(ctx, input);
  const startsOfSlots = async () =>
    (await rowsOf(ctx, schedule)).map(({ starts_at }) => starts_at.toISOString());
  await generateSlots(ctx, schedule);
  expect(await startsOfSlots()).toEqual(preview.items.map(({ startsAt }) => startsAt));
  const later = await updateSchedule(ctx, { id: schedule.id, moreHours: ["14:00-16:00"], endsOn: null });
  expect([later.moreHours, later.endsOn]).toEqual([["14:00-16:00"], null]);
  await generateSlots(ctx, schedule);
  expect(await startsOfSlots()).toHaveLength(3 * (2 + 4));
  await deleteSchedule(ctx, schedule);
  expect(await startsOfSlots()).toEqual([]);
});

test("it is of a time: later slots do not count, and more than a page are counted alone", async () => {
  const resourceId = await newResource();
  const from = "2031-05-01T00:00:00Z";
  const short = parse(resourceId, { from, to: "2031-05-01T00:30:00Z" });
  expect((await previewSchedule(ctx, short)).items.map(({ startsAt }) => startsAt)).toEqual([
    "2031-05-01T00:00:00.000Z",
  ]);
  const long = parse(resourceId, { from, to: "2032-04-30T00:00:00Z", horizonDays: 1 });
  const { items, total } = await previewSchedule(ctx, long);
  const skippedByClocks = 1;
  expect([items.length, total]).toEqual([PREVIEW_MAX_SLOTS, 365 * 3 - skippedByClocks]);
});

test.each([
  ["to is not after from", { to: "2031-05-01T00:00:00Z" }, "to"],
  ["it is too long", { to: "2032-05-02T00:00:01Z" }, "to"],
  [
    "it has too many slots",
    { to: "2031-06-01T00:00:00Z", opensAt: "00:00", slotMinutes: 1, horizonDays: 1, closesAt: "24:00" },
    "to",
  ],
  ["its hours do not fit", { to: "2031-05-02T00:00:00Z", closesAt: "01:00" }, "closesAt"],
])("it is refused where %s", (_what, change, path) => {
  expect(() => parse(UNKNOWN_ID, { from: "2031-05-01T00:00:00Z", ...change })).toThrow(`"${path}"`);
});

test("it is of a resource that is there", async () => {
  const input = parse(UNKNOWN_ID, { from: "2031-05-01T00:00:00Z", to: "2031-05-02T00:00:00Z" });
  expect(await codeOf(previewSchedule(ctx, input))).toBe("RESOURCE_NOT_FOUND");
});
