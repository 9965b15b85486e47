import {
  BOOKED_HOLIDAYS_MAX_SLOTS,
  type BookedHolidaySlot,
  HOLIDAYS_MAX_DAYS,
  HOLIDAYS_MAX_FILES,
  type Holidays,
  type ImportedHolidays,
  type ImportHolidaysInput,
  invalidInput,
  type RemoveHolidaysInput,
  type Schedule,
} from "@holdfast/contract";
import { type EffectContext, runIdempotentChange } from "../idempotency/index.ts";
import type { JobContext, ReplayOptions, Trx } from "../shared/index.ts";
import { readCalendar } from "./calendar-file.ts";
import { changeDaysOff, changeLockedDays } from "./days-off.ts";
import { daysOfEvents, type HolidayDays, importedSpan } from "./holiday-days.ts";
import { type LockedSchedule, lockSchedule } from "./lock.ts";
import { slotsOfSchedule } from "./slots-of-schedule.ts";
import { slotTimes } from "./times.ts";

/**
 * Makes the days of a calendar file days without slots, in the place of an earlier file of that name, once per idempotency
 * key. The job that brings the slots in line commits with the change. Where the file has the same days, nothing changes.
 * @returns the schedule, what was taken, and the slots on these days that somebody has booked or waits for
 * @throws SCHEDULE_NOT_FOUND; PRECONDITION_FAILED; INVALID_INPUT for a file that cannot be read, that has no day, or that is more
 *   than the schedule may have; IDEMPOTENCY_KEY_IN_USE, IDEMPOTENCY_MISMATCH; BUSY
 */
export function importHolidays(
  { jobs, ...ctx }: JobContext,
  input: ImportHolidaysInput,
  options: ReplayOptions = {},
): Promise<ImportedHolidays> {
  const { id, file, calendar } = input;
  const importLocked = async (inner: EffectContext): Promise<ImportedHolidays> => {
    const locked = await lockSchedule(inner.db, id);
    const read = readCalendar(calendar, locked.schedule.timeZone);
    const span = importedSpan(locked.lockedAt);
    const days = await daysOfEvents(read.events, span, file);
    const schedule = await changeLockedDays({ ...inner, jobs }, input, locked, (trx, { holidays }) =>
      replaceFile(trx, id, holidays, { file, days }),
    );
    const booked = await bookedSlots(inner.db, { ...locked, schedule }, file);
    return {
      ...schedule,
      importedDays: days.length,
      importedFrom: span.first.toString(),
      importedUntil: span.last.toString(),
      timedEvents: read.timedEvents,
      cancelledEvents: read.cancelledEvents,
      bookedSlots: booked.slice(0, BOOKED_HOLIDAYS_MAX_SLOTS),
      bookedSlotsTotal: booked.length,
    };
  };
  return runIdempotentChange(ctx, "schedules.importHolidays", input, options, importLocked, id);
}

/**
 * Removes the days of an imported file, as `importHolidays` in all else. Where there is no such file, nothing changes.
 * @throws SCHEDULE_NOT_FOUND; PRECONDITION_FAILED; IDEMPOTENCY_KEY_IN_USE, IDEMPOTENCY_MISMATCH; BUSY
 */
export function removeHolidays(
  ctx: JobContext,
  input: RemoveHolidaysInput,
  options: ReplayOptions = {},
): Promise<Schedule> {
  const { id, file } = input;
  return changeDaysOff(ctx, "schedules.removeHolidays", input, options, async (trx, { holidays }) => {
    if (!holidays.some((other) => other.file === file)) return false;
    await deleteFile(trx, id, file);
    return undefined;
  });
}

/** Replaces the days of a file. Returns false where they are the same. */
async function replaceFile(
  trx: Trx,
  scheduleId: string,
  holidays: Holidays,
  { file, days }: { file: string; days: HolidayDays },
): Promise<false | undefined> {
  const before = holidays.find((other) => other.file === file)?.days;
  if (before && isSame(before, days)) return false;
  const others = holidays.filter((other) => other.file !== file);
  if (others.length >= HOLIDAYS_MAX_FILES) {
    throw invalidInput("file", `the schedule has ${others.length} files, as many as it may have`);
  }
  const sum = others.reduce((count, other) => count + other.days.length, days.length);
  if (sum > HOLIDAYS_MAX_DAYS) {
    throw invalidInput(
      "calendar",
      `the schedule would have ${sum} days of files: ${HOLIDAYS_MAX_DAYS} are the most`,
    );
  }
  await deleteFile(trx, scheduleId, file);
  const rows = days.map(({ day, name }) => ({ schedule_id: scheduleId, file, day, name }));
  await trx.insertInto("schedule_holidays").values(rows).execute();
  return undefined;
}

const isSame = (one: HolidayDays, other: HolidayDays) =>
  one.length === other.length &&
  one.every(({ day, name }, index) => day === other[index]?.day && name === other[index]?.name);

async function deleteFile(trx: Trx, scheduleId: string, file: string): Promise<void> {
  await trx
    .deleteFrom("schedule_holidays")
    .where("schedule_id", "=", scheduleId)
    .where("file", "=", file)
    .execute();
}

/**
 * The slots to come that the rules would make but for one file, and that somebody has booked or waits for: a slot of a night
 * belongs to the day on which the night begins.
 */
async function bookedSlots(trx: Trx, locked: LockedSchedule, file: string): Promise<BookedHolidaySlot[]> {
  const { schedule, lockedAt } = locked;
  const startsOf = (rules: Schedule) =>
    slotTimes(rules, lockedAt, rules.horizonDays).map(({ startsAt }) => startsAt.getTime());
  const ruled = new Set(startsOf(schedule));
  const others = schedule.holidays.filter((other) => other.file !== file);
  const taken = new Set(startsOf({ ...schedule, holidays: others }).filter((start) => !ruled.has(start)));
  const slots = await slotsOfSchedule(trx, locked);
  return slots
    .filter(({ isDeleted, booked, waiting }) => !isDeleted && booked + waiting > 0)
    .filter(({ occurrenceAt }) => taken.has(occurrenceAt.getTime()))
    .toSorted((one, other) => one.startsAt.getTime() - other.startsAt.getTime())
    .map(({ id, startsAt, endsAt, booked, waiting }) => ({
      id,
      startsAt: startsAt.toISOString(),
      endsAt: endsAt.toISOString(),
      booked,
      waiting,
    }));
}
