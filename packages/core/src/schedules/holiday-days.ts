/// <reference lib="esnext.temporal" />
import { setImmediate as nextTurn } from "node:timers/promises";
import {
  COUNTED_RULE_MAX_YEARS,
  HOLIDAYS_MAX_DAYS,
  HOLIDAYS_MAX_YEARS,
  type Holidays,
  invalidInput,
  NAME_MAX_CHARACTERS,
} from "@holdfast/contract";
import type { AllDayEvent } from "./calendar-file.ts";
import { ruleDays } from "./times.ts";

/** The days of a file. */
export type HolidayDays = Holidays[number]["days"];

/** A time of whole days, both included. */
export interface DaySpan {
  first: Temporal.PlainDate;
  last: Temporal.PlainDate;
}

/**
 * The days that an import takes: those of this year, so that an import repeated within it has the same days, and of the next ones.
 * The night of the last day of a year still has slots on the first of the next.
 */
export function importedSpan(now: Date): DaySpan {
  const day = Temporal.Instant.fromEpochMilliseconds(now.getTime())
    .toZonedDateTimeISO("UTC")
    .toPlainDate()
    .subtract({ days: 2 });
  return {
    first: day.with({ month: 1, day: 1 }),
    last: day.add({ days: 2, years: HOLIDAYS_MAX_YEARS }).with({ month: 12, day: 31 }),
  };
}

/**
 * The days of events in a span, each once, in their order. Other work has its turn between two events.
 * @param unnamed the name of an event that has none
 * @throws INVALID_INPUT where there is none, or more than HOLIDAYS_MAX_DAYS
 */
export async function daysOfEvents(
  events: readonly AllDayEvent[],
  span: DaySpan,
  unnamed: string,
): Promise<HolidayDays> {
  const names = new Map<string, Set<string>>();
  let steps = 0;
  for (const event of events) {
    if (event.rrule !== null) await nextTurn();
    for (const start of startsOf(event, span)) {
      for (let index = 0; index < event.days; index += 1) {
        steps += 1;
        if (steps > STEPS_MAX) throw tooMany();
        const day = start.add({ days: index });
        if (isBefore(day, span.first) || isBefore(span.last, day)) continue;
        const key = day.toString();
        names.set(key, (names.get(key) ?? new Set()).add(event.name ?? unnamed));
      }
    }
  }
  if (names.size > HOLIDAYS_MAX_DAYS) throw tooMany();
  if (names.size === 0) {
    throw invalidInput("calendar", `has no all-day event from ${span.first} to ${span.last}`);
  }
  return [...names]
    .map(([day, ofDay]) => ({ day, name: joined([...ofDay]) }))
    .sort((one, other) => (one.day < other.day ? -1 : 1));
}

/** Days of events, those counted that several have, or that are outside of the span: a bound on the work. */
const STEPS_MAX = 20 * HOLIDAYS_MAX_DAYS;

const tooMany = () => invalidInput("calendar", `has more than ${HOLIDAYS_MAX_DAYS} days`);

const isBefore = (one: Temporal.PlainDate, other: Temporal.PlainDate) =>
  Temporal.PlainDate.compare(one, other) < 0;

/** The days on which an event starts that may reach into a span. */
function startsOf(event: AllDayEvent, { first, last }: DaySpan): Temporal.PlainDate[] {
  const { rrule, startsOn, days, added, excluded } = event;
  const earliest = first.subtract({ days: days - 1 });
  if (rrule?.includes("COUNT=") && isBefore(startsOn, first.subtract({ years: COUNTED_RULE_MAX_YEARS }))) {
    const message = `has an event with COUNT that starts more than ${COUNTED_RULE_MAX_YEARS} years before this one`;
    throw invalidInput("calendar", message);
  }
  const ruled =
    rrule === null ? [startsOn] : ruleDays({ rrule, startsOn: startsOn.toString() }, earliest, last);
  const starts = new Map([...ruled, ...added].map((day) => [day.toString(), day]));
  return [...starts.values()].filter(
    (day) => !excluded.has(day.toString()) && !isBefore(day, earliest) && !isBefore(last, day),
  );
}

/** The names of one day's holidays; where they are too long together, the first. */
function joined(names: readonly string[]): string {
  const all = names.join(", ");
  return all.length <= NAME_MAX_CHARACTERS ? all : (names[0] ?? "");
}
