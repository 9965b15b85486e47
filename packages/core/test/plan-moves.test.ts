import { describe, expect, test } from "vitest";
import { type BookingToMove, planMoves, type TargetSlot, targetDays } from "../src/bookings/plan-moves.ts";

/* Which booking goes where: the rules alone, without a database. */

const UTC = { fromZone: "UTC", toZone: "UTC", days: 0 };
const MINUTE = 60_000;
const at = (clock: string, day = "2031-12-25") => new Date(`${day}T${clock}:00Z`);
const slotAt = (id: string, startsAt: Date, free = 1, minutes = 30): TargetSlot => ({
  id,
  startsAt,
  endsAt: new Date(startsAt.getTime() + minutes * MINUTE),
  free,
});
const booking = (id: string, startsAt: Date, more: Partial<BookingToMove> = {}): BookingToMove => ({
  id,
  customerName: id,
  quantity: 1,
  isCheckedIn: false,
  slotId: `slot of ${startsAt.toISOString()}`,
  startsAt,
  endsAt: new Date(startsAt.getTime() + 30 * MINUTE),
  ...more,
});

/** Each booking with its slot, or with the reason why it has none. */
function planned(bookings: BookingToMove[], targets: TargetSlot[], shift = UTC): Record<string, string> {
  const { moves, unplaced } = planMoves(bookings, targets, shift);
  return Object.fromEntries([
    ...moves.map(({ bookingId, slotId, sameTime }) => [bookingId, `${slotId}${sameTime ? "" : " (other)"}`]),
    ...unplaced.map(({ bookingId, reason }) => [bookingId, reason]),
  ]);
}

describe("a plan", () => {
  test.each<[string, BookingToMove[], TargetSlot[], Record<string, string>]>([
    [
      "keeps the time of day",
      [booking("ann", at("09:00")), booking("ben", at("09:30"))],
      [slotAt("a", at("08:30")), slotAt("b", at("09:00")), slotAt("c", at("09:30"))],
      { ann: "b", ben: "c" },
    ],
    [
      "gives the time of day to whom it belongs, before somebody else gets it as the nearest",
      [booking("ann", at("09:00")), booking("ben", at("09:30"))],
      [slotAt("b", at("09:30")), slotAt("c", at("15:00"))],
      { ann: "c (other)", ben: "b" },
    ],
    [
      "takes the nearest slot, of two that are as near the earlier one",
      [booking("ann", at("09:00"))],
      [slotAt("a", at("08:30")), slotAt("b", at("09:30")), slotAt("c", at("08:00"))],
      { ann: "a (other)" },
    ],
    [
      "prefers who comes first in the list",
      [booking("ann", at("09:00")), booking("ben", at("09:00")), booking("cem", at("09:00"))],
      [slotAt("a", at("09:00")), slotAt("b", at("10:00"))],
      { ann: "a", ben: "b (other)", cem: "NO_SEAT" },
    ],
    [
      "never splits a booking, and fills up with smaller ones",
      [booking("four", at("09:00"), { quantity: 4 }), booking("two", at("09:00"), { quantity: 2 })],
      [slotAt("a", at("09:00"), 3), slotAt("b", at("11:00"), 3)],
      { four: "NO_SEAT", two: "a" },
    ],
    [
      "takes only slots that are as long",
      [booking("ann", at("09:00"))],
      [slotAt("a", at("09:00"), 1, 20), slotAt("b", at("09:00"), 1, 60)],
      { ann: "NOT_BOOKABLE" },
    ],
    [
      "tells full slots from none",
      [booking("ann", at("09:00"))],
      [slotAt("a", at("09:00"), 0)],
      { ann: "NO_SEAT" },
    ],
    [
      "leaves whoever is there already",
      [booking("ann", at("09:00"), { isCheckedIn: true }), booking("ben", at("09:00"))],
      [slotAt("a", at("09:00"), 2)],
      { ann: "BOOKING_CHECKED_IN", ben: "a" },
    ],
    ["has nothing for nobody", [], [slotAt("a", at("09:00"))], {}],
  ])("%s", (_, bookings, targets, expected) => {
    expect(planned(bookings, targets)).toEqual(expected);
  });

  test("is the same for the same bookings and slots, and leaves them as they are", () => {
    const bookings = Array.from({ length: 50 }, (_, n) =>
      booking(`b${n}`, at("09:00"), { quantity: 1 + (n % 3) }),
    );
    const targets = Array.from({ length: 30 }, (_, n) =>
      slotAt(`s${n}`, new Date(at("08:00").getTime() + n * 30 * MINUTE), 1 + (n % 4)),
    );
    const [first, second] = [planMoves(bookings, targets, UTC), planMoves(bookings, targets, UTC)];
    expect(second).toEqual(first);
    const places = new Map(targets.map(({ id, free }) => [id, free]));
    for (const { slotId, quantity } of first.moves) places.set(slotId, (places.get(slotId) ?? 0) - quantity);
    expect(Math.min(...places.values())).toBeGreaterThanOrEqual(0);
    expect(first.moves.length + first.unplaced.length).toBe(bookings.length);
  });
});

describe("clocks", () => {
  const BERLIN = { fromZone: "Europe/Berlin", toZone: "Europe/Berlin" };
  // In Berlin clocks are set forward on 2031-03-30, and back on 2031-10-26.
  test.each([
    ["over the beginning of summer time", at("08:00", "2031-03-29"), at("07:00", "2031-03-30"), 1],
    ["over its end", at("07:00", "2031-10-25"), at("08:00", "2031-10-26"), 1],
    ["back over its end", at("08:00", "2031-10-26"), at("07:00", "2031-10-25"), -1],
  ])("keep the time of day %s", (_, from, to, days) => {
    const hour = 3_600_000;
    const decoys = [-1, 1].map((n) => slotAt(`decoy ${n}`, new Date(to.getTime() + n * hour)));
    const targets = [decoys[0] as TargetSlot, slotAt("same", to), decoys[1] as TargetSlot];
    expect(planned([booking("ann", from)], targets, { ...BERLIN, days })).toEqual({ ann: "same" });
  });

  test("take either of two times that are the same on the clock", () => {
    const [first, second] = [at("00:30", "2031-10-26"), at("01:30", "2031-10-26")];
    const ann = booking("ann", at("00:30", "2031-10-25"));
    const ben = { ...ann, id: "ben" };
    const targets = [slotAt("summer", first), slotAt("winter", second)];
    expect(planned([ann, ben], targets, { ...BERLIN, days: 1 })).toEqual({ ann: "summer", ben: "winter" });
  });

  test("find the nearest time where the clocks skip theirs", () => {
    // 02:30 is not there on 2031-03-30: the clocks go from 02:00 to 03:00.
    const ann = booking("ann", at("01:30", "2031-03-29"));
    const targets = [slotAt("01:30", at("00:30", "2031-03-30")), slotAt("03:30", at("01:30", "2031-03-30"))];
    expect(planned([ann], targets, { ...BERLIN, days: 1 })).toEqual({ ann: "03:30 (other)" });
  });

  test("are those of either doctor", () => {
    const shift = { fromZone: "Europe/Berlin", toZone: "America/New_York", days: 0 };
    const targets = [slotAt("at the same moment", at("08:00")), slotAt("at nine there", at("14:00"))];
    expect(planned([booking("ann", at("08:00"))], targets, shift)).toEqual({ ann: "at nine there" });
    const [begin, end] = targetDays(at("23:00", "2031-12-24"), at("23:00", "2031-12-25"), shift);
    expect([begin, end]).toEqual([at("05:00", "2031-12-25"), at("05:00", "2031-12-26")]);
  });

  test("make days of 23 and of 25 hours", () => {
    const hours = (day: string, days: number) => {
      const [begin, end] = targetDays(at("07:00", day), at("16:00", day), { ...BERLIN, days });
      return (end.getTime() - begin.getTime()) / 3_600_000;
    };
    expect([hours("2031-03-29", 1), hours("2031-10-25", 1), hours("2031-10-20", 1)]).toEqual([23, 25, 24]);
  });
});
