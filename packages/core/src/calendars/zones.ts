/// <reference lib="esnext.temporal" />
import ICAL from "ical.js";
import { tzlib_get_ical_block } from "timezones-ical-library";
import { remembered } from "../shared/index.ts";

/** Time zones that are kept as they were last read; IANA has some 600 names. */
const REMEMBERED_MAX_ZONES = 100;

/** A zone as a calendar has it: the text of its VTIMEZONE, and what a client makes of that. */
interface CalendarZone {
  text: string;
  read: ICAL.Timezone;
}

const zoneOf = remembered((name): CalendarZone | undefined => {
  const [block] = tzlib_get_ical_block(name);
  if (!block?.startsWith("BEGIN:VTIMEZONE")) return undefined;
  // A name that is an alias has the rules of another one: clients find them by the name in the event.
  const text = block.replaceAll(/^(TZID|X-LIC-LOCATION):.*$/gm, `$1:${name}`);
  return { text, read: new ICAL.Timezone(new ICAL.Component(ICAL.parse(text))) };
}, REMEMBERED_MAX_ZONES);

/** The VTIMEZONE of a zone; null where there is none. */
export const timeZoneBlock = (name: string): string | null => zoneOf(name)?.text ?? null;

/**
 * Whether a calendar's clients find these times by the local time and the VTIMEZONE of a zone. They do not where the local
 * time comes twice, when clocks are set back, nor where a zone's rules are too odd for its VTIMEZONE, as Jerusalem's.
 */
export const isToldByZone = (name: string, times: readonly Date[]): boolean => {
  const zone = zoneOf(name);
  return zone !== undefined && times.every((time) => isSameTime(zone, inZone(time, name)));
};

/** A time on the clocks of a zone. */
export const inZone = (time: Date, name: string): Temporal.ZonedDateTime =>
  Temporal.Instant.fromEpochMilliseconds(time.getTime()).toZonedDateTimeISO(name);

function isSameTime({ read }: CalendarZone, time: Temporal.ZonedDateTime): boolean {
  if (comesTwice(time)) return false;
  const { year, month, day, hour, minute, second } = time;
  const local = new ICAL.Time({ year, month, day, hour, minute, second, isDate: false }, read);
  return local.toUnixTime() === Math.floor(time.epochMilliseconds / 1000);
}

function comesTwice(time: Temporal.ZonedDateTime): boolean {
  const local = time.toPlainDateTime();
  const at = (disambiguation: "earlier" | "later") =>
    local.toZonedDateTime(time.timeZoneId, { disambiguation }).epochMilliseconds;
  return at("earlier") !== at("later");
}
