import type { Language } from "@holdfast/contract";
import { remember } from "../remember.ts";

/** The forms of dates: those of Europe, as in mails. */
export const LOCALES = { en: "en-GB", de: "de-DE" } as const;

/** Writes times in a language, on the clocks of a zone. */
export interface Times {
  timeZone: string;
  /** `Thursday, 25 December 2031` */
  day(at: Date): string;
  /** `Thu, 25 Dec` */
  shortDay(at: Date): string;
  /** `19:30` */
  clock(at: Date): string;
  /** `19:30–22:00`; with the day where it ends on another one. */
  span(startsAt: Date, endsAt: Date): string;
  /** `December 2031` */
  month(at: Date): string;
  /** `Thursday` */
  weekday(at: Date): string;
  /** `Thu` */
  shortWeekday(at: Date): string;
  /** `Thu, 25 Dec 2031, 19:30` */
  short(at: Date): string;
  /** The day as `2031-12-25`, for addresses and for keeping days apart. */
  dayKey(at: Date): string;
  /** The zone by its short name, which tells summer from winter: `CET`. */
  zone(at: Date): string;
}

/** Venues are in few zones; what Intl needs for one is some 100 KB. */
const REMEMBERED_MAX_TIMES = 100;

const remembered = remember<Times>(REMEMBERED_MAX_TIMES);

/** The times of a language and a zone. They are made once, because Intl takes long; there are few. */
export function timesOf(language: Language, timeZone: string | null): Times {
  const zone = timeZone ?? "UTC";
  return remembered(`${language} ${zone}`, () => makeTimes(language, zone));
}

function makeTimes(language: Language, timeZone: string): Times {
  const format = (options: Intl.DateTimeFormatOptions, locale: string = LOCALES[language]) => {
    const formatter = new Intl.DateTimeFormat(locale, { timeZone, ...options });
    return (at: Date) => formatter.format(at);
  };
  const day = format({ dateStyle: "full" });
  const shortDay = format({ weekday: "short", day: "numeric", month: "short" });
  const datedDay = format({ weekday: "short", day: "numeric", month: "short", year: "numeric" });
  const clock = format({ timeStyle: "short" });
  const zones = new Intl.DateTimeFormat(LOCALES[language], { timeZone, timeZoneName: "short" });
  const dayKey = format({ year: "numeric", month: "2-digit", day: "2-digit" }, "en-CA");
  return {
    timeZone,
    day,
    shortDay,
    clock,
    span: (startsAt, endsAt) => {
      const isOneDay = dayKey(startsAt) === dayKey(endsAt);
      return isOneDay
        ? `${clock(startsAt)}–${clock(endsAt)}`
        : `${clock(startsAt)} – ${shortDay(endsAt)}, ${clock(endsAt)}`;
    },
    month: format({ month: "long", year: "numeric" }),
    weekday: format({ weekday: "long" }),
    shortWeekday: format({ weekday: "short" }),
    short: (at) => `${datedDay(at)}, ${clock(at)}`,
    dayKey,
    zone: (at) => zones.formatToParts(at).find(({ type }) => type === "timeZoneName")?.value ?? timeZone,
  };
}
