/// <reference lib="esnext.temporal" />
import { minutesOfDay, type Schedule } from "@holdfast/contract";
import { RRuleTemporal } from "rrule-temporal";

/** The fields of a schedule that decide on the times of its slots. */
export type ScheduleRules = Pick<
  Schedule,
  "rrule" | "timeZone" | "startsOn" | "opensAt" | "closesAt" | "slotMinutes" | "gapMinutes" | "exceptions"
>;

/** The start and the end of a slot. */
export interface SlotTimes {
  startsAt: Date;
  endsAt: Date;
}

export const MINUTE_MILLISECONDS = 60_000;

/**
 * The times of the slots that start at `from` or later, up to the end of the day `horizonDays` after the day of `from`
 * in the schedule's zone. A slot of which clocks skip a part is left out; a start that occurs twice means its first
 * occurrence.
 * @returns the times in the order of their starts; no two overlap
 */
export function slotTimes(rules: ScheduleRules, from: Date, horizonDays: number): SlotTimes[] {
  const today = dayOf(from, rules.timeZone);
  return daysBetween(rules, today, today.add({ days: horizonDays }))
    .flatMap((day) => slotsOnDay(rules, day))
    .filter(({ startsAt }) => startsAt >= from);
}

const dayOf = (time: Date, timeZone: string): Temporal.PlainDate =>
  Temporal.Instant.fromEpochMilliseconds(time.getTime()).toZonedDateTimeISO(timeZone).toPlainDate();

/** The days from the day of one time to that of another, in a zone: 0 for the same day. */
export const daysUpTo = (timeZone: string, from: Date, to: Date): number =>
  dayOf(from, timeZone).until(dayOf(to, timeZone)).days;

/**
 * The days of the rule from `first` to `last`, without the exceptions. They are counted in UTC, where every day has a
 * midnight, so that no change of clocks at midnight loses a day.
 */
function daysBetween(
  { rrule, startsOn, exceptions }: ScheduleRules,
  first: Temporal.PlainDate,
  last: Temporal.PlainDate,
): Temporal.PlainDate[] {
  const rule = new RRuleTemporal({
    rruleString: rrule,
    dtstart: Temporal.PlainDate.from(startsOn).toZonedDateTime("UTC"),
    temporal: Temporal,
  });
  const excepted = new Set(exceptions);
  return rule
    .between(first.toZonedDateTime("UTC"), last.toZonedDateTime("UTC"), true)
    .map((midnight) => midnight.toPlainDate())
    .filter((day) => !excepted.has(day.toString()));
}

/** The times of one day's slots, from opening to closing by the local clock; none on a day that a zone skipped. */
function slotsOnDay(rules: ScheduleRules, day: Temporal.PlainDate): SlotTimes[] {
  const { timeZone, slotMinutes } = rules;
  const midnight = day.toZonedDateTime(timeZone); // or later, where clocks skip midnight
  if (!midnight.toPlainDate().equals(day)) return [];
  const next = day.add({ days: 1 }).toZonedDateTime(timeZone);
  // For speed: on most days the clocks do not change, and adding minutes is enough.
  const isUniform =
    midnight.offsetNanoseconds === next.offsetNanoseconds && midnight.hour === 0 && midnight.minute === 0;
  const slots: SlotTimes[] = [];
  const closing = minutesOfDay(rules.closesAt);
  for (
    let minute = minutesOfDay(rules.opensAt);
    minute + slotMinutes <= closing;
    minute += slotMinutes + rules.gapMinutes
  ) {
    const startsAt = isUniform
      ? midnight.epochMilliseconds + minute * MINUTE_MILLISECONDS
      : startOnChangingDay(day.toPlainDateTime().add({ minutes: minute }), slotMinutes, timeZone);
    if (startsAt === undefined) continue;
    slots.push({
      startsAt: new Date(startsAt),
      endsAt: new Date(startsAt + slotMinutes * MINUTE_MILLISECONDS),
    });
  }
  return slots;
}

/** The start of a slot on a day with a change of clocks, in milliseconds; undefined if they skip a part of the slot. */
function startOnChangingDay(
  wall: Temporal.PlainDateTime,
  minutes: number,
  timeZone: string,
): number | undefined {
  const start = wall.toZonedDateTime(timeZone, { disambiguation: "earlier" });
  const isSkipped = !start.toPlainDateTime().equals(wall);
  // The local time in the slot's last minute: too late, if time was skipped before it.
  const lastMinute = start.add({ minutes: minutes - 1 }).toPlainDateTime();
  const isCut = Temporal.PlainDateTime.compare(lastMinute, wall.add({ minutes: minutes - 1 })) > 0;
  return isSkipped || isCut ? undefined : start.epochMilliseconds;
}
