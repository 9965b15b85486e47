/// <reference lib="esnext.temporal" />
import {
  CALENDAR_LINE_MAX_CHARACTERS,
  CALENDAR_MAX_EVENTS,
  CALENDAR_MAX_RULES,
  HOLIDAY_MAX_DAYS,
  type HoldfastError,
  holidayName,
  invalidInput,
  recurrenceRule,
} from "@holdfast/contract";
import ICAL from "ical.js";

/* A calendar file's all-day events. What they repeat by stays a rule here: nothing is expanded. */

/** An all-day event. */
export interface AllDayEvent {
  /** Null where the file does not say. */
  name: string | null;
  startsOn: Temporal.PlainDate;
  /** How many days it lasts. */
  days: number;
  /** What it repeats by, as a schedule's rule; null: nothing. */
  rrule: string | null;
  /** Further days on which it starts. */
  added: readonly Temporal.PlainDate[];
  /** Days on which it does not start. */
  excluded: ReadonlySet<string>;
}

/** What a calendar file has. */
export interface CalendarFile {
  events: AllDayEvent[];
  timedEvents: number;
  cancelledEvents: number;
}

/** jCal, as of RFC 7265. */
type Property = [name: string, parameters: Record<string, unknown>, type: string, ...values: unknown[]];
type Component = [name: string, properties: Property[], components: Component[]];

/**
 * Reads the text of a calendar file. Timed and cancelled events are counted, and left out.
 * @param timeZone of the schedule, for the end of a rule that has a time
 * @throws INVALID_INPUT for what cannot be read, or says what cannot be kept to
 */
export function readCalendar(text: string, timeZone: string): CalendarFile {
  const components = parse(text).flatMap(([, , inner]) => inner);
  const events = components.filter(([name]) => name === "vevent").map(([, properties]) => properties);
  if (events.length > CALENDAR_MAX_EVENTS) {
    throw refusal(`has ${events.length} events: ${CALENDAR_MAX_EVENTS} are the most that it may have`);
  }
  const allDay = events.filter(isAllDay);
  const rules = allDay.filter((event) => propertyOf(event, "rrule")).length;
  if (rules > CALENDAR_MAX_RULES) {
    throw refusal(`has ${rules} events that repeat by a rule: ${CALENDAR_MAX_RULES} are the most`);
  }
  const taken = allDay.filter((event) => !isCancelled(event));
  const replaced = replacedStarts(allDay);
  return {
    events: taken.map((event) => readEvent(event, timeZone, replaced)),
    timedEvents: events.length - allDay.length,
    cancelledEvents: allDay.length - taken.length,
  };
}

const refusal = (message: string): HoldfastError => invalidInput("calendar", message);

/** The calendars of a file. */
function parse(text: string): Component[] {
  const unfolded = text
    .replace(/^\uFEFF/, "")
    .replaceAll(/\r\n?/g, "\n")
    .replaceAll(/\n[ \t]/g, "");
  if (unfolded.includes("\uFFFD")) throw refusal("has characters that were lost: it must be read as UTF-8");
  if (!/^\s*BEGIN:VCALENDAR[ \t]*$/im.test(unfolded.slice(0, CALENDAR_LINE_MAX_CHARACTERS))) {
    throw refusal("must be iCalendar, which begins with BEGIN:VCALENDAR");
  }
  const long = unfolded.split("\n").findIndex((line) => line.length > CALENDAR_LINE_MAX_CHARACTERS);
  if (long >= 0) {
    throw refusal(`has more than ${CALENDAR_LINE_MAX_CHARACTERS} characters in its line ${long + 1}`);
  }
  const parsed = parseLines(unfolded);
  const calendars = (typeof parsed[0] === "string" ? [parsed] : parsed) as Component[];
  if (calendars.some(([name]) => name !== "vcalendar")) {
    throw refusal("must be iCalendar, with VCALENDAR around all that it has");
  }
  return calendars;
}

function parseLines(text: string): unknown[] {
  try {
    return ICAL.parse(text) as unknown[];
  } catch {
    throw refusal("cannot be read as iCalendar: a line is none of it, or the end is missing");
  }
}

const propertiesOf = (event: readonly Property[], name: string) =>
  event.filter(([propertyName]) => propertyName === name);

const propertyOf = (event: readonly Property[], name: string) => propertiesOf(event, name)[0];

/** A value of a property that is a text; blank where there is none. */
function textOf(event: readonly Property[], name: string): string {
  const value = propertyOf(event, name)?.[3];
  return typeof value === "string" ? value : "";
}

/** A day in jCal. One that the file does not declare as a day is taken for a time without hours. */
const DAY = /^(\d{4}-\d\d-\d\d)(?:T::)?$/;

const isAllDay = (event: readonly Property[]) => {
  if (!propertyOf(event, "dtstart")) throw refusal(`has ${labelOf(event)} without DTSTART`);
  return !/T\d/.test(textOf(event, "dtstart"));
};

const isCancelled = (event: readonly Property[]) => textOf(event, "status").toUpperCase() === "CANCELLED";

const nameOf = (event: readonly Property[]) => textOf(event, "summary").replaceAll(/\s+/g, " ").trim();

const LABEL_MAX_CHARACTERS = 60;

/** An event, for people who look for it in the file. */
const labelOf = (event: readonly Property[]) => {
  const name = nameOf(event);
  return name ? `the event "${name.slice(0, LABEL_MAX_CHARACTERS)}"` : "an event";
};

function dayIn(event: readonly Property[], name: string, value: unknown): Temporal.PlainDate {
  const day = typeof value === "string" ? DAY.exec(value)?.[1] : undefined;
  try {
    return Temporal.PlainDate.from(day ?? "");
  } catch {
    throw refusal(`has ${labelOf(event)}, whose ${name.toUpperCase()} is no day such as 20311225`);
  }
}

/** The days in all properties of a name. */
const daysIn = (event: readonly Property[], name: string) =>
  propertiesOf(event, name).flatMap(([, , , ...values]) => values.map((value) => dayIn(event, name, value)));

/** The starts, by the id of an event, that other events of the file are in the place of, or have cancelled. */
function replacedStarts(events: readonly Property[][]): ReadonlyMap<string, string[]> {
  const starts = events.flatMap((event) => {
    const replaced = propertyOf(event, "recurrence-id");
    if (!replaced) return [];
    if (replaced[1]["range"]) throw refusal(`has ${labelOf(event)} with a RANGE, which is not supported`);
    return [[textOf(event, "uid"), dayIn(event, "recurrence-id", replaced[3]).toString()] as const];
  });
  const byId = Map.groupBy(starts, ([id]) => id);
  return new Map([...byId].map(([id, ofEvent]) => [id, ofEvent.map(([, day]) => day)]));
}

function readEvent(
  event: readonly Property[],
  timeZone: string,
  replaced: ReadonlyMap<string, string[]>,
): AllDayEvent {
  const startsOn = dayIn(event, "dtstart", propertyOf(event, "dtstart")?.[3]);
  const isReplacement = propertyOf(event, "recurrence-id") !== undefined;
  const excluded = daysIn(event, "exdate").map(String);
  const others = isReplacement ? [] : (replaced.get(textOf(event, "uid")) ?? []);
  return {
    name: readName(event),
    startsOn,
    days: lengthOf(event, startsOn),
    rrule: isReplacement ? null : readRule(event, timeZone),
    added: isReplacement ? [] : daysIn(event, "rdate"),
    excluded: new Set([...excluded, ...others]),
  };
}

function readName(event: readonly Property[]): string | null {
  const name = nameOf(event);
  if (name === "") return null;
  const { data, error } = holidayName.safeParse(name);
  if (error) throw refusal(`has ${labelOf(event)}, whose SUMMARY ${error.issues[0]?.message}`);
  return data;
}

/** The number of an event's days: its end is the day after the last one. */
function lengthOf(event: readonly Property[], startsOn: Temporal.PlainDate): number {
  const end = propertyOf(event, "dtend");
  const days = end
    ? startsOn.until(dayIn(event, "dtend", end[3])).days
    : daysOfDuration(event, textOf(event, "duration"));
  if (days < 0) throw refusal(`has ${labelOf(event)}, which ends before it starts`);
  if (days > HOLIDAY_MAX_DAYS) {
    throw refusal(`has ${labelOf(event)}, which lasts ${days} days: ${HOLIDAY_MAX_DAYS} are the most`);
  }
  return Math.max(days, 1); // some programs write the only day as the end, too
}

const DURATION = /^\+?P(?:(\d{1,4})W|(\d{1,4})D)$/;

function daysOfDuration(event: readonly Property[], duration: string): number {
  if (duration === "") return 1;
  const [, weeks = 0, days = 0] = DURATION.exec(duration) ?? [];
  const sum = Number(weeks) * 7 + Number(days);
  if (sum === 0) throw refusal(`has ${labelOf(event)}, whose DURATION is none of whole days`);
  return sum;
}

/** The rule of an event, as one of schedules; null where it does not repeat. */
function readRule(event: readonly Property[], timeZone: string): string | null {
  const [rule, ...more] = propertiesOf(event, "rrule");
  if (more.length > 0 || propertyOf(event, "exrule")) {
    throw refusal(`has ${labelOf(event)}, which repeats by more than one rule`);
  }
  if (!rule) return null;
  const parts = new Map(Object.entries(rule[3] as Record<string, unknown>));
  if (isWeekStartIdle(parts)) parts.delete("wkst");
  const until = parts.get("until");
  if (typeof until === "string") parts.set("until", lastDayOf(until, timeZone));
  const text = [...parts].map(([name, value]) => `${name}=${value}`).join(";");
  const { data, error } = recurrenceRule.safeParse(text.replaceAll("+", ""));
  if (error)
    throw refusal(`has ${labelOf(event)} with a rule that is not supported: ${error.issues[0]?.message}`);
  return data;
}

const MONDAY = 2;

/** Whether the first day of a week changes nothing. */
const isWeekStartIdle = (parts: ReadonlyMap<string, unknown>) =>
  parts.get("wkst") === MONDAY || parts.get("freq") !== "WEEKLY" || (parts.get("interval") ?? 1) === 1;

/** The last day of a rule. Where a program has written a time, it is midnight in UTC, or in the zone. */
function lastDayOf(until: string, timeZone: string): string {
  const days = [until.slice(0, 10)];
  if (until.endsWith("Z") && !Number.isNaN(Date.parse(until))) {
    days.push(Temporal.Instant.from(until).toZonedDateTimeISO(timeZone).toPlainDate().toString());
  }
  return (days.sort().at(-1) ?? "").replaceAll("-", "");
}
