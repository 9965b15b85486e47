import { useMemo } from "react";
import { useLocale } from "use-intl";

/** Times of the wire as people write them, by the clocks of one time zone. */
export interface Formats {
  /** 14:30 */
  time: (at: string | Date) => string;
  /** 14:30 – 15:00 */
  times: (from: string | Date, to: string | Date) => string;
  /** Tuesday, 1 December 2026 */
  day: (at: string | Date) => string;
  /** Tuesday */
  weekday: (at: string | Date) => string;
  /** Tue 1 Dec */
  shortDay: (at: string | Date) => string;
  /** 1 Dec 2026, 14:30 */
  dateTime: (at: string | Date) => string;
}

/** Writes times in a locale and a time zone. */
export function formatsOf(locale: string, timeZone: string): Formats {
  const by = (options: Intl.DateTimeFormatOptions) =>
    new Intl.DateTimeFormat(locale, { ...options, timeZone });
  const time = by({ hour: "2-digit", minute: "2-digit" });
  const day = by({ weekday: "long", day: "numeric", month: "long", year: "numeric" });
  const weekday = by({ weekday: "long" });
  const shortDay = by({ weekday: "short", day: "numeric", month: "short" });
  const dateTime = by({ dateStyle: "medium", timeStyle: "short" });
  return {
    time: (at) => time.format(new Date(at)),
    times: (from, to) => `${time.format(new Date(from))} – ${time.format(new Date(to))}`,
    day: (at) => day.format(new Date(at)),
    weekday: (at) => weekday.format(new Date(at)),
    shortDay: (at) => shortDay.format(new Date(at)),
    dateTime: (at) => dateTime.format(new Date(at)),
  };
}

export function useFormats(timeZone: string): Formats {
  const locale = useLocale();
  return useMemo(() => formatsOf(locale, timeZone), [locale, timeZone]);
}
