/// <reference lib="esnext.temporal" />
import type { MovePreview, PlannedMove, UnplacedBooking } from "@holdfast/contract";

/* Which booking goes where when the bookings of a time are moved. Nothing here asks the database: the same bookings and slots
   give the same plan. */

/** A booking that is to be moved, with its slot. */
export interface BookingToMove {
  id: string;
  customerName: string;
  quantity: number;
  isCheckedIn: boolean;
  slotId: string;
  startsAt: Date;
  endsAt: Date;
}

/** A slot that bookings may be moved to, and how many places it has for them. */
export interface TargetSlot {
  id: string;
  startsAt: Date;
  endsAt: Date;
  free: number;
}

/** How times are carried over: by so many days, from the clocks of one time zone to those of another. */
export interface Shift {
  fromZone: string;
  toZone: string;
  days: number;
}

/** When a booking should start: at the same time of day, by the clocks of the target. In milliseconds since 1970. */
interface Wish {
  /** Two where clocks are set back and the time comes twice; none where they are set forward, and it does not come. */
  same: number[];
  nearest: number;
}

const inZone = (time: Date, zone: string): Temporal.ZonedDateTime =>
  Temporal.Instant.fromEpochMilliseconds(time.getTime()).toZonedDateTimeISO(zone);

function wishFor(startsAt: Date, { fromZone, toZone, days }: Shift): Wish {
  const wanted = inZone(startsAt, fromZone).toPlainDateTime().add({ days });
  const at = (disambiguation: "earlier" | "later" | "compatible") =>
    wanted.toZonedDateTime(toZone, { disambiguation });
  const same = [at("earlier"), at("later")].filter((time) => time.toPlainDateTime().equals(wanted));
  return {
    same: [...new Set(same.map(({ epochMilliseconds }) => epochMilliseconds))],
    nearest: at("compatible").epochMilliseconds,
  };
}

/** The days of the target on which the bookings of a time are to be: whole days, as long as its clocks make them. */
export function targetDays(from: Date, until: Date, { fromZone, toZone, days }: Shift): [Date, Date] {
  const last = new Date(until.getTime() - 1);
  const begin = (time: Date, more: number) => {
    const day = inZone(time, fromZone).toPlainDate().add({ days: more });
    return new Date(day.toZonedDateTime(toZone).epochMilliseconds);
  };
  return [begin(from, days), begin(last, days + 1)];
}

const lengthOf = ({ startsAt, endsAt }: Pick<TargetSlot, "startsAt" | "endsAt">) =>
  endsAt.getTime() - startsAt.getTime();

/**
 * Gives bookings their slots, each a slot that is as long: first all of those that keep their time of day, then the others, the
 * nearest slot with enough places. Of equally near ones the earlier one; of those at the same time the one with the lesser id.
 * @param bookings in the order of precedence
 * @param targets in the order of their starts, then of their ids
 * @returns the moves, and who has no slot, both in the order of the bookings
 */
export function planMoves(
  bookings: readonly BookingToMove[],
  targets: readonly TargetSlot[],
  shift: Shift,
): Pick<MovePreview, "moves" | "unplaced"> {
  const slots = targets.map((slot) => ({ ...slot, start: slot.startsAt.getTime() }));
  const byLength = Map.groupBy(slots, lengthOf);
  const ofLength = (booking: BookingToMove) => byLength.get(lengthOf(booking)) ?? [];
  const wishes = new Map<string, Wish>();
  for (const { slotId, startsAt } of bookings) {
    if (!wishes.has(slotId)) wishes.set(slotId, wishFor(startsAt, shift));
  }
  const wishOf = ({ slotId }: BookingToMove) => wishes.get(slotId) as Wish;
  const placed = new Map<string, PlannedMove>();
  const place = (booking: BookingToMove, slot: TargetSlot | undefined, sameTime: boolean) => {
    if (!slot) return;
    slot.free -= booking.quantity;
    placed.set(booking.id, toMove(booking, slot, sameTime));
  };
  const movable = bookings.filter(({ isCheckedIn }) => !isCheckedIn);
  for (const booking of movable) {
    const { same } = wishOf(booking);
    const fits = ofLength(booking).find(
      ({ start, free }) => free >= booking.quantity && same.includes(start),
    );
    place(booking, fits, true);
  }
  for (const booking of movable.filter(({ id }) => !placed.has(id))) {
    const { nearest } = wishOf(booking);
    const fitting = ofLength(booking).filter(({ free }) => free >= booking.quantity);
    place(booking, nearestOf(fitting, nearest), false);
  }
  return {
    moves: bookings.flatMap(({ id }) => placed.get(id) ?? []),
    unplaced: bookings
      .filter(({ id }) => !placed.has(id))
      .map((booking) => toUnplaced(booking, ofLength(booking).length > 0)),
  };
}

/** The first of the slots that are nearest to a time. */
function nearestOf<Slot extends { start: number }>(slots: readonly Slot[], time: number): Slot | undefined {
  let nearest: Slot | undefined;
  for (const slot of slots) {
    if (!nearest || Math.abs(slot.start - time) < Math.abs(nearest.start - time)) nearest = slot;
  }
  return nearest;
}

const toMove = (booking: BookingToMove, slot: TargetSlot, sameTime: boolean): PlannedMove => ({
  bookingId: booking.id,
  customerName: booking.customerName,
  quantity: booking.quantity,
  previousSlotId: booking.slotId,
  previousStartsAt: booking.startsAt.toISOString(),
  slotId: slot.id,
  startsAt: slot.startsAt.toISOString(),
  endsAt: slot.endsAt.toISOString(),
  sameTime,
});

const toUnplaced = (booking: BookingToMove, hasSlots: boolean): UnplacedBooking => ({
  bookingId: booking.id,
  customerName: booking.customerName,
  quantity: booking.quantity,
  slotId: booking.slotId,
  startsAt: booking.startsAt.toISOString(),
  reason: booking.isCheckedIn ? "BOOKING_CHECKED_IN" : hasSlots ? "NO_SEAT" : "NOT_BOOKABLE",
});
