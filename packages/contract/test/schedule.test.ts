import { expect, test } from "vitest";
import { z } from "zod";
import {
  createScheduleInput,
  restScheduleInput,
  restUpdateScheduleInput,
  scheduleIssue,
} from "../src/index.ts";
import { RRULE_MAX_CHARACTERS } from "../src/recurrence.ts";

const RESOURCE_ID = "00000000-0000-7000-8000-000000000000";
const input = {
  resourceId: RESOURCE_ID,
  rrule: "FREQ=WEEKLY;BYDAY=MO,WE",
  timeZone: "Europe/Berlin",
  startsOn: "2031-05-12",
  opensAt: "09:00",
  closesAt: "17:00",
  slotMinutes: 30,
  capacity: 1,
};

/** The pattern of a rule in JSON schemas. */
const PATTERN = new RegExp(z.toJSONSchema(createScheduleInput.shape.rrule, { io: "input" }).pattern ?? "$^");

/** What is wrong with an input that has this in place of the good one. */
function issuesOf(change: object): string[] {
  const { error } = createScheduleInput.safeParse({ ...input, ...change });
  return (error?.issues ?? []).map(({ path, message }) => `${path.join(".")}: ${message}`);
}

test("what is left out has a default", () => {
  expect(createScheduleInput.parse(input)).toEqual({
    ...input,
    gapMinutes: 0,
    leadMinutes: 0,
    horizonDays: 60,
    exceptions: [],
  });
});

test.each([
  ["rrule:freq=daily", "FREQ=DAILY"],
  [" COUNT=5;BYDAY=SA,SU;FREQ=WEEKLY;INTERVAL=2 ", "FREQ=WEEKLY;INTERVAL=2;BYDAY=SA,SU;COUNT=5"],
  ["FREQ=DAILY;UNTIL=20320229", "FREQ=DAILY;UNTIL=20320229"],
  ["FREQ=WEEKLY;INTERVAL=366;COUNT=1000", "FREQ=WEEKLY;INTERVAL=366;COUNT=1000"],
  ["byday=1mo,-1fr;freq=monthly", "FREQ=MONTHLY;BYDAY=1MO,-1FR"],
  ["FREQ=MONTHLY;BYMONTHDAY=1,-31", "FREQ=MONTHLY;BYMONTHDAY=1,-31"],
  ["BYSETPOS=-1;BYDAY=MO,FR;FREQ=MONTHLY", "FREQ=MONTHLY;BYDAY=MO,FR;BYSETPOS=-1"],
  ["FREQ=YEARLY;BYDAY=53MO", "FREQ=YEARLY;BYDAY=53MO"],
  ["FREQ=YEARLY;BYDAY=-5MO;BYMONTH=1,12", "FREQ=YEARLY;BYMONTH=1,12;BYDAY=-5MO"],
  ["FREQ=WEEKLY;BYMONTH=1", "FREQ=WEEKLY;BYMONTH=1"],
])("the rule %j is kept as %j", (rrule, kept) => {
  expect(createScheduleInput.parse({ ...input, rrule }).rrule).toBe(kept);
  expect(rrule.trim().toUpperCase()).toMatch(PATTERN);
});

test.each([
  ["", "an empty part is not supported"],
  ["INTERVAL=2", "FREQ is missing"],
  ["FREQ=SECONDLY", "FREQ must be DAILY, WEEKLY, MONTHLY or YEARLY"],
  ["FREQ=MONTHLY;BYDAY=6MO", "BYDAY must have numbers from 1 to 5, or -1 to -5"],
  ["FREQ=YEARLY;BYMONTH=1;BYDAY=10MO", "BYDAY must have numbers from 1 to 5, or -1 to -5"],
  ["FREQ=YEARLY;BYDAY=54MO", "BYDAY must be"],
  ["FREQ=MONTHLY;BYDAY=0MO", "BYDAY must be"],
  ["FREQ=MONTHLY;BYDAY=1MO,1MO", "BYDAY must be"],
  ["FREQ=MONTHLY;BYDAY=1MO,TU", "all with a number or all without"],
  ["FREQ=MONTHLY;BYDAY=TU,1MO", "all with a number or all without"],
  ["FREQ=MONTHLY;BYDAY=1MO;BYMONTHDAY=3", "without a number beside BYMONTHDAY"],
  ["FREQ=MONTHLY;BYMONTHDAY=0", "BYMONTHDAY must be"],
  ["FREQ=MONTHLY;BYMONTHDAY=32", "BYMONTHDAY must be"],
  ["FREQ=MONTHLY;BYMONTHDAY=1,1", "BYMONTHDAY must be"],
  ["FREQ=DAILY;BYMONTHDAY=1", "BYMONTHDAY does not go with FREQ=DAILY"],
  ["FREQ=WEEKLY;BYMONTHDAY=1", "BYMONTHDAY does not go with FREQ=WEEKLY"],
  ["FREQ=YEARLY;BYMONTH=13", "BYMONTH must be"],
  ["FREQ=YEARLY;BYMONTH=-1", "BYMONTH must be"],
  ["FREQ=MONTHLY;BYSETPOS=1", "BYSETPOS needs BYMONTH, BYMONTHDAY or BYDAY"],
  ["FREQ=MONTHLY;BYDAY=MO;BYSETPOS=367", "BYSETPOS must be"],
  ["FREQ=YEARLY;BYWEEKNO=20", "BYWEEKNO is not supported"],
  ["FREQ=YEARLY;BYYEARDAY=1", "BYYEARDAY is not supported"],
  ["FREQ=HOURLY", "FREQ must be"],
  ["FREQ", "FREQ must be"],
  ["FREQ=WEEKLY;", "an empty part is not supported"],
  ["FREQ=WEEKLY;FREQ=DAILY", "FREQ is given twice"],
  ["FREQ=WEEKLY=DAILY", "FREQ must be"],
  ["FREQ=WEEKLY;BYHOUR=9", "BYHOUR is not supported"],
  ["FREQ=WEEKLY;BYDAY=MO;BYSETPOS=1", "BYSETPOS does not go with FREQ=WEEKLY"],
  ["FREQ=WEEKLY;WKST=SU", "WKST is not supported"],
  ["FREQ=WEEKLY;constructor=1", "CONSTRUCTOR is not supported"],
  ["DTSTART:20310101\nRRULE:FREQ=DAILY", "DTSTART:20310101"],
  ["FREQ=WEEKLY;BYDAY=", "BYDAY must be"],
  ["FREQ=WEEKLY;BYDAY=1MO", "BYDAY must be"],
  ["FREQ=WEEKLY;BYDAY=MO,MO", "BYDAY must be"],
  ["FREQ=WEEKLY;BYDAY=MONDAY", "BYDAY must be"],
  ["FREQ=WEEKLY;INTERVAL=0", "INTERVAL must be"],
  ["FREQ=WEEKLY;INTERVAL=367", "INTERVAL must be"],
  ["FREQ=WEEKLY;INTERVAL=1.5", "INTERVAL must be"],
  ["FREQ=WEEKLY;COUNT=-1", "COUNT must be"],
  ["FREQ=WEEKLY;COUNT=1001", "COUNT must be"],
  ["FREQ=WEEKLY;UNTIL=20310229", "UNTIL must be"],
  ["FREQ=WEEKLY;UNTIL=20311231T000000Z", "UNTIL must be"],
  ["FREQ=WEEKLY;UNTIL=20311231;COUNT=3", "UNTIL and COUNT exclude each other"],
  [`FREQ=DAILY${" ".repeat(200)}`, "must have at most 200 characters"],
])("the rule %j is refused: %s", (rrule, message) => {
  const issues = issuesOf({ rrule });
  expect(issues).toHaveLength(1);
  expect(issues[0]).toMatch(/^rrule: /);
  expect(issues[0]).toContain(message);
  const isSayable = rrule.length <= RRULE_MAX_CHARACTERS && !rrule.endsWith("0229"); // leap years are no pattern
  if (isSayable) expect(rrule).not.toMatch(PATTERN);
});

test.each(["UTC", "Asia/Kolkata", "America/Argentina/Buenos_Aires", "Australia/Lord_Howe"])(
  "%s is a time zone",
  (timeZone) => {
    expect(issuesOf({ timeZone })).toEqual([]);
  },
);

test.each([
  ["europe/berlin", "Europe/Berlin"],
  ["UTC", "UTC"],
  ["utc", "UTC"],
  ["etc/gmt+5", "Etc/GMT+5"],
  ["ASIA/CALCUTTA", "Asia/Calcutta"],
  ["asia/kolkata", "Asia/Kolkata"],
  ["us/eastern", "US/Eastern"],
  ["america/port-au-prince", "America/Port-au-Prince"],
])("the time zone %j is kept as %j", (timeZone, kept) => {
  expect(createScheduleInput.parse({ ...input, timeZone }).timeZone).toBe(kept);
  expect(restUpdateScheduleInput.parse({ time_zone: timeZone })).toEqual({ timeZone: kept });
});

test.each(["", "Berlin", "Europe/Atlantis", "+02:00", "-0200", "Europe/Berlin\0", "x".repeat(65)])(
  "%j is none",
  (timeZone) => {
    expect(issuesOf({ timeZone }).join()).toMatch(/^timeZone: /);
  },
);

test.each([
  [{ startsOn: "2031-02-29" }, "startsOn"],
  [{ startsOn: "2031-05-12T00:00:00Z" }, "startsOn"],
  [{ startsOn: "0000-01-01" }, "startsOn"],
  [{ opensAt: "9:00" }, "opensAt"],
  [{ opensAt: "24:00" }, "opensAt"],
  [{ closesAt: "24:01" }, "closesAt"],
  [{ closesAt: "17:00:00" }, "closesAt"],
  [{ closesAt: "09:00" }, "closesAt"],
  [{ moreHours: ["17:00"] }, "moreHours.0"],
  [{ moreHours: ["24:00-02:00"] }, "moreHours.0"],
  [{ moreHours: ["18:00-18:00"] }, "moreHours"],
  [{ moreHours: ["16:30-18:00"] }, "moreHours"],
  [{ moreHours: ["18:00-20:00", "19:00-21:00"] }, "moreHours"],
  [{ moreHours: ["22:00-09:30"] }, "moreHours"],
  [{ moreHours: ["18:00-18:20"] }, "slotMinutes"],
  [{ moreHours: Array(10).fill("18:00-19:00") }, "moreHours"],
  [{ endsOn: "2031-05-11" }, "endsOn"],
  [{ endsOn: "2031-02-30" }, "endsOn"],
  [{ slotMinutes: 0 }, "slotMinutes"],
  [{ slotMinutes: 481 }, "slotMinutes"],
  [{ gapMinutes: -1 }, "gapMinutes"],
  [{ capacity: 0 }, "capacity"],
  [{ leadMinutes: 0.5 }, "leadMinutes"],
  [{ horizonDays: 0 }, "horizonDays"],
  [{ horizonDays: 367 }, "horizonDays"],
  [{ cancelUntil: -1 }, "cancelUntil"],
  [{ bookableFromMinutes: 1.5 }, "bookableFromMinutes"],
  [{ bookableUntilMinutes: 527_041 }, "bookableUntilMinutes"],
  [{ bookableFromMinutes: 60, bookableUntilMinutes: 60 }, "bookableUntilMinutes"],
  [{ opensAt: "00:00", closesAt: "24:00", slotMinutes: 1 }, "horizonDays"],
  [{ exceptions: ["2031-02-30"] }, "exceptions.0"],
  [{ exceptions: Array(367).fill("2031-01-01") }, "exceptions"],
  [{ colour: "red" }, ""],
])("%j is refused", (change, path) => {
  expect(issuesOf(change).map((issue) => issue.split(": ")[0])).toEqual([path]);
});

test("hours may fill the whole day, and the last slot may end at closing", () => {
  expect(issuesOf({ opensAt: "00:00", closesAt: "24:00", slotMinutes: 1440 })).toEqual([]);
  const days = { startsOn: "2031-05-12", horizonDays: 366 };
  const hours = { ...days, opensAt: "09:00", closesAt: "10:00", slotMinutes: 5, gapMinutes: 0 };
  expect(scheduleIssue(hours)).toBeUndefined();
  expect(scheduleIssue({ ...hours, closesAt: "13:30" })).toBeUndefined();
  expect(scheduleIssue({ ...hours, closesAt: "13:35" })).toMatchObject({ path: "horizonDays" });
});

test("hours may end on the next day, and where others begin; they are kept in order", () => {
  expect(issuesOf({ opensAt: "22:00", closesAt: "02:00" })).toEqual([]);
  expect(issuesOf({ opensAt: "22:00", closesAt: "21:30" })).toEqual([]);
  const moreHours = ["22:00-02:00", "17:00-20:00", "08:00-09:00", "02:00-03:00"];
  expect(createScheduleInput.parse({ ...input, moreHours }).moreHours).toEqual(moreHours.toSorted());
  const busy = { slotMinutes: 5, opensAt: "09:00", closesAt: "10:00", horizonDays: 366 };
  expect(issuesOf({ ...busy, moreHours: ["12:00-15:30"] })).toEqual([]);
  expect(issuesOf({ ...busy, moreHours: ["22:00-01:35"] })).toHaveLength(1);
});

test("a season may be one day, or without an end", () => {
  expect(issuesOf({ endsOn: input.startsOn })).toEqual([]);
  expect(issuesOf({ endsOn: null })).toEqual([]);
});

test("exceptions are kept once each, in order", () => {
  const exceptions = ["2031-12-26", "2031-12-25", "2031-12-26"];
  expect(createScheduleInput.parse({ ...input, exceptions }).exceptions).toEqual([
    "2031-12-25",
    "2031-12-26",
  ]);
});

test("REST's names are the same fields, and what is wrong is said by REST's names", () => {
  const { resourceId: _, ...fields } = input;
  const rest = Object.fromEntries(
    Object.entries(fields).map(([name, value]) => [
      name.replaceAll(/[A-Z]/g, (capital) => `_${capital.toLowerCase()}`),
      value,
    ]),
  );
  const { resourceId: __, ...parsed } = createScheduleInput.parse(input);
  expect(restScheduleInput.parse(rest)).toEqual(parsed);
  expect(restScheduleInput.safeParse({ ...rest, closes_at: "09:00" }).error?.issues).toMatchObject([
    { path: ["closes_at"] },
  ]);
  expect(restScheduleInput.safeParse({ ...rest, timeZone: "UTC" }).success).toBe(false);
  expect(restUpdateScheduleInput.parse({ gap_minutes: 5 })).toEqual({ gapMinutes: 5 });
  expect(restUpdateScheduleInput.parse({})).toEqual({});
});
