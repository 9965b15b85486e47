import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { fullnessRange, periodRange } from "../src/overview/ranges.ts";

const ZONE = "Europe/Berlin";

beforeEach(() => {
  // Half past midnight in Berlin, on the day after a change of clocks.
  vi.useFakeTimers({ now: new Date("2031-10-26T23:30:00Z") });
});

afterEach(() => {
  vi.useRealTimers();
});

test("a time ends with today, by the clocks of the place", () => {
  expect(periodRange("day", ZONE)).toEqual({
    from: "2031-10-26T23:00:00.000Z",
    to: "2031-10-27T23:00:00.000Z",
    by: "hour",
    timeZone: ZONE,
  });
  expect(periodRange("week", ZONE)).toMatchObject({ from: "2031-10-20T22:00:00.000Z", by: "day" });
});

test("a year is no longer than the server allows", () => {
  const { from, to } = periodRange("year", ZONE);
  expect((Date.parse(to) - Date.parse(from)) / 86_400_000).toBeLessThanOrEqual(366);
});

test("the coming days begin with today", () => {
  expect(fullnessRange(ZONE)).toMatchObject({
    from: "2031-10-26T23:00:00.000Z",
    to: "2031-11-25T23:00:00.000Z",
  });
});
