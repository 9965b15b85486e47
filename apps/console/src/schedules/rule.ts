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

/** A Monday, from which the names of weekdays are taken. */
const MONDAY = Date.UTC(2024, 0, 1);
const DAY_MILLISECONDS = 86_400_000;

/** Mon, Mo */
export const weekdayName = (day: Weekday, locale: string): string =>
  new Intl.DateTimeFormat(locale, { weekday: "short", timeZone: "UTC" }).format(
    MONDAY + WEEKDAYS.indexOf(day) * DAY_MILLISECONDS,
  );
