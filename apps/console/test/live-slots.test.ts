import type { Slot } from "@holdfast/client";
import { expect, test } from "vitest";
import { applyMessage, forgetResource, mergeSlots, type Streamed } from "../src/today/live-slots.ts";

const DAY = { from: new Date("2026-12-01T00:00:00Z"), to: new Date("2026-12-02T00:00:00Z") };
const NOTHING: Streamed = new Map();

const slot = (id: string, booked = 0, startsAt = "2026-12-01T09:00:00.000Z") =>
  ({ id, booked, startsAt }) as Slot;
const seen = (listed: Slot[], streamed: Streamed) =>
  mergeSlots(listed, streamed, DAY).map(({ id, booked }) => [id, booked]);

test("what was listed is shown as it is until a stream says otherwise", () => {
  expect(seen([slot("a", 1)], NOTHING)).toEqual([["a", 1]]);
  const streamed = applyMessage(NOTHING, "r", { type: "slot", slot: slot("a", 2) });
  expect(seen([slot("a", 1)], streamed)).toEqual([["a", 2]]);
});

test("a slot that is made, moved to another day or deleted appears and goes", () => {
  const made = applyMessage(NOTHING, "r", { type: "slot", slot: slot("b") });
  expect(seen([slot("a")], made)).toEqual([
    ["a", 0],
    ["b", 0],
  ]);
  const moved = applyMessage(made, "r", { type: "slot", slot: slot("b", 0, "2026-12-02T00:00:00.000Z") });
  expect(seen([slot("a")], moved)).toEqual([["a", 0]]);
  expect(seen([slot("a")], applyMessage(moved, "r", { type: "deleted", id: "a" }))).toEqual([]);
});

test("a stream that begins again replaces all that it had told", () => {
  const gone = applyMessage(NOTHING, "r", { type: "deleted", id: "a" });
  const again = applyMessage(gone, "r", { type: "slots", slots: [slot("b", 3)] });
  expect(seen([slot("a")], again)).toEqual([
    ["a", 0],
    ["b", 3],
  ]);
});

test("what an ended stream has told counts no more, and that of others still does", () => {
  const first = applyMessage(NOTHING, "r", { type: "slot", slot: slot("a", 5) });
  const both = applyMessage(first, "s", { type: "slot", slot: slot("b", 5) });
  expect(seen([slot("a"), slot("b")], forgetResource(both, "r"))).toEqual([
    ["a", 0],
    ["b", 5],
  ]);
});

test("slots are in the order of their start", () => {
  const early = slot("z", 0, "2026-12-01T08:00:00.000Z");
  const streamed = applyMessage(NOTHING, "r", { type: "slot", slot: early });
  expect(seen([slot("a")], streamed).map(([id]) => id)).toEqual(["z", "a"]);
});
