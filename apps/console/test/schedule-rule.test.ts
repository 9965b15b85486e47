import { expect, test } from "vitest";
import { ruleOf, WEEKDAYS, weekdayName, weekdaysOf } from "../src/schedules/rule.ts";

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
