import type { Period } from "../search.ts";
import { dayAfter, dayIn, todayIn } from "../time/index.ts";

const DAYS: Record<Period, number> = { day: 1, week: 7, month: 30, year: 365 };
/** The days whose fullness is shown. */
export const COMING_DAYS = 30;

/** What an overview is asked for. */
export interface Range {
  from: string;
  to: string;
  by: "hour" | "day";
  timeZone: string;
}

/** The days up to the end of today. A single day is counted by the hour. */
export function periodRange(period: Period, zone: string): Range {
  const today = todayIn(zone);
  const first = dayAfter(today, 1 - DAYS[period]);
  return {
    from: dayIn(first, zone).from.toISOString(),
    to: dayIn(today, zone).to.toISOString(),
    by: period === "day" ? "hour" : "day",
    timeZone: zone,
  };
}

/** Today and the days that follow it. */
export function fullnessRange(zone: string): Range {
  const today = todayIn(zone);
  return {
    from: dayIn(today, zone).from.toISOString(),
    to: dayIn(dayAfter(today, COMING_DAYS - 1), zone).to.toISOString(),
    by: "day",
    timeZone: zone,
  };
}
