import { expect, test } from "vitest";
import { hoursAfter, hoursInput, hoursText } from "../src/schedules/hours.ts";
import {
  MONTH_DAYS,
  monthDayOf,
  monthDayRuleOf,
  ORDINALS,
  ordinalOf,
  ordinalRuleOf,
  ruleOf,
  WEEKDAYS,
  weekdayName,
  weekdaysOf,
} from "../src/schedules/rule.ts";

test.each([
  [["MO"], "FREQ=WEEKLY;BYDAY=MO"],
  [["SU", "WE", "MO"], "FREQ=WEEKLY;BYDAY=MO,WE,SU"],
  [WEEKDAYS, "FREQ=DAILY"],
] as const)("days %j are the rule %s, and back", (days, rule) => {
  expect(ruleOf(days)).toBe(rule);
  expect(weekdaysOf(rule)).toEqual(WEEKDAYS.filter((day) => (days as readonly string[]).includes(day)));
});

test.each([
  "FREQ=MONTHLY;BYMONTHDAY=1",
  "FREQ=WEEKLY;BYDAY=1MO",
  "FREQ=DAILY;COUNT=3",
  "FREQ=WEEKLY;INTERVAL=2;BYDAY=MO",
])("%s is more than days of the week", (rule) => {
  expect(weekdaysOf(rule)).toBeNull();
});

test("weekdays have their names in the language of the page", () => {
  expect(WEEKDAYS.map((day) => weekdayName(day, "de"))).toEqual(["Mo", "Di", "Mi", "Do", "Fr", "Sa", "So"]);
});

test("a weekday or a day of the month is a rule, and back", () => {
  for (const ordinal of ORDINALS) {
    for (const weekday of WEEKDAYS) {
      expect(ordinalOf(ordinalRuleOf(ordinal, weekday))).toEqual({ ordinal, weekday });
    }
  }
  for (const day of MONTH_DAYS) expect(monthDayOf(monthDayRuleOf(day))).toBe(day);
  expect(monthDayRuleOf("last")).toBe("FREQ=MONTHLY;BYMONTHDAY=-1");
  expect(ordinalRuleOf("last", "FR")).toBe("FREQ=MONTHLY;BYDAY=-1FR");
});

test.each([
  "FREQ=MONTHLY;BYDAY=5MO",
  "FREQ=MONTHLY;BYDAY=1MO,2MO",
  "FREQ=MONTHLY;BYDAY=1XX",
  "FREQ=MONTHLY;INTERVAL=2;BYMONTHDAY=1",
  "FREQ=MONTHLY;BYMONTHDAY=1,15",
])("%s is more than one day of the month", (rule) => {
  expect([ordinalOf(rule), monthDayOf(rule)]).toEqual([null, null]);
});

test("hours are the first and further ones, midnight is the end of a day, and they are said in order", () => {
  const hours = [
    { opensAt: "14:00", closesAt: "00:00" },
    { opensAt: "09:00", closesAt: "12:00" },
  ];
  const input = { opensAt: "14:00", closesAt: "24:00", moreHours: ["09:00-12:00"] };
  expect(hoursInput(hours)).toEqual(input);
  expect(hoursText(input)).toBe("09:00\u00a0–\u00a012:00, 14:00\u00a0–\u00a024:00");
  expect(hoursAfter(hours)).toEqual({ opensAt: "13:00", closesAt: "14:00" });
  expect(hoursAfter([{ opensAt: "20:00", closesAt: "23:30" }])).toEqual({
    opensAt: "00:30",
    closesAt: "01:30",
  });
});
