import { expect, test } from "vitest";
import type { Call, Outcome } from "../faults/history.ts";
import { countByStatus, longestGapSeconds } from "./gap.ts";

const booking = (until: number, type: Outcome["type"] = "ok"): Call => ({
  verb: "book",
  slotId: "slot",
  quantity: 1,
  from: until - 10,
  until,
  outcome: type === "ok" ? { type } : { type: "unknown", why: "BUSY" },
});

test("the gap lasts from the last booking before the fault to the first after it", () => {
  const calls = [booking(9_000), booking(1_000), booking(2_000), booking(5_000, "unknown"), booking(9_100)];
  expect(longestGapSeconds(calls, 2_500)).toBe(7);
});

test("a gap that begins later counts, and one from before the fault does not", () => {
  expect(longestGapSeconds([booking(0), booking(8_000), booking(9_000), booking(12_000)], 8_500)).toBe(3);
});

test("a service that does not come back has no end of its gap", () => {
  expect(longestGapSeconds([booking(1_000), booking(4_000, "unknown")], 2_000)).toBe(
    Number.POSITIVE_INFINITY,
  );
});

test("requests are counted by status", () => {
  const attempts = [201, 503, 201, undefined].map((status) => ({
    process: "api 0",
    what: "POST",
    milliseconds: 1,
    ...(status === undefined ? {} : { status }),
  }));
  expect(countByStatus(attempts)).toEqual({ 201: 2, 503: 1, none: 1 });
});
