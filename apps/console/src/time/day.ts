import { now, parseAbsolute, parseDate, toCalendarDate } from "@internationalized/date";

const MINUTE_MILLISECONDS = 60_000;

/** A day of a time zone: 23, 24 or 25 hours, as the clocks there have it. */
export interface Day {
  /** 2026-12-01 */
  name: string;
  zone: string;
  from: Date;
  /** The first moment of the next day. */
  to: Date;
}

/** @param name of the day, such as 2026-12-01 */
export function dayIn(name: string, zone: string): Day {
  const date = parseDate(name);
  return { name, zone, from: date.toDate(zone), to: date.add({ days: 1 }).toDate(zone) };
}

/** The name of the day that it is now. */
export const todayIn = (zone: string): string => toCalendarDate(now(zone)).toString();

/** The name of the day of a moment, by the clocks of a zone. */
export const dayNameOf = (at: string, zone: string): string =>
  toCalendarDate(parseAbsolute(at, zone)).toString();

/** The name of a day some days later, or earlier. */
export const dayAfter = (name: string, days: number): string => parseDate(name).add({ days }).toString();

const DAY_MILLISECONDS = 24 * 60 * MINUTE_MILLISECONDS;

/** How many days later another day is; less than 0: earlier. Both by their names. */
export const daysBetween = (day: string, other: string): number =>
  Math.round((Date.parse(other) - Date.parse(day)) / DAY_MILLISECONDS);

/** The minutes that have passed since the day began; a changed clock does not matter. */
export const minuteOf = ({ from }: Day, at: string | Date): number =>
  (new Date(at).getTime() - from.getTime()) / MINUTE_MILLISECONDS;

export const minutesIn = (day: Day): number => minuteOf(day, day.to);

/** The moment so many minutes after the day began. */
export const momentOf = ({ from }: Day, minute: number): Date =>
  new Date(from.getTime() + minute * MINUTE_MILLISECONDS);

/** Whether a text names a day that there is. */
export function isDay(text: string): boolean {
  try {
    return parseDate(text).toString() === text;
  } catch {
    return false;
  }
}

/** A day at noon in UTC, to be written by these clocks: a day has no zone of its own. */
export const noonOf = (name: string): string => `${name}T12:00:00Z`;
