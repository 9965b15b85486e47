/// <reference lib="esnext.temporal" />
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type ScheduleRules, slotTimes } from "../src/schedules/times.ts";

const DAILY: ScheduleRules = {
  rrule: "FREQ=DAILY",
  timeZone: "UTC",
  startsOn: "2020-01-01",
  endsOn: null,
  opensAt: "00:00",
  closesAt: "24:00",
  moreHours: [],
  slotMinutes: 60,
  gapMinutes: 0,
  exceptions: [],
  holidays: [],
};

/** The slots of one local day: `local start/start in UTC`. */
function startsOn(day: string, rules: Partial<ScheduleRules> & { timeZone: string }): string[] {
  const { timeZone } = rules;
  const dayBefore = Temporal.PlainDate.from(day).subtract({ days: 1 });
  const from = new Date(dayBefore.toZonedDateTime({ timeZone, plainTime: "12:00" }).epochMilliseconds);
  return slotTimes({ ...DAILY, ...rules }, from, 3)
    .map((slot) => ({ ...slot, wall: wallOf(slot.startsAt, timeZone) }))
    .filter(({ wall }) => wall.toPlainDate().toString() === day)
    .map(({ wall, startsAt }) => `${wall.toPlainTime().toString().slice(0, 5)}/${toUtc(startsAt)}`);
}

const wallOf = (time: Date, timeZone: string) =>
  Temporal.Instant.fromEpochMilliseconds(time.getTime()).toZonedDateTimeISO(timeZone);
const toUtc = (time: Date) => time.toISOString().slice(11, 16);
const days = (rules: Partial<ScheduleRules>, from: string, horizonDays: number) => [
  ...new Set(
    slotTimes({ ...DAILY, ...rules }, new Date(from), horizonDays).map(({ startsAt }) =>
      wallOf(startsAt, rules.timeZone ?? "UTC")
        .toPlainDate()
        .toString(),
    ),
  ),
];

describe("nine o'clock stays nine o'clock local time", () => {
  test.each([
    ["Europe/Berlin", "2027-03-27", "2027-03-28", "08:00", "07:00"],
    ["Europe/Berlin", "2027-10-30", "2027-10-31", "07:00", "08:00"],
    ["America/New_York", "2027-03-13", "2027-03-14", "14:00", "13:00"],
    ["America/New_York", "2027-11-06", "2027-11-07", "13:00", "14:00"],
    ["Australia/Sydney", "2027-10-02", "2027-10-03", "23:00", "22:00"],
    ["Australia/Sydney", "2027-04-03", "2027-04-04", "22:00", "23:00"],
    ["America/Santiago", "2027-09-04", "2027-09-05", "13:00", "12:00"],
    ["America/Santiago", "2027-04-03", "2027-04-04", "12:00", "13:00"],
    ["Australia/Lord_Howe", "2027-10-02", "2027-10-03", "22:30", "22:00"],
    ["Australia/Lord_Howe", "2027-04-03", "2027-04-04", "22:00", "22:30"],
    ["Asia/Kolkata", "2027-03-27", "2027-03-28", "03:30", "03:30"],
    ["Asia/Kolkata", "2027-10-30", "2027-10-31", "03:30", "03:30"],
  ])("%s from %s to %s", (timeZone, before, after, utcBefore, utcAfter) => {
    const hours = { timeZone, opensAt: "09:00", closesAt: "10:00" };
    expect(startsOn(before, hours)).toEqual([`09:00/${utcBefore}`]);
    expect(startsOn(after, hours)).toEqual([`09:00/${utcAfter}`]);
  });
});

describe("a skipped hour makes no slot", () => {
  test.each([
    ["Europe/Berlin", "2027-03-28", "01:00", ["01:00/00:00", "03:00/01:00"]],
    ["America/New_York", "2027-03-14", "01:00", ["01:00/06:00", "03:00/07:00"]],
    ["Australia/Sydney", "2027-10-03", "01:00", ["01:00/15:00", "03:00/16:00"]],
    ["America/Santiago", "2027-09-05", "00:00", ["01:00/04:00", "02:00/05:00"]],
  ])("%s on %s", (timeZone, day, opensAt, starts) => {
    expect(startsOn(day, { timeZone, opensAt }).slice(0, 2)).toEqual(starts);
    expect(startsOn(day, { timeZone })).toHaveLength(23);
  });

  test("Lord Howe skips half an hour", () => {
    const rules = { timeZone: "Australia/Lord_Howe", opensAt: "01:00", closesAt: "03:30", slotMinutes: 30 };
    expect(startsOn("2027-10-03", rules)).toEqual([
      "01:00/14:30",
      "01:30/15:00",
      "02:30/15:30",
      "03:00/16:00",
    ]);
    // An hour from two has only its second half that night.
    expect(startsOn("2027-10-03", { ...rules, slotMinutes: 60 })).toEqual(["01:00/14:30"]);
  });

  test("a slot that would span a skipped hour is not made either", () => {
    const rules = { timeZone: "Europe/Berlin", opensAt: "01:30", closesAt: "04:30" };
    expect(startsOn("2027-03-28", rules)).toEqual(["03:30/01:30"]);
    expect(startsOn("2027-03-28", { ...rules, opensAt: "01:00", slotMinutes: 45 })).toEqual([
      "01:00/00:00",
      "03:15/01:15",
    ]);
    expect(startsOn("2027-03-28", { ...rules, opensAt: "01:00", slotMinutes: 120 })).toEqual([]);
  });
});

describe("a repeated hour makes one slot, at its first occurrence", () => {
  test.each([
    ["Europe/Berlin", "2027-10-31", "02:00", ["02:00/00:00", "03:00/02:00"]],
    ["America/New_York", "2027-11-07", "01:00", ["01:00/05:00", "02:00/07:00"]],
    ["Australia/Sydney", "2027-04-04", "02:00", ["02:00/15:00", "03:00/17:00"]],
    ["America/Santiago", "2027-04-03", "22:00", ["22:00/01:00", "23:00/02:00"]],
  ])("%s on %s", (timeZone, day, opensAt, starts) => {
    expect(startsOn(day, { timeZone, opensAt }).slice(0, 2)).toEqual(starts);
    expect(startsOn(day, { timeZone })).toHaveLength(24);
  });

  test("Lord Howe repeats half an hour", () => {
    const rules = { timeZone: "Australia/Lord_Howe", opensAt: "01:00", closesAt: "03:00", slotMinutes: 30 };
    expect(startsOn("2027-04-04", rules)).toEqual([
      "01:00/14:00",
      "01:30/14:30",
      "02:00/15:30",
      "02:30/16:00",
    ]);
  });

  test("the day after Santiago's long night begins like any other", () => {
    expect(startsOn("2027-04-04", { timeZone: "America/Santiago" })[0]).toBe("00:00/04:00");
  });
});

/** The days since 1970 that a zone skipped, because it changed to the other side of the date line. */
function skippedDays(): { timeZone: string; day: Temporal.PlainDate }[] {
  return Intl.supportedValuesOf("timeZone").flatMap((timeZone) => {
    const days: { timeZone: string; day: Temporal.PlainDate }[] = [];
    let change = Temporal.Instant.fromEpochMilliseconds(0)
      .toZonedDateTimeISO(timeZone)
      .getTimeZoneTransition("next");
    for (; change && change.year < 2027; change = change.getTimeZoneTransition("next")) {
      const day = change.subtract({ nanoseconds: 1 }).toPlainDate().add({ days: 1 });
      if (Temporal.PlainDate.compare(day, change.toPlainDate()) < 0) days.push({ timeZone, day });
    }
    return days;
  });
}

describe("a day that a zone skipped has no slots", () => {
  test("Temporal knows some", () => {
    const known = skippedDays().map(({ timeZone, day }) => `${timeZone} ${day}`);
    expect(known).toContain("Pacific/Apia 2011-12-30");
    expect(known).toContain("Pacific/Kwajalein 1993-08-21");
  });

  test.each(skippedDays())("$timeZone, $day", ({ timeZone, day }) => {
    const [before, after] = [day.subtract({ days: 1 }), day.add({ days: 1 })];
    const from = new Date(before.subtract({ days: 2 }).toString()).toISOString();
    const around = days({ timeZone, startsOn: "1980-01-01" }, from, 6);
    expect(around).toEqual(expect.arrayContaining([before.toString(), after.toString()]));
    expect(around).not.toContain(day.toString());
    const weekday = ["MO", "TU", "WE", "TH", "FR", "SA", "SU"][day.dayOfWeek - 1];
    const weekly = { timeZone, startsOn: "1980-01-01", rrule: `FREQ=WEEKLY;BYDAY=${weekday}` };
    expect(days(weekly, from, 6)).toEqual([]);
  });
});

test("in any zone and with any hours: right local times, exact lengths, no overlaps", () => {
  const zones = [
    "Europe/Berlin",
    "America/New_York",
    "Australia/Sydney",
    "America/Santiago",
    "Asia/Kolkata",
    "Australia/Lord_Howe",
    "America/Havana",
    "Africa/Casablanca",
    "Asia/Beirut",
  ];
  const time = fc.oneof(
    fc.record({
      timeZone: fc.constantFrom(...zones),
      from: fc.nat({ max: 365 * 24 }).map((hours) => new Date(Date.UTC(2027, 0, 1, hours))),
    }),
    fc
      .constantFrom(...skippedDays())
      .map(({ timeZone, day }) => ({ timeZone, from: new Date(day.subtract({ days: 20 }).toString()) })),
  );
  const scenario = fc.record({
    time,
    rrule: fc.constantFrom("FREQ=DAILY", "FREQ=WEEKLY;BYDAY=FR", "FREQ=WEEKLY;BYDAY=SA"),
    opensAt: fc.integer({ min: 0, max: 12 * 60 }),
    slotMinutes: fc.integer({ min: 10, max: 200 }),
    gapMinutes: fc.integer({ min: 0, max: 40 }),
  });
  fc.assert(
    fc.property(scenario, ({ opensAt, time: { timeZone, from }, ...rest }) => {
      const hours = {
        opensAt: new Date(opensAt * 60_000).toISOString().slice(11, 16),
        startsOn: "1980-01-01",
      };
      const rules = { ...DAILY, ...rest, ...hours, timeZone };
      const weekday = { FR: 5, SA: 6 }[rules.rrule.split("BYDAY=")[1] ?? ""];
      const slots = slotTimes(rules, from, 40);
      const walls = new Set<string>();
      let end = from.getTime();
      for (const { startsAt, endsAt } of slots) {
        expect(startsAt.getTime()).toBeGreaterThanOrEqual(end);
        end = endsAt.getTime();
        expect(end - startsAt.getTime()).toBe(rules.slotMinutes * 60_000);
        const wall = wallOf(startsAt, rules.timeZone);
        expect(wall.dayOfWeek).toBe(weekday ?? wall.dayOfWeek);
        const minute = wall.hour * 60 + wall.minute;
        expect((minute - opensAt) % (rules.slotMinutes + rules.gapMinutes)).toBe(0);
        const earlier = wall.toPlainDateTime().toZonedDateTime(rules.timeZone, { disambiguation: "earlier" });
        expect(earlier.epochMilliseconds).toBe(startsAt.getTime());
        walls.add(wall.toPlainDateTime().toString());
      }
      expect(walls.size).toBe(slots.length);
    }),
    { numRuns: 60 },
  );
});

describe("days", () => {
  test("a rule begins on its first matching day, and weeks begin on Monday", () => {
    const rules = { rrule: "FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,SU", startsOn: "2027-01-06" }; // a Wednesday
    expect(days(rules, "2027-01-01T00:00:00Z", 40)).toEqual([
      "2027-01-10",
      "2027-01-18",
      "2027-01-24",
      "2027-02-01",
      "2027-02-07",
    ]);
  });

  test("a weekly rule without days means the weekday of its first day", () => {
    expect(days({ rrule: "FREQ=WEEKLY", startsOn: "2027-01-06" }, "2027-01-10T00:00:00Z", 14)).toEqual([
      "2027-01-13",
      "2027-01-20",
    ]);
  });

  test("INTERVAL is counted from the first day, however long ago", () => {
    const rules = { rrule: "FREQ=DAILY;INTERVAL=3", startsOn: "1970-01-01" };
    expect(days(rules, "2027-01-01T00:00:00Z", 6)).toEqual(["2027-01-02", "2027-01-05"]);
  });

  test("UNTIL is the last local day; COUNT counts days from the first one, exceptions included", () => {
    const zone = { timeZone: "Australia/Sydney", startsOn: "2027-01-01" };
    const until = { ...zone, rrule: "FREQ=DAILY;UNTIL=20270103" };
    expect(days(until, "2026-12-25T00:00:00Z", 30)).toEqual(["2027-01-01", "2027-01-02", "2027-01-03"]);
    const count = { ...zone, rrule: "FREQ=DAILY;COUNT=3", exceptions: ["2027-01-02"] };
    expect(days(count, "2026-12-25T00:00:00Z", 30)).toEqual(["2027-01-01", "2027-01-03"]);
    expect(days(count, "2027-01-02T12:00:00Z", 30)).toEqual(["2027-01-03"]);
  });

  test("a rule that never matches makes no slots, and ends", () => {
    const never = { rrule: "FREQ=DAILY;INTERVAL=7;BYDAY=TU;COUNT=1000", startsOn: "1970-01-05" };
    expect(days(never, "2027-01-01T00:00:00Z", 366)).toEqual([]);
    const later = { rrule: "FREQ=DAILY;COUNT=1000", startsOn: "2999-01-01" };
    expect(days(later, "2027-01-01T00:00:00Z", 366)).toEqual([]);
    const over = { rrule: "FREQ=DAILY;BYDAY=SU;COUNT=1000", startsOn: "1970-01-01" };
    expect(days(over, "2027-01-01T00:00:00Z", 366)).toEqual([]);
  });

  test("today and the horizon are days of the schedule's zone", () => {
    const rules = { timeZone: "Pacific/Auckland", opensAt: "09:00", closesAt: "10:00" };
    // In Auckland it is 1 July, 11:00: that day's slot has begun.
    expect(days(rules, "2027-06-30T23:00:00Z", 2)).toEqual(["2027-07-02", "2027-07-03"]);
    expect(days(rules, "2027-06-30T20:59:59Z", 2)).toEqual(["2027-07-01", "2027-07-02", "2027-07-03"]);
    expect(days(rules, "2027-06-30T21:00:00Z", 2)).toEqual(["2027-07-01", "2027-07-02", "2027-07-03"]);
  });

  test("the gap lies between slots, and a slot that does not fit before closing is not made", () => {
    const rules = { timeZone: "UTC", opensAt: "09:00", closesAt: "11:00", slotMinutes: 30, gapMinutes: 15 };
    expect(startsOn("2027-01-05", rules)).toEqual(["09:00/09:00", "09:45/09:45", "10:30/10:30"]);
    expect(startsOn("2027-01-05", { ...rules, closesAt: "10:59" })).toEqual(["09:00/09:00", "09:45/09:45"]);
  });
});
