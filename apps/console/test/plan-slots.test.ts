import { expect, test } from "vitest";
import { PLANNED_MAX, planSlots } from "../src/resources/plan-slots.ts";

const PLAN = { from: 9 * 60, to: 12 * 60, lengthMinutes: 50, capacity: 2 };
const on = (firstDay: string, lastDay = firstDay) => ({ ...PLAN, firstDay, lastDay });

test("only slots that fit whole are planned", () => {
  const slots = planSlots(on("2026-12-01"), "UTC");
  expect(slots).toHaveLength(3);
  expect(slots.at(-1)).toEqual({
    startsAt: "2026-12-01T10:40:00.000Z",
    endsAt: "2026-12-01T11:30:00.000Z",
    capacity: 2,
  });
});

test("each day begins at the same time by the clocks of the zone, also after they have changed", () => {
  const slots = planSlots({ ...on("2026-10-24", "2026-10-26"), lengthMinutes: 180 }, "Europe/Berlin");
  expect(slots.map(({ startsAt }) => startsAt)).toEqual([
    "2026-10-24T07:00:00.000Z",
    "2026-10-25T08:00:00.000Z",
    "2026-10-26T08:00:00.000Z",
  ]);
});

test("a night on which the clocks change has as many slots as it has hours", () => {
  const night = { ...PLAN, from: 60, to: 4 * 60, lengthMinutes: 60 };
  const of = (day: string) => planSlots({ ...night, firstDay: day, lastDay: day }, "Europe/Berlin").length;
  expect([of("2026-10-24"), of("2026-10-25"), of("2027-03-28")]).toEqual([3, 4, 2]);
});

test("nothing is planned between hours that are in the wrong order, nor before the first day", () => {
  expect(planSlots({ ...on("2026-12-01"), from: 600, to: 540 }, "UTC")).toEqual([]);
  expect(planSlots(on("2026-12-02", "2026-12-01"), "UTC")).toEqual([]);
  expect(planSlots({ ...on("2026-12-01"), lengthMinutes: Number.NaN }, "UTC")).toEqual([]);
});

test("a plan of too many slots ends soon after the limit", () => {
  const slots = planSlots({ ...on("2026-01-01", "2030-01-01"), lengthMinutes: 1 }, "UTC");
  expect(slots.length).toBe(PLANNED_MAX + 1);
});
