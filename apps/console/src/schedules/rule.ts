/* The days of a schedule, as people choose them. */

export const WEEKDAYS = ["MO", "TU", "WE", "TH", "FR", "SA", "SU"] as const;
export type Weekday = (typeof WEEKDAYS)[number];

const EVERY_DAY = "FREQ=DAILY";
const WEEKLY = /^FREQ=WEEKLY;BYDAY=([A-Z,]+)$/;

/** The rule for days of every week. */
export const ruleOf = (days: readonly Weekday[]): string =>
  days.length === WEEKDAYS.length
    ? EVERY_DAY
    : `FREQ=WEEKLY;BYDAY=${WEEKDAYS.filter((day) => days.includes(day)).join(",")}`;

/** The days of every week that a rule has; null where it says more than that. */
export function weekdaysOf(rule: string): Weekday[] | null {
  if (rule === EVERY_DAY) return [...WEEKDAYS];
  const names = WEEKLY.exec(rule)?.[1]?.split(",");
  if (!names?.every((name) => (WEEKDAYS as readonly string[]).includes(name))) return null;
  return WEEKDAYS.filter((day) => names.includes(day));
}

/** Which of a month's weekdays: the first to the fourth, and the last. */
export const ORDINALS = ["first", "second", "third", "fourth", "last"] as const;
export type Ordinal = (typeof ORDINALS)[number];
const POSITIONS: Record<Ordinal, string> = { first: "1", second: "2", third: "3", fourth: "4", last: "-1" };

/** The days of a month, and the last one. */
export const MONTH_DAYS = [...Array.from({ length: 31 }, (_, index) => String(index + 1)), "last"];
const LAST = "-1";

const ORDINAL_WEEKDAY = /^FREQ=MONTHLY;BYDAY=(-1|[1-4])([A-Z]{2})$/;
const MONTH_DAY = /^FREQ=MONTHLY;BYMONTHDAY=(-1|[12]?\d|3[01])$/;

/** The rule for one weekday of every month. */
export const ordinalRuleOf = (ordinal: Ordinal, weekday: Weekday): string =>
  `FREQ=MONTHLY;BYDAY=${POSITIONS[ordinal]}${weekday}`;

/** The rule for one day of every month. */
export const monthDayRuleOf = (day: string): string =>
  `FREQ=MONTHLY;BYMONTHDAY=${day === "last" ? LAST : day}`;

/** The weekday of every month that a rule has; null where it says something else. */
export function ordinalOf(rule: string): { ordinal: Ordinal; weekday: Weekday } | null {
  const [, position, name] = ORDINAL_WEEKDAY.exec(rule) ?? [];
  const weekday = WEEKDAYS.find((day) => day === name);
  const known = ORDINALS.find((ordinal) => POSITIONS[ordinal] === position);
  return weekday && known ? { ordinal: known, weekday } : null;
}

/** The day of every month that a rule has; null where it says something else. */
export function monthDayOf(rule: string): string | null {
  const day = MONTH_DAY.exec(rule)?.[1] ?? null;
  return day === LAST ? "last" : day;
}

/** A Monday, from which the names of weekdays are taken. */
const MONDAY = Date.UTC(2024, 0, 1);
const DAY_MILLISECONDS = 86_400_000;

/** Mon, Mo; or Monday, Montag */
export const weekdayName = (day: Weekday, locale: string, weekday: "short" | "long" = "short"): string =>
  new Intl.DateTimeFormat(locale, { weekday, timeZone: "UTC" }).format(
    MONDAY + WEEKDAYS.indexOf(day) * DAY_MILLISECONDS,
  );
