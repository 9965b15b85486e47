import type { Schedule, UpdateSlotInput } from "@holdfast/contract";
import type { SlotAspect } from "@holdfast/db";
import type { SlotTimes } from "./times.ts";

const MINUTE_MILLISECONDS = 60_000;

/** A slot of a schedule, or an occurrence that staff have deleted. */
export interface ScheduleSlot extends SlotTimes {
  id: string;
  /** The start that the rule gave it. */
  occurrenceAt: Date;
  capacity: number;
  /** Places of live holds and confirmed bookings. */
  booked: number;
  waiting: number;
  closed: boolean;
  /** What of its resource has closed it: it opens the slot again, and the schedule does not. */
  closedBy: string | null;
  bookableFrom: Date | null;
  bookableUntil: Date | null;
  cancelUntil: number | null;
  leadMinutes: number;
  maxPerContact: number | null;
  /** What staff have set by hand. */
  overridden: SlotAspect[];
  isDeleted: boolean;
}

/** The booking window of a slot that starts then. */
export function bookingWindow(
  { bookableFromMinutes, bookableUntilMinutes }: Schedule,
  startsAt: Date,
): Pick<ScheduleSlot, "bookableFrom" | "bookableUntil"> {
  const before = (minutes: number | null) =>
    minutes === null ? null : new Date(startsAt.getTime() - minutes * MINUTE_MILLISECONDS);
  return { bookableFrom: before(bookableFromMinutes), bookableUntil: before(bookableUntilMinutes) };
}

/**
 * A slot as its schedule wants it, except what staff have set by hand. The capacity never falls below what is booked.
 * @param isOutside whether the slot lies outside the rules: then it is closed. Staff may open it nevertheless, and that
 *   holds until the rules include it again
 */
export function ruledSlot(schedule: Schedule, slot: ScheduleSlot, isOutside: boolean): ScheduleSlot {
  const isByHand = (aspect: SlotAspect) => slot.overridden.includes(aspect);
  return {
    ...slot,
    ...(isByHand("capacity") ? {} : { capacity: Math.max(schedule.capacity, slot.booked) }),
    ...(isByHand("closed") ? {} : closedAsRuled(slot, isOutside)),
    ...(isByHand("booking_window") ? {} : bookingWindow(schedule, slot.startsAt)),
    ...(isByHand("cancel_until") ? {} : { cancelUntil: schedule.cancelUntil }),
    ...(isByHand("lead_minutes") ? {} : { leadMinutes: schedule.leadMinutes }),
    ...(isByHand("max_per_contact") ? {} : { maxPerContact: schedule.maxPerContact }),
    overridden: slot.overridden.filter((aspect) => aspect !== "closed" || slot.closed || isOutside),
  };
}

/** A slot outside the rules is closed by them, and by nothing else. */
const closedAsRuled = ({ closedBy }: ScheduleSlot, isOutside: boolean) =>
  isOutside ? { closed: true, closedBy: null } : { closed: closedBy !== null };

/** Whether staff have opened a slot that the schedule had closed. */
export const isOpenedByHand = ({ overridden, closed, closedBy }: ScheduleSlot): boolean =>
  overridden.includes("closed") && (!closed || closedBy !== null);

/** The aspect of a slot that a field belongs to. Those with two bounds are set by hand as a whole. */
const ASPECTS: Partial<Record<keyof UpdateSlotInput | "leadMinutes", SlotAspect>> = {
  startsAt: "times",
  endsAt: "times",
  capacity: "capacity",
  bookableFrom: "booking_window",
  bookableUntil: "booking_window",
  cancelUntil: "cancel_until",
  leadMinutes: "lead_minutes",
  maxPerContact: "max_per_contact",
};

/**
 * What staff have set by hand once they have changed these fields of a slot. Closing or opening it departs from what the
 * schedule wants, and doing the opposite returns to it.
 */
export function overriddenAfter(
  overridden: readonly SlotAspect[],
  changes: Partial<UpdateSlotInput>,
): SlotAspect[] {
  const aspects = new Set(overridden);
  for (const field of Object.keys(changes) as (keyof UpdateSlotInput)[]) {
    const aspect = ASPECTS[field];
    if (aspect) aspects.add(aspect);
  }
  if (changes.closed !== undefined && !aspects.delete("closed")) aspects.add("closed");
  return [...aspects].sort();
}
