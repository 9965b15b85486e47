import type { Booking } from "@holdfast/client";
import { expect, test } from "vitest";
import { changesOf } from "../src/history/changes-of.ts";
import { fileNameOf, textOfFile } from "../src/schedules/holiday-file.ts";
import { readBookingsSearch, readTodaySearch } from "../src/search.ts";
import { dayAfter, dayIn, dayNameOf } from "../src/time/day.ts";
import { dragItem, mayDrop } from "../src/today/drag.ts";
import { readReference } from "../src/today/reference.ts";
import { ownZone, venueZone, zonesOf } from "../src/venue/zones.ts";
import { nextOf } from "../src/waitlists/next.ts";

const ID = "01a205ee-6449-7bfd-903f-a39cc9f3469f";
const OTHER = "01a205ee-6470-73ff-9708-98de7a8a114c";

test("an id is read alone, in capitals, and out of a link; the last one of several", () => {
  expect(readReference(ID)).toEqual({ id: ID });
  expect(readReference(` ${ID.toUpperCase()}\n`)).toEqual({ id: ID });
  expect(readReference(`https://example.org/r/${OTHER}/b/${ID}?token=x`)).toEqual({ id: ID });
  expect(readReference("Haddad")).toEqual({ text: "Haddad" });
  expect(readReference("  ")).toBeNull();
});

test("an address that somebody has changed by hand keeps what can be read of it", () => {
  expect(readTodaySearch({ day: "2026-02-30", slot: ID, zone: "Europe/Berlin" })).toEqual({
    day: undefined,
    slot: ID,
    zone: "Europe/Berlin",
  });
  expect(readBookingsSearch({ status: "confirmed", resource: "1", from: "2026-12-01" })).toEqual({
    from: "2026-12-01",
  });
});

test("a venue's zone is the one that most of its doctors and shows have", () => {
  const resources = [null, "Europe/Berlin", "America/New_York", "Europe/Berlin"].map((timeZone) => ({
    timeZone,
  }));
  expect(zonesOf(resources)).toEqual(["Europe/Berlin", "America/New_York"]);
  expect(venueZone(resources)).toBe("Europe/Berlin");
  expect(venueZone(resources, "Asia/Tokyo")).toBe("Asia/Tokyo");
  expect(venueZone(resources, "Nowhere/Here")).toBe("Europe/Berlin");
  expect(venueZone([])).toBe(ownZone());
});

test("a calendar file keeps its name in plain letters, and its text in what it was written in", () => {
  expect(fileNameOf("Feiertage Thüringen 2027.ics")).toBe("feiertage-thuringen-2027");
  expect(fileNameOf("_Straße (1).ICS")).toBe("strasse-1");
  expect(fileNameOf(`${"n".repeat(63)}-n.ics`)).toBe("n".repeat(63));
  expect(fileNameOf("祝日.ics")).toBe("holidays");
  expect(textOfFile(new TextEncoder().encode("Drei Könige").buffer)).toBe("Drei Könige");
  expect(textOfFile(Uint8Array.of(0x4b, 0xf6, 0x6e).buffer)).toBe("Kön");
});

test("days follow each other across a change of the clocks", () => {
  expect(dayAfter("2026-10-25", 1)).toBe("2026-10-26");
  expect(dayAfter("2026-03-01", -1)).toBe("2026-02-28");
  expect(dayNameOf("2026-12-01T23:30:00.000Z", "Europe/Berlin")).toBe("2026-12-02");
  const { from, to } = dayIn("2026-10-25", "Europe/Berlin");
  expect(to.getTime() - from.getTime()).toBe(25 * 60 * 60 * 1000);
});

test("a booking may be dropped on another slot of the same resource alone, which has a place left", () => {
  const types = new Set(Object.keys(dragItem({ id: "b", resourceId: "r", slotId: "s" } as Booking)));
  const slot = { id: "t", resourceId: "r", available: 1, closed: false };
  expect(mayDrop(types, slot)).toBe(true);
  expect(mayDrop(types, { ...slot, id: "s" })).toBe(false);
  expect(mayDrop(types, { ...slot, resourceId: "q" })).toBe(false);
  expect(mayDrop(types, { ...slot, available: 0 })).toBe(false);
  expect(mayDrop(types, { ...slot, closed: true })).toBe(false);
});

test("the next of a waitlist is the first who is content with one place", () => {
  const entry = (quantity: number) => ({ status: "WAITING" as const, quantity });
  const [two, one, three] = [entry(2), entry(1), entry(3)];
  expect(nextOf([two, one, three], 5)).toBe(one);
  expect(nextOf([three, two], 2)).toBe(two);
  expect(nextOf([], 5)).toBeUndefined();
});

test("an entry of the audit tells the fields that were there before and are now", () => {
  expect(
    changesOf({ before: { status: "PENDING", a: null }, after: { status: "CONFIRMED", a: ["b"] } }),
  ).toEqual([
    { field: "status", before: "PENDING", after: "CONFIRMED" },
    { field: "a", before: null, after: '["b"]' },
  ]);
  expect(changesOf({ before: null, after: { status: "PENDING" } })).toEqual([]);
});
