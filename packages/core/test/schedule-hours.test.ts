/// <reference lib="esnext.temporal" />
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type ScheduleRules, slotTimes } from "../src/schedules/times.ts";

/* Several hours a day, hours past midnight, and seasons. */

const RULES: ScheduleRules = {
  rrule: "FREQ=DAILY",
  timeZone: "Europe/Berlin",
  startsOn: "2020-01-01",
  endsOn: null,
  opensAt: "22:00",
  closesAt: "02:00",
  moreHours: [],
  slotMinutes: 60,
  gapMinutes: 0,
  exceptions: [],
  holidays: [],
};

const wallOf = (time: Date, timeZone: string) =>
  Temporal.Instant.fromEpochMilliseconds(time.getTime()).toZonedDateTimeISO(timeZone);

/** The local starts, with the offset of their clocks, of the slots on one day of the rule. */
function startsOf(day: string, rules: Partial<ScheduleRules>): string[] {
  const whole = { ...RULES, ...rules, startsOn: day, endsOn: day };
  const from = new Date(Temporal.PlainDate.from(day).subtract({ days: 1 }).toString());
  return slotTimes(whole, from, 4).map(({ startsAt }) => {
    const wall = wallOf(startsAt, whole.timeZone);
    return `${wall.toPlainDateTime().toString().slice(8, 16)}${wall.offset}`;
  });
}

describe("hours past midnight", () => {
  test("belong to the day on which they begin", () => {
    const friday = { rrule: "FREQ=WEEKLY;BYDAY=FR", exceptions: ["2027-05-14"] };
    const starts = slotTimes({ ...RULES, ...friday }, new Date("2027-05-20T12:00:00Z"), 3);
    expect(starts.map(({ startsAt }) => startsAt.toISOString())).toEqual([
      "2027-05-21T20:00:00.000Z",
      "2027-05-21T21:00:00.000Z",
      "2027-05-21T22:00:00.000Z",
      "2027-05-21T23:00:00.000Z",
    ]);
    expect(slotTimes({ ...RULES, ...friday }, new Date("2027-05-14T00:00:00Z"), 3)).toEqual([]);
  });

  test("what is left of a night that began yesterday is still there", () => {
    const after = new Date("2027-05-21T22:30:00Z"); // in Berlin it is the 22nd, 00:30
    const left = slotTimes({ ...RULES, startsOn: "2027-05-21", endsOn: "2027-05-21" }, after, 1);
    expect(left.map(({ startsAt }) => startsAt.toISOString())).toEqual(["2027-05-21T23:00:00.000Z"]);
  });

  test.each([
    // At 02:00 clocks go on to 03:00.
    [
      "Europe/Berlin",
      "2027-03-27",
      "04:00",
      ["27T22:00+01:00", "27T23:00+01:00", "28T00:00+01:00", "28T01:00+01:00", "28T03:00+02:00"],
    ],
    // At 03:00 they go back to 02:00.
    [
      "Europe/Berlin",
      "2027-10-30",
      "04:00",
      [
        "30T22:00+02:00",
        "30T23:00+02:00",
        "31T00:00+02:00",
        "31T01:00+02:00",
        "31T02:00+02:00",
        "31T03:00+01:00",
      ],
    ],
    // At 24:00 they go on to 01:00, and back to 23:00.
    ["America/Santiago", "2027-09-04", "02:00", ["04T22:00-04:00", "04T23:00-04:00", "05T01:00-03:00"]],
    [
      "America/Santiago",
      "2027-04-03",
      "02:00",
      ["03T22:00-03:00", "03T23:00-03:00", "04T00:00-04:00", "04T01:00-04:00"],
    ],
    // At 01:00 they go back to 00:00.
    [
      "America/Havana",
      "2027-11-06",
      "02:00",
      ["06T22:00-04:00", "06T23:00-04:00", "07T00:00-04:00", "07T01:00-05:00"],
    ],
    // At 02:00 half an hour is skipped.
    [
      "Australia/Lord_Howe",
      "2027-10-02",
      "04:00",
      ["02T22:00+10:30", "02T23:00+10:30", "03T00:00+10:30", "03T01:00+10:30", "03T03:00+11:00"],
    ],
  ])("%s in the night after %s, until %s", (timeZone, day, closesAt, starts) => {
    expect(startsOf(day, { timeZone, closesAt })).toEqual(starts);
  });

  test("a night reaches into no day that a zone skipped", () => {
    expect(startsOf("2011-12-29", { timeZone: "Pacific/Apia" })).toEqual([
      "29T22:00-10:00",
      "29T23:00-10:00",
    ]);
  });
});

test("a day has the slots of all its hours, in order", () => {
  const rules = { opensAt: "14:00", closesAt: "16:00", moreHours: ["09:00-11:30", "23:00-01:00"] };
  expect(startsOf("2027-05-21", rules)).toEqual(
    ["21T09:00", "21T10:00", "21T14:00", "21T15:00", "21T23:00", "22T00:00"].map((wall) => `${wall}+02:00`),
  );
});

test("hours of any kind are the same as schedules with one of them each, in any zone", () => {
  const zones = [
    "Europe/Berlin",
    "America/Santiago",
    "Australia/Lord_Howe",
    "America/Havana",
    "Asia/Kolkata",
  ];
  // Six bounds within 24 hours from the first, which are three hours that do not overlap.
  const hours = fc
    .uniqueArray(fc.integer({ min: 0, max: 96 }), { minLength: 6, maxLength: 6 })
    .chain((quarters) => fc.tuple(fc.constant(quarters.toSorted((a, b) => a - b)), fc.nat({ max: 95 })))
    .map(([quarters, shift]) => quarters.map((quarter) => clock((quarter + shift) * 15)));
  fc.assert(
    fc.property(
      hours,
      fc.constantFrom(...zones),
      fc.nat({ max: 365 * 24 }),
      fc.constantFrom("FREQ=DAILY", "FREQ=MONTHLY;BYDAY=-1SU", "FREQ=WEEKLY;BYDAY=SA,SU"),
      ([a = "", b = "", c = "", d = "", e = "", f = ""], timeZone, hour, rrule) => {
        const from = new Date(Date.UTC(2027, 0, 1, hour));
        const rules = { ...RULES, timeZone, rrule, slotMinutes: 15 };
        const times = (fields: Partial<ScheduleRules>) => slotTimes({ ...rules, ...fields }, from, 60);
        const single = [
          [a, b],
          [c, d],
          [e, f],
        ].flatMap(([opensAt = "", closesAt = ""]) => times({ opensAt, closesAt }));
        const together = times({ opensAt: c, closesAt: d, moreHours: [`${a}-${b}`, `${e}-${f}`] });
        expect(together).toEqual(single.toSorted((one, other) => +one.startsAt - +other.startsAt));
        for (const [index, { startsAt }] of together.entries()) {
          expect(+startsAt).toBeGreaterThanOrEqual(+(together[index - 1]?.endsAt ?? 0));
        }
      },
    ),
    { numRuns: 60 },
  );
});

/** A time of day, so many minutes from some midnight. */
const clock = (minutes: number) =>
  Temporal.PlainTime.from("00:00").add({ minutes }).toString({ smallestUnit: "minute" });

test("seasons one after another have the days of one schedule: none is missing, and none comes twice", () => {
  const season = fc.record({
    timeZone: fc.constantFrom("Europe/Berlin", "America/Santiago", "Pacific/Auckland"),
    rrule: fc.constantFrom("FREQ=DAILY", "FREQ=WEEKLY;BYDAY=MO,SU", "FREQ=MONTHLY;BYMONTHDAY=1,-1"),
    lasts: fc.uniqueArray(fc.nat({ max: 300 }), { minLength: 1, maxLength: 3 }),
  });
  fc.assert(
    fc.property(season, ({ lasts, ...rules }) => {
      const from = new Date("2027-01-01T12:00:00Z");
      const times = (fields: Partial<ScheduleRules>) =>
        slotTimes({ ...RULES, ...rules, ...fields }, from, 366);
      const day = (days: number) => Temporal.PlainDate.from("2027-01-10").add({ days }).toString();
      const ends = lasts.toSorted((one, other) => one - other);
      const seasons = [...ends, 400].map((last, index) => ({
        startsOn: index === 0 ? day(0) : day((ends[index - 1] ?? 0) + 1),
        endsOn: day(last),
      }));
      expect(seasons.flatMap((bounds) => times(bounds))).toEqual(times({ startsOn: day(0) }));
    }),
    { numRuns: 40 },
  );
});

test("a season ends with its last day, its night included", () => {
  expect(startsOf("2027-05-21", {}).at(-1)).toBe("22T01:00+02:00");
  const over = { ...RULES, endsOn: "2027-05-20" };
  expect(slotTimes(over, new Date("2027-05-21T12:00:00Z"), 10)).toEqual([]);
});
