import type { Language } from "@holdfast/contract";

const LOCALES = { en: "en-GB", de: "de-DE" } as const;

/** A day with its weekday, and the time of day, on the clocks of a zone. */
function parts(language: Language, timeZone: string, time: Date) {
  const format = (options: Intl.DateTimeFormatOptions) =>
    new Intl.DateTimeFormat(LOCALES[language], { timeZone, ...options });
  const zoneName = format({ timeZoneName: "short" })
    .formatToParts(time)
    .find(({ type }) => type === "timeZoneName");
  return {
    day: format({ dateStyle: "full" }).format(time),
    clock: format({ timeStyle: "short" }).format(time),
    zone: zoneName?.value ?? timeZone,
  };
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
