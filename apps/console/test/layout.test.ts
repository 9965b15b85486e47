import { expect, test } from "vitest";
import { dayIn, minutesIn } from "../src/time/day.ts";
import { formatsOf } from "../src/time/formats.ts";
import { layoutColumn, rangeOf, ticksOf } from "../src/today/layout.ts";

const slot = (startsAt: string, endsAt: string) => ({ startsAt, endsAt });
const BERLIN = "Europe/Berlin";
const { time } = formatsOf("en-GB", BERLIN);

/** What stands beside the lines of a whole day. */
const labelsOf = (name: string) => {
  const day = dayIn(name, BERLIN);
  return ticksOf(day, { from: 0, to: minutesIn(day), pixelsPerMinute: 1 }).map(({ at }) => time(at));
};

test("a usual day has 24 hours", () => {
  expect(minutesIn(dayIn("2026-12-01", BERLIN))).toBe(24 * 60);
  expect(labelsOf("2026-12-01")).toHaveLength(24);
});

test("the day on which the clocks go forward has no 02:00", () => {
  expect(labelsOf("2027-03-28").slice(0, 4)).toEqual(["00:00", "01:00", "03:00", "04:00"]);
});

test("the day on which the clocks go back has 02:00 twice, and a line for each", () => {
  expect(labelsOf("2026-10-25").slice(0, 5)).toEqual(["00:00", "01:00", "02:00", "02:00", "03:00"]);
});

test("a slot after the clocks have changed stands at its line", () => {
  const day = dayIn("2026-10-25", BERLIN);
  const [block] = layoutColumn(day, [slot("2026-10-25T08:00:00Z", "2026-10-25T08:30:00Z")]);
  const tick = ticksOf(day, { from: 0, to: minutesIn(day), pixelsPerMinute: 1 }).find(
    ({ minute }) => minute === block?.from,
  );
  expect(tick && time(tick.at)).toBe("09:00");
  expect(block).toMatchObject({ from: 10 * 60, to: 10 * 60 + 30 });
});

test("an hour that the clocks show twice has a place for each of its slots", () => {
  const day = dayIn("2026-10-25", BERLIN);
  const blocks = layoutColumn(day, [
    slot("2026-10-25T00:00:00Z", "2026-10-25T01:00:00Z"),
    slot("2026-10-25T01:00:00Z", "2026-10-25T02:00:00Z"),
  ]);
  expect(blocks.map(({ from, to, lanes }) => [from, to, lanes])).toEqual([
    [120, 180, 1],
    [180, 240, 1],
  ]);
});

test("slots that overlap stand beside each other, and share the width with no others", () => {
  const day = dayIn("2026-12-01", "UTC");
  const at = (from: string, to: string) => slot(`2026-12-01T${from}:00Z`, `2026-12-01T${to}:00Z`);
  const blocks = layoutColumn(day, [
    at("09:00", "11:00"),
    at("09:30", "10:00"),
    at("10:00", "10:30"),
    at("11:00", "12:00"),
  ]);
  expect(blocks.map(({ lane, lanes }) => [lane, lanes])).toEqual([
    [0, 2],
    [1, 2],
    [1, 2],
    [0, 1],
  ]);
});

test("a slot that ends on the next day is cut off at midnight", () => {
  const day = dayIn("2026-12-01", "UTC");
  const late = slot("2026-12-01T23:00:00Z", "2026-12-02T02:00:00Z");
  expect(layoutColumn(day, [late])[0]).toMatchObject({ from: 23 * 60, to: 24 * 60 });
  expect(rangeOf(day, [late])).toMatchObject({ from: 23 * 60, to: 24 * 60 });
});

test("the range has whole hours around all slots, and office hours where there are none", () => {
  const day = dayIn("2026-12-01", "UTC");
  const slots = [slot("2026-12-01T09:15:00Z", "2026-12-01T10:45:00Z")];
  expect(rangeOf(day, slots)).toMatchObject({ from: 9 * 60, to: 11 * 60 });
  expect(rangeOf(day, [])).toMatchObject({ from: 8 * 60, to: 18 * 60 });
});

test("short slots stretch the hours until they can be read", () => {
  const day = dayIn("2026-12-01", "UTC");
  const of = (minutes: number) =>
    rangeOf(day, [slot("2026-12-01T09:00:00Z", new Date(Date.UTC(2026, 11, 1, 9, minutes)).toISOString())]);
  expect(of(20).pixelsPerMinute).toBeGreaterThan(of(60).pixelsPerMinute);
  expect(of(1).pixelsPerMinute).toBe(of(2).pixelsPerMinute);
});
