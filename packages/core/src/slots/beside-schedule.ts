import type { UpdateSlotInput } from "@holdfast/contract";
import type { SlotAspect } from "@holdfast/db";
import type { LockedSlot } from "../inventory/index.ts";
import { overriddenAfter } from "../schedules/index.ts";
import type { Trx } from "../shared/index.ts";

/** Some fields of a slot. */
export type SlotFields = Partial<Omit<UpdateSlotInput, "id">>;

/**
 * What a change means for a slot of a schedule: which aspects of it staff have set by hand, and that a booking window that
 * the schedule gave keeps its distance from the start. Any other slot has just the change.
 * @param input what staff gave, also where it does not differ from the slot
 */
export async function besideSchedule(
  trx: Trx,
  locked: LockedSlot,
  input: SlotFields,
  changes: SlotFields,
): Promise<{ changes: SlotFields; overridden: SlotAspect[] }> {
  const { schedule_id, overridden } = await trx
    .selectFrom("slots")
    .select(["schedule_id", "overridden"])
    .where("id", "=", locked.id)
    .executeTakeFirstOrThrow();
  if (!schedule_id) return { changes, overridden };
  const { bookableFrom: _from, bookableUntil: _until, ...others } = changes;
  const isByHand = overridden.includes("booking_window");
  const shift = isByHand || !changes.startsAt ? 0 : changes.startsAt.getTime() - locked.starts_at.getTime();
  const shifted = (time: Date | null) => time && new Date(time.getTime() + shift);
  const window = {
    bookableFrom: shifted(locked.bookable_from),
    bookableUntil: shifted(locked.bookable_until),
  };
  const setByHand = { ...others, ...differentBounds(window, input) };
  return { changes: { ...window, ...setByHand }, overridden: overriddenAfter(overridden, setByHand) };
}

type BookingWindow = { bookableFrom: Date | null; bookableUntil: Date | null };

/** The bounds that are given and differ from those of the window. */
function differentBounds(window: BookingWindow, given: SlotFields): Partial<BookingWindow> {
  const bounds: Partial<BookingWindow> = {};
  for (const name of ["bookableFrom", "bookableUntil"] as const) {
    const time = given[name];
    if (time !== undefined && time?.getTime() !== window[name]?.getTime()) bounds[name] = time;
  }
  return bounds;
}
