/// <reference lib="esnext.temporal" />
import { minutesOfDay, type Schedule } from "@holdfast/contract";
import { RRuleTemporal } from "rrule-temporal";

/** What of a schedule says when its slots are. */
export type ScheduleRules = Pick<
  Schedule,
  "rrule" | "timeZone" | "startsOn" | "opensAt" | "closesAt" | "slotMinutes" | "gapMinutes" | "exceptions"
>;

/** When a slot begins and ends. */
export interface SlotTimes {
  startsAt: Date;
  endsAt: Date;
}

const MINUTE_MILLISECONDS = 60_000;

/**
 * The slots that begin at `from` or later, up to the end of the day that is `horizonDays` after today, where today
 * is the day of `from` in the schedule's zone. Every slot lasts exactly `slotMinutes`.
 *
 * Where clocks go forward, a slot that would need the time they skip is not made. Where they go back, a start that
 * comes twice is meant the first time.
 * @returns in the order of their starts; no two overlap
 */
export function slotTimes(rules: ScheduleRules, from: Date, horizonDays: number): SlotTimes[] {
  const today = Temporal.Instant.fromEpochMilliseconds(from.getTime())
    .toZonedDateTimeISO(rules.timeZone)
    .toPlainDate();
  return daysBetween(rules, today, today.add({ days: horizonDays }))
    .flatMap((day) => slotsOnDay(rules, day))
    .filter(({ startsAt }) => startsAt >= from);
}

/**
 * The days of the rule, both ends included, without the exceptions. They are counted in UTC, where every day has
 * a midnight: a day must not be lost to a change of clocks at the hour of its beginning.
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

/** The slots from opening to closing, one after the other by the clock on the wall. */
function slotsOnDay(rules: ScheduleRules, day: Temporal.PlainDate): SlotTimes[] {
  const { timeZone, slotMinutes } = rules;
  const midnight = day.toZonedDateTime(timeZone);
  const next = day.add({ days: 1 }).toZonedDateTime(timeZone);
  // The usual day, for speed: its clocks do not change, and minutes are just added.
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

/** When a slot begins whose day's clocks change, in milliseconds; undefined where they skip time that it needs. */
function startOnChangingDay(
  wall: Temporal.PlainDateTime,
  minutes: number,
  timeZone: string,
): number | undefined {
  const start = wall.toZonedDateTime(timeZone, { disambiguation: "earlier" });
  const isSkipped = !start.toPlainDateTime().equals(wall);
  // What the wall shows in the slot's last minute: later than it should be, if time was skipped until then.
  const lastMinute = start.add({ minutes: minutes - 1 }).toPlainDateTime();
  const isCut = Temporal.PlainDateTime.compare(lastMinute, wall.add({ minutes: minutes - 1 })) > 0;
  return isSkipped || isCut ? undefined : start.epochMilliseconds;
}
