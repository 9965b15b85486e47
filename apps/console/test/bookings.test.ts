import type { Booking } from "@holdfast/client";
import { describe, expect, test } from "vitest";
import { actionsFor } from "../src/booking/possible.ts";
import { replaceIn } from "../src/booking/replace.ts";
import { countOf, exportUrl, toFilters } from "../src/bookings/filters.ts";
import { groupBookings, groupOf } from "../src/today/groups.ts";
import { NoScansError, readScansFile } from "../src/today/scans-file.ts";

const booking = (state: Partial<Booking>) =>
  ({
    status: "CONFIRMED",
    quantity: 2,
    checkedIn: 0,
    checkedOut: 0,
    checkedInAt: null,
    noShowAt: null,
    customerName: "Ann",
    ...state,
  }) as Booking;

const RESERVED = booking({ status: "PENDING" });
const EXPECTED = booking({});
const HERE = booking({ checkedInAt: "2026-12-01T09:00:00.000Z", checkedIn: 2 });
const LEFT = booking({ ...HERE, checkedOut: 2 });
const PARTLY_HERE = booking({ ...HERE, checkedIn: 1 });
const MISSED = booking({ noShowAt: "2026-12-01T09:00:00.000Z" });
const CANCELLED = booking({ status: "CANCELLED" });
const EXPIRED = booking({ status: "FAILED" });

/** What can be done as long as nobody has come. */
const CHANGES = ["move", "changePlaces", "correct", "handOver", "cancel"];

describe("what can be done with a booking", () => {
  test.each([
    ["reserved", RESERVED, ["confirm", ...CHANGES]],
    ["expected", EXPECTED, ["checkIn", "checkInSome", "markNoShow", ...CHANGES]],
    ["here", HERE, ["checkOut", "markNoShow", "changePlaces", "correct"]],
    ["left", LEFT, ["checkIn", "checkInSome", "markNoShow", "changePlaces", "correct"]],
    ["partly here", PARTLY_HERE, ["checkIn", "checkOut", "markNoShow", "changePlaces", "correct"]],
    ["missed", MISSED, ["checkIn", "checkInSome", ...CHANGES]],
    ["cancelled", CANCELLED, []],
    ["expired", EXPIRED, []],
  ])("%s", (_name, state, actions) => {
    expect(actionsFor(state)).toEqual(actions);
  });
});

test("bookings are grouped by what the desk has to do, and sorted by name", () => {
  const expected = ["Zoe", "Émile", "Bo"].map((customerName) => booking({ customerName }));
  const groups = groupBookings([CANCELLED, HERE, LEFT, ...expected, RESERVED, EXPIRED, MISSED], "en");
  expect(groups.map(([name, members]) => [name, members.length])).toEqual([
    ["reserved", 1],
    ["expected", 3],
    ["here", 1],
    ["left", 1],
    ["missed", 1],
    ["gone", 2],
  ]);
  expect(groups[1]?.[1].map(({ customerName }) => customerName)).toEqual(["Bo", "Émile", "Zoe"]);
  expect(groupOf(EXPIRED)).toBe("gone");
});

test("a changed booking takes its place in a list and in every page of a long one", () => {
  const older = { id: "a", customerName: "Ann" };
  const other = { id: "b", customerName: "Bo" };
  const newer = { id: "a", customerName: "Anna" };
  expect(replaceIn([older, other], newer)).toEqual([newer, other]);
  const pages = { pages: [{ items: [other] }, { items: [older] }], pageParams: [null, "b"] };
  expect(replaceIn(pages, newer)).toEqual({
    pages: [{ items: [other] }, { items: [newer] }],
    pageParams: [null, "b"],
  });
  expect(replaceIn(undefined, newer)).toBeUndefined();
});

test("the days of the filters are those of the venue, the last one included", () => {
  expect(toFilters({ from: "2026-12-01", to: "2026-12-01" }, "Europe/Berlin")).toEqual({
    from: "2026-11-30T23:00:00.000Z",
    to: "2026-12-01T23:00:00.000Z",
  });
  expect(toFilters({}, "UTC")).toEqual({});
  expect(toFilters({ q: "a" }, "UTC")).toEqual({});
});

test("the file has the filters of the list by REST's names", () => {
  const url = new URL(exportUrl({ q: "ann", resourceId: "r", status: "FAILED" }, "UTC"), "http://x");
  expect(url.pathname).toBe("/api/admin/bookings.csv");
  expect(Object.fromEntries(url.searchParams)).toEqual({
    bom: "true",
    time_zone: "UTC",
    resource_id: "r",
    status: "FAILED",
  });
});

test("the filters behind the button are counted", () => {
  expect(countOf({ q: "ann", status: "FAILED", from: "2026-12-01" })).toBe(2);
});

test("a file of scans has REST's names, and is sent in parts that the server takes", () => {
  const scan = { scan_id: "1", code: "K32Y4-YTKJZ", scanned_at: "2026-12-01T09:00:00Z" };
  const read = { scanId: "1", code: "K32Y4-YTKJZ", scannedAt: "2026-12-01T09:00:00Z" };
  expect(readScansFile(JSON.stringify([scan]))).toEqual([[read]]);
  expect(readScansFile(JSON.stringify({ scans: [scan, scan] }))).toEqual([[read, read]]);
  const parts = readScansFile(JSON.stringify(Array.from({ length: 401 }, () => scan)));
  expect(parts.map(({ length }) => length)).toEqual([200, 200, 1]);
  for (const none of ["", "{}", "[]", "null", '{"scans":1}', "[1]", "[null]"])
    expect(() => readScansFile(none)).toThrow(NoScansError);
});
