import { expect, test } from "vitest";
import { createSlotInput, restSlotInput, restUpdateSlotInput, updateSlotInput } from "../src/index.ts";

const ID = "018f4e2a-7c1b-7d3e-9a55-3f6b1c2d4e5f";
const EARLY = "2031-12-01T10:00:00+01:00";
const LATE = "2031-12-01T10:00:00Z";
const slot = {
  resourceId: ID,
  startsAt: "2031-12-25T10:00:00Z",
  endsAt: "2031-12-25T11:00:00Z",
  capacity: 1,
};
const restSlot = { start_time: slot.startsAt, end_time: slot.endsAt, capacity: 1 };

/** The fields that an input is refused for. */
const wrong = (result: { error?: { issues: { path: PropertyKey[] }[] } | undefined }) =>
  result.error?.issues.map(({ path }) => path.join("."));

test("a booking window may be left out, open at either end, and must end after it begins", () => {
  const create = (window: object) => createSlotInput.safeParse({ ...slot, ...window });
  for (const window of [
    {},
    { bookableFrom: LATE },
    { bookableUntil: EARLY },
    { bookableFrom: LATE, bookableUntil: null },
    { bookableFrom: EARLY, bookableUntil: LATE },
  ]) {
    expect(wrong(create(window))).toBeUndefined();
  }
  expect(wrong(create({ bookableFrom: LATE, bookableUntil: EARLY }))).toEqual(["bookableUntil"]);
  expect(wrong(create({ bookableFrom: LATE, bookableUntil: LATE }))).toEqual(["bookableUntil"]);
  expect(wrong(create({ bookableFrom: "tomorrow" }))).toEqual(["bookableFrom"]);
  expect(wrong(create({ endsAt: slot.startsAt, bookableFrom: LATE, bookableUntil: EARLY }))).toEqual([
    "endsAt",
    "bookableUntil",
  ]);
});

test("REST's names become those of the verbs, and its issues have REST's names", () => {
  expect(restSlotInput.parse({ ...restSlot, bookable_from: EARLY, bookable_until: LATE })).toEqual({
    startsAt: new Date(slot.startsAt),
    endsAt: new Date(slot.endsAt),
    capacity: 1,
    bookableFrom: new Date(EARLY),
    bookableUntil: new Date(LATE),
  });
  const bad = { ...restSlot, bookable_from: LATE, bookable_until: EARLY };
  expect(wrong(restSlotInput.safeParse(bad))).toEqual(["bookable_until"]);
});

test("a change keeps null, which removes, apart from nothing, which leaves as it is", () => {
  const rest = restUpdateSlotInput.parse({ bookable_from: null, closed: true });
  expect(rest.bookableFrom).toBeNull();
  expect(rest.bookableUntil).toBeUndefined();
  expect(rest).toEqual(updateSlotInput.omit({ id: true }).parse({ bookableFrom: null, closed: true }));
  expect(restUpdateSlotInput.parse({})).toEqual({});
  for (const input of [{ closed: "yes" }, { closed: null }, { deleted: true }, { bookable_from: 1 }]) {
    expect(restUpdateSlotInput.safeParse(input).success).toBe(false);
  }
});
