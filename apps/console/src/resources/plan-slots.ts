import { parseDate, Time, toCalendarDateTime } from "@internationalized/date";

/** The server takes no more in one call. */
export const PLANNED_MAX = 500;

/** Times by the clocks of a zone: from the first to the last day, each day from `from` to `to`. */
export interface Plan {
  /** 2026-12-01 */
  firstDay: string;
  lastDay: string;
  /** Minutes after midnight, as the clock shows them. */
  from: number;
  to: number;
  lengthMinutes: number;
  capacity: number;
  /** null or left out: no limit. */
  maxPerContact?: number | null;
}

export interface PlannedSlot {
  startsAt: string;
  endsAt: string;
  capacity: number;
  maxPerContact?: number;
}

const HOUR_MINUTES = 60;
const MINUTE_MILLISECONDS = 60_000;

/**
 * The slots of a plan, one after the other, as many as fit whole between `from` and `to`. On a day on which the clocks change
 * there may be more or fewer; none starts at a time that there is not.
 * @returns one more than the server takes where there are too many
 */
export function planSlots(plan: Plan, zone: string): PlannedSlot[] {
  const slots: PlannedSlot[] = [];
  const last = parseDate(plan.lastDay);
  const step = plan.lengthMinutes * MINUTE_MILLISECONDS;
  if (!(step > 0)) return [];
  for (let day = parseDate(plan.firstDay); day.compare(last) <= 0; day = day.add({ days: 1 })) {
    const at = (minutes: number) =>
      toCalendarDateTime(day, new Time(Math.floor(minutes / HOUR_MINUTES), minutes % HOUR_MINUTES))
        .toDate(zone)
        .getTime();
    const end = at(plan.to);
    for (let start = at(plan.from); start + step <= end; start += step) {
      if (slots.length > PLANNED_MAX) return slots;
      slots.push({
        startsAt: new Date(start).toISOString(),
        endsAt: new Date(start + step).toISOString(),
        capacity: plan.capacity,
        ...(plan.maxPerContact && { maxPerContact: plan.maxPerContact }),
      });
    }
  }
  return slots;
}
