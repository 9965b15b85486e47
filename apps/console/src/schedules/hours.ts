import { Time } from "@internationalized/date";

/* The hours of a schedule's days, as people choose them. */

/** From opening to closing; a closing that is not later is on the next day. */
export interface Hours {
  opensAt: string;
  closesAt: string;
}

/** All hours that a day may have. */
export const HOURS_MAX = 10;
const MIDNIGHT = "00:00";
const END_OF_DAY = "24:00";

export function timeOf(text: string): Time {
  const [hour = 0, minute = 0] = text.split(":").map(Number);
  return new Time(hour, minute);
}

export const textOf = (time: { toString: () => string }): string => time.toString().slice(0, 5);

/** An hour for the day, one hour after the last of its hours. */
export function hoursAfter(hours: readonly Hours[]): Hours {
  const closing = timeOf(hours.at(-1)?.closesAt ?? MIDNIGHT);
  return { opensAt: textOf(closing.add({ hours: 1 })), closesAt: textOf(closing.add({ hours: 2 })) };
}

/** The fields of a schedule that has these hours: the first, and further ones. */
export function hoursInput([first = { opensAt: MIDNIGHT, closesAt: MIDNIGHT }, ...more]: readonly Hours[]) {
  const closingOf = ({ closesAt }: Hours) => (closesAt === MIDNIGHT ? END_OF_DAY : closesAt);
  return {
    opensAt: first.opensAt,
    closesAt: closingOf(first),
    moreHours: more.map((hours) => `${hours.opensAt}-${closingOf(hours)}`),
  };
}

/** 09:00 – 12:00, 14:00 – 18:00 */
export const hoursText = (schedule: Hours & { moreHours: readonly string[] }): string =>
  [`${schedule.opensAt}-${schedule.closesAt}`, ...schedule.moreHours]
    .toSorted()
    .map((hours) => hours.replace("-", "\u00a0–\u00a0"))
    .join(", ");
