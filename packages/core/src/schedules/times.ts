/// <reference lib="esnext.temporal" />
import { type Hours, hoursOfDay, type Schedule } from "@holdfast/contract";
import { RRuleTemporal } from "rrule-temporal";

/** The fields of a schedule that decide on the times of its slots. */
export type ScheduleRules = Pick<
  Schedule,
  | "rrule"
  | "timeZone"
  | "startsOn"
  | "endsOn"
  | "opensAt"
  | "closesAt"
  | "moreHours"
  | "slotMinutes"
  | "gapMinutes"
  | "exceptions"
  | "holidays"
>;

/** The start and the end of a slot. */
export interface SlotTimes {
  startsAt: Date;
  endsAt: Date;
}

export const MINUTE_MILLISECONDS = 60_000;
/** Days, the shortest of periods, from 1970 to 2999: a rule that counts its days is worked out from its first one. */
const PERIODS_MAX = 400_000;

/**
 * The times of the slots that start at `from` or later, on the days up to `horizonDays` after the day of `from` in the
 * schedule's zone. Hours past midnight belong to the day on which they begin. A slot of which clocks skip a part is left out; a start that occurs twice means its first
 * occurrence.
 * @returns the times in the order of their starts; no two overlap
 */
export function slotTimes(rules: ScheduleRules, from: Date, horizonDays: number): SlotTimes[] {
  const today = dayOf(from, rules.timeZone);
  const hours = hoursOfDay(rules);
  return daysBetween(rules, today.subtract({ days: 1 }), today.add({ days: horizonDays }))
    .flatMap((day) => slotsOnDay(rules, hours, day))
    .filter(({ startsAt }) => startsAt >= from);
}

const dayOf = (time: Date, timeZone: string): Temporal.PlainDate =>
  Temporal.Instant.fromEpochMilliseconds(time.getTime()).toZonedDateTimeISO(timeZone).toPlainDate();

/** The days from the day of one time to that of another, in a zone: 0 for the same day. */
export const daysUpTo = (timeZone: string, from: Date, to: Date): number =>
  dayOf(from, timeZone).until(dayOf(to, timeZone)).days;

/** The days of the rules from `first` to `last`, without exceptions, holidays, and those after the last day. */
function daysBetween(
  { rrule, startsOn, endsOn, exceptions, holidays }: ScheduleRules,
  first: Temporal.PlainDate,
  last: Temporal.PlainDate,
): Temporal.PlainDate[] {
  const excepted = new Set([...exceptions, ...holidays.flatMap(({ days }) => days.map(({ day }) => day))]);
  return ruleDays({ rrule, startsOn }, first, last).filter(
    (day) => !excepted.has(day.toString()) && (endsOn === null || day.toString() <= endsOn),
  );
}

/**
 * The days of a rule from `first` to `last`. They are counted in UTC, where every day has a midnight, so that no change of
 * clocks at midnight loses a day.
 */
export function ruleDays(
  { rrule, startsOn }: Pick<ScheduleRules, "rrule" | "startsOn">,
  first: Temporal.PlainDate,
  last: Temporal.PlainDate,
): Temporal.PlainDate[] {
  const rule = new RRuleTemporal({
    rruleString: rrule,
    dtstart: Temporal.PlainDate.from(startsOn).toZonedDateTime("UTC"),
    temporal: Temporal,
    maxIterations: PERIODS_MAX,
  });
  return rule
    .between(first.toZonedDateTime("UTC"), last.toZonedDateTime("UTC"), true)
    .map((midnight) => midnight.toPlainDate());
}

/** The times of one day's slots, from opening to closing by the local clock; none on a day that a zone skipped. */
function slotsOnDay(rules: ScheduleRules, hours: readonly Hours[], day: Temporal.PlainDate): SlotTimes[] {
  const { timeZone, slotMinutes, gapMinutes } = rules;
  const midnight = day.toZonedDateTime(timeZone); // or later, where clocks skip midnight
  if (!midnight.toPlainDate().equals(day)) return [];
  const afterNext = day.add({ days: 2 }).toZonedDateTime(timeZone);
  // For speed: on most days and nights the clocks do not change, and adding minutes is enough.
  const isUniform =
    midnight.offsetNanoseconds === afterNext.offsetNanoseconds &&
    midnight.hour === 0 &&
    midnight.minute === 0;
  const slots: SlotTimes[] = [];
  for (const { opens, closes } of hours) {
    for (let minute = opens; minute + slotMinutes <= closes; minute += slotMinutes + gapMinutes) {
      const startsAt = isUniform
        ? midnight.epochMilliseconds + minute * MINUTE_MILLISECONDS
        : startOnChangingDay(day.toPlainDateTime().add({ minutes: minute }), slotMinutes, timeZone);
      if (startsAt === undefined) continue;
      const endsAt = startsAt + slotMinutes * MINUTE_MILLISECONDS;
      slots.push({ startsAt: new Date(startsAt), endsAt: new Date(endsAt) });
    }
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
