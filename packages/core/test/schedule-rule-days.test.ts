/// <reference lib="esnext.temporal" />
import { createScheduleInput } from "@holdfast/contract";
import fc from "fast-check";
import rrule from "rrule";
import { expect, test } from "vitest";
import { slotTimes } from "../src/schedules/times.ts";

/* The days of a rule, compared with what another library makes of it. */

const FROM = "2027-01-01";
const HORIZON_DAYS = 800;
const TO = Temporal.PlainDate.from(FROM).add({ days: HORIZON_DAYS }).toString();

/** The days that Holdfast finds, in a zone, at a time of day that no clock skips. */
function daysOf(rule: string, startsOn: string, timeZone: string): string[] {
  const hours = { opensAt: "12:00", closesAt: "13:00", moreHours: [], slotMinutes: 60, gapMinutes: 0 };
  const from = Temporal.PlainDate.from(FROM).toZonedDateTime(timeZone).epochMilliseconds;
  const rules = { rrule: rule, startsOn, endsOn: null, timeZone, exceptions: [], holidays: [], ...hours };
  return slotTimes(rules, new Date(from), HORIZON_DAYS).map(({ startsAt }) =>
    Temporal.Instant.fromEpochMilliseconds(startsAt.getTime())
      .toZonedDateTimeISO(timeZone)
      .toPlainDate()
      .toString(),
  );
}

/**
 * The calendar repeats after 400 years. The other library looks for days until the year 9999, even of a rule that has
 * none, so it is asked near the end.
 */
const SHIFT_YEARS = 7_600;
const shift = (day: string, years: number) => `${Number(day.slice(0, 4)) + years}${day.slice(4)}`;
const shiftedTime = (day: string) => new Date(`${shift(day, SHIFT_YEARS)}T00:00:00Z`);

/** The days that the other library finds, each once: it repeats one that several positions mean. */
function otherDaysOf(rule: string, startsOn: string): string[] {
  const until = (_: string, day: string) => `UNTIL=${shift(day, SHIFT_YEARS)}`;
  const options = rrule.RRule.parseString(rule.replace(/UNTIL=(\d{8})/, until));
  const last = options.until ?? shiftedTime(TO);
  const other = new rrule.RRule({ ...options, dtstart: shiftedTime(startsOn), until: last });
  const days = other.between(shiftedTime(FROM), shiftedTime(TO), true);
  return [...new Set(days.map((day) => shift(day.toISOString().slice(0, 10), -SHIFT_YEARS)))];
}

const WEEKDAYS = ["MO", "TU", "WE", "TH", "FR", "SA", "SU"];
const POSITION_MAX = 4;
const listOf = <Item>(item: fc.Arbitrary<Item>) => fc.uniqueArray(item, { minLength: 1, maxLength: 3 });
const signed = (max: number) =>
  fc.tuple(fc.integer({ min: 1, max }), fc.constantFrom(1, -1)).map(([size, sign]) => size * sign);
const part = <Item>(name: string, item: fc.Arbitrary<Item>) =>
  fc.option(listOf(item).map((items) => `${name}=${items.join(",")}`));
const weekday = fc.constantFrom(...WEEKDAYS);

/** Rules that the contract accepts. */
const acceptedRule = fc
  .record({
    frequency: fc.constantFrom("DAILY", "WEEKLY", "MONTHLY", "YEARLY").map((value) => `FREQ=${value}`),
    interval: fc.integer({ min: 1, max: 4 }).map((value) => `INTERVAL=${value}`),
    months: part("BYMONTH", fc.integer({ min: 1, max: 12 })),
    monthDays: part("BYMONTHDAY", signed(31)),
    weekdays: fc.oneof(
      part("BYDAY", weekday),
      part(
        "BYDAY",
        fc.tuple(signed(5), weekday).map(([ordinal, day]) => `${ordinal}${day}`),
      ),
    ),
    end: fc.constantFrom(null, null, "COUNT=20", "UNTIL=20280630"),
  })
  .map((parts) => Object.values(parts).filter((value) => value !== null))
  .map((parts) => parts.join(";"));

/** Rules with positions, among at least four days: the other library counts anew where there are fewer. */
const ruleWithPositions = fc
  .record({
    frequency: fc.constantFrom("MONTHLY", "YEARLY").map((value) => `FREQ=${value}`),
    interval: fc.integer({ min: 1, max: 4 }).map((value) => `INTERVAL=${value}`),
    weekdays: listOf(weekday).map((days) => `BYDAY=${days.join(",")}`),
    positions: listOf(signed(POSITION_MAX)).map((positions) => `BYSETPOS=${positions.join(",")}`),
  })
  .map((parts) => Object.values(parts).join(";"));

const isAccepted = (rule: string) => createScheduleInput.shape.rrule.safeParse(rule).success;
const anyRule = fc.oneof(
  { weight: 4, arbitrary: acceptedRule.filter(isAccepted) },
  { weight: 1, arbitrary: ruleWithPositions },
);
const anyStart = fc
  .integer({ min: 0, max: 365 * 10 })
  .map((days) => Temporal.PlainDate.from("2018-01-01").add({ days }).toString());
const anyZone = fc.constantFrom("UTC", "Europe/Berlin", "America/Santiago", "Australia/Lord_Howe");

test("two libraries find the same days of any rule, in any zone", () => {
  let found = 0;
  fc.assert(
    fc.property(anyRule, anyStart, anyZone, (rule, startsOn, zone) => {
      const days = daysOf(rule, startsOn, zone);
      expect(days).toEqual(otherDaysOf(rule, startsOn));
      if (days.length > 0) found += 1;
    }),
    { numRuns: 300 },
  );
  expect(found).toBeGreaterThan(100);
});

test.each([
  ["FREQ=MONTHLY;BYDAY=1MO", "2027-01-05", ["2027-02-01", "2027-03-01", "2027-04-05"]],
  ["FREQ=MONTHLY;BYDAY=-1FR", "2027-01-01", ["2027-01-29", "2027-02-26", "2027-03-26"]],
  ["FREQ=MONTHLY;BYMONTHDAY=1,-1", "2027-01-01", ["2027-01-01", "2027-01-31", "2027-02-01"]],
  ["FREQ=MONTHLY;BYMONTHDAY=31", "2027-01-01", ["2027-01-31", "2027-03-31", "2027-05-31"]],
  ["FREQ=MONTHLY;INTERVAL=2;BYDAY=2TU", "2027-01-01", ["2027-01-12", "2027-03-09", "2027-05-11"]],
  ["FREQ=MONTHLY;BYDAY=FR;BYMONTHDAY=13", "2027-01-01", ["2027-08-13", "2028-10-13"]],
  ["FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1", "2027-05-01", ["2027-05-31", "2027-06-30", "2027-07-30"]],
  ["FREQ=MONTHLY;BYMONTHDAY=1,2;BYSETPOS=-3", "2027-01-01", []],
  ["FREQ=MONTHLY", "2027-01-31", ["2027-01-31", "2027-03-31", "2027-05-31"]],
  ["FREQ=YEARLY", "2024-02-29", ["2028-02-29"]],
  ["FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU", "2027-01-01", ["2027-03-28", "2028-03-26"]],
  ["FREQ=YEARLY;BYDAY=20MO", "2027-01-01", ["2027-05-17", "2028-05-15"]],
  ["FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30", "2027-01-01", []],
  ["FREQ=WEEKLY;BYMONTH=7;BYDAY=SU", "2027-01-01", ["2027-07-04", "2027-07-11", "2027-07-18"]],
])("%s from %s on", (rule, startsOn, days) => {
  expect(isAccepted(rule)).toBe(true);
  expect(daysOf(rule, startsOn, "Europe/Berlin").slice(0, 3)).toEqual(days);
});

test.each([
  ["FREQ=DAILY;INTERVAL=7;BYDAY=TU;BYMONTH=2;COUNT=1000", "1970-01-05"],
  ["FREQ=DAILY;BYDAY=SU;BYMONTH=2;COUNT=1000", "1970-01-01"],
  ["FREQ=WEEKLY;INTERVAL=2;BYMONTH=2;COUNT=1000", "1970-01-01"],
  ["FREQ=MONTHLY;BYMONTHDAY=1,2;BYSETPOS=-366;COUNT=1000", "1970-01-01"],
  ["FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30;COUNT=1000", "1970-01-01"],
])("%s is worked out at the end of all days, too", (rule, startsOn) => {
  expect(isAccepted(rule)).toBe(true);
  const hours = { opensAt: "12:00", closesAt: "13:00", moreHours: [], slotMinutes: 60, gapMinutes: 0 };
  const rules = {
    rrule: rule,
    startsOn,
    endsOn: null,
    timeZone: "UTC",
    exceptions: [],
    holidays: [],
    ...hours,
  };
  expect(slotTimes(rules, new Date("2998-12-01"), HORIZON_DAYS)).toEqual([]);
});
