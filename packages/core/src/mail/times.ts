import type { Language } from "@holdfast/contract";
import { remembered } from "../shared/index.ts";

const LOCALES = { en: "en-GB", de: "de-DE" } as const;

/** Zones whose formats are kept, for each language: to make them takes longer than to use them. */
const REMEMBERED_MAX_ZONES = 100;

const formatsIn = (language: Language) =>
  remembered((timeZone) => {
    const format = (options: Intl.DateTimeFormatOptions) =>
      new Intl.DateTimeFormat(LOCALES[language], { timeZone, ...options });
    return {
      day: format({ dateStyle: "full" }),
      clock: format({ timeStyle: "short" }),
      zone: format({ timeZoneName: "short" }),
    };
  }, REMEMBERED_MAX_ZONES);

const FORMATS = { en: formatsIn("en"), de: formatsIn("de") } as const;

/** A day with its weekday, and the time of day, on the clocks of a zone. */
function parts(language: Language, timeZone: string, time: Date) {
  const { day, clock, zone } = FORMATS[language](timeZone);
  const zoneName = zone.formatToParts(time).find(({ type }) => type === "timeZoneName");
  return { day: day.format(time), clock: clock.format(time), zone: zoneName?.value ?? timeZone };
}

/** The zone by its short name, which tells summer from winter, and IANA's. */
const named = (short: string, timeZone: string) => (short === timeZone ? short : `${short}, ${timeZone}`);

/** When a slot is, as customers read it: `Thursday, 25 December 2031, 19:30–22:00 (CET, Europe/Berlin)`. */
export function slotTimeText(language: Language, timeZone: string, startsAt: Date, endsAt: Date): string {
  const start = parts(language, timeZone, startsAt);
  const end = parts(language, timeZone, endsAt);
  const until = end.day === start.day ? `–${end.clock}` : ` – ${end.day}, ${end.clock}`;
  const zones = start.zone === end.zone ? start.zone : `${start.zone}/${end.zone}`;
  return `${start.day}, ${start.clock}${until} (${named(zones, timeZone)})`;
}

/** A point in time, as customers read it. */
export function timeText(language: Language, timeZone: string, time: Date): string {
  const { day, clock, zone } = parts(language, timeZone, time);
  return `${day}, ${clock} (${named(zone, timeZone)})`;
}
