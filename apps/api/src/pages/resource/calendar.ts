/// <reference lib="esnext.temporal" />
import { invalidInput } from "@holdfast/contract";
import { remember } from "../remember.ts";

/* The days of a resource's calendar, on the clocks of its zone. */

const MONTH = /^(?:19[7-9]|2\d\d)\d-(?:0[1-9]|1[0-2])$/;
const DAY = /^(?:19[7-9]|2\d\d)\d-\d\d-\d\d$/;
const WEEK_DAYS = 7;
/** Some 3 MB when all are in use. */
const REMEMBERED_MAX_MONTHS = 1_000;

const rememberedDays = remember<Days>(REMEMBERED_MAX_MONTHS);

/** Days one after another, as `2031-05-12`, and the times at which they begin and end. */
export interface Days {
  keys: readonly string[];
  from: Date;
  to: Date;
}

/** What a visitor asks to see: by the address, or nothing yet. */
export interface Asked {
  view: "month" | "week";
  /** The day that is chosen, or any of the month or week. */
  day?: string | undefined;
  month?: string | undefined;
}

/**
 * Reads the address of a calendar: `?month=2031-05`, `?day=2031-05-12`, or `?week=2031-05-12` with any day of the week.
 * @throws INVALID_INPUT for what is no month or day
 */
export function readAsked(query: (name: string) => string | undefined): Asked {
  const [month, day, week] = [query("month"), query("day"), query("week")];
  if (month !== undefined && !MONTH.test(month))
    throw invalidInput("month", "must be a month, such as 2031-05");
  for (const [name, value] of Object.entries({ day, week })) {
    if (value !== undefined && !isDay(value)) throw invalidInput(name, "must be a day, such as 2031-05-12");
  }
  if (week !== undefined) return { view: "week", day: week };
  return { view: "month", day, month };
}

function isDay(text: string): boolean {
  if (!DAY.test(text)) return false;
  try {
    Temporal.PlainDate.from(text, { overflow: "reject" });
    return true;
  } catch {
    return false;
  }
}

/** The days of a month, `2031-05`. */
export function daysOfMonth(month: string, timeZone: string): Days {
  return rememberedDays(`${month} ${timeZone}`, () => {
    const first = Temporal.PlainDate.from(`${month}-01`);
    return daysFrom(first.toString(), first.daysInMonth, timeZone);
  });
}

/** The days of the week that a day is in: from Monday. */
export function daysOfWeek(day: string, timeZone: string): Days {
  const date = Temporal.PlainDate.from(day);
  return daysFrom(date.subtract({ days: date.dayOfWeek - 1 }).toString(), WEEK_DAYS, timeZone);
}

/** So many days, from one on. */
export function daysFrom(day: string, count: number, timeZone: string): Days {
  const first = Temporal.PlainDate.from(day);
  const keys = Array.from({ length: count }, (_, index) => first.add({ days: index }).toString());
  return { keys, from: beginOf(first, timeZone), to: beginOf(first.add({ days: count }), timeZone) };
}

/** When a day begins: at midnight, unless the clocks skip it. */
const beginOf = (day: Temporal.PlainDate, timeZone: string): Date =>
  new Date(day.toZonedDateTime(timeZone).epochMilliseconds);

export const monthOf = (day: string): string => day.slice(0, "2031-05".length);

/** Another month, so many months later. */
export const addMonths = (month: string, months: number): string =>
  Temporal.PlainYearMonth.from(month).add({ months }).toString();

/** Another day, so many weeks later. */
export const addWeeks = (day: string, weeks: number): string =>
  Temporal.PlainDate.from(day).add({ weeks }).toString();

export const nextDay = (day: string): string => Temporal.PlainDate.from(day).add({ days: 1 }).toString();

/** How many days of the week precede a day: none for a Monday. */
export const daysBefore = (day: string): number => Temporal.PlainDate.from(day).dayOfWeek - 1;

/** A time within a day, to write the day by: noon in UTC is the same day in any zone that writes it in UTC. */
export const noonOf = (day: string): Date => new Date(`${day}T12:00:00Z`);
