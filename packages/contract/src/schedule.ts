import { z } from "zod";
import { id, idempotencyKey, ifMatch, page, pageInput, timestamp, utcTime, YEARS } from "./common.ts";
import type { InputIssue } from "./errors.ts";
import { updatedSince } from "./metadata.ts";
import { recurrenceRule } from "./recurrence.ts";
import { cancelUntil, capacity, leadMinutes, maxPerContact } from "./slot.ts";
import { timeZone } from "./time-zone.ts";

export const SCHEDULE_MAX_SLOTS = 20_000;
export const HORIZON_MAX_DAYS = 366;
export const HORIZON_DEFAULT_DAYS = 60;
export const PREVIEW_MAX_DAYS = 366;
/** The slots that a preview lists; it counts all. */
export const PREVIEW_MAX_SLOTS = 500;
const DAY_MINUTES = 24 * 60;
const DAY_MILLISECONDS = DAY_MINUTES * 60_000;
export const SLOT_MAX_MINUTES = DAY_MINUTES;
export const WINDOW_MAX_MINUTES = HORIZON_MAX_DAYS * DAY_MINUTES;
export const EXCEPTIONS_MAX_DAYS = 366;
/** Hours of one day beside the first. */
export const MORE_HOURS_MAX = 9;
const EARLIEST_DAY = "1970-01-01";
const LATEST_DAY = "2999-12-31";

/** A day on the calendar of the schedule's time zone, `2031-12-25`. */
const localDay = z.iso
  .date({ error: "must be a day such as 2031-12-25", abort: true })
  .refine((day) => day >= EARLIEST_DAY && day <= LATEST_DAY, {
    error: "must be between the years 1970 and 2999",
  })
  .meta({ format: "date", pattern: YEARS, examples: ["2031-12-25"] });

/** A time of day on the clocks of the schedule's time zone, `09:00`. */
const timeOfDay = (pattern: RegExp, error: string) => z.string().regex(pattern, { error });

/** Further hours of a day, from opening to closing. */
const hoursText = z
  .string()
  .regex(/^([01]\d|2[0-3]):[0-5]\d-(([01]\d|2[0-3]):[0-5]\d|24:00)$/, {
    error: "must be hours such as 14:00-18:00",
  })
  .meta({ examples: ["14:00-18:00"] });

/** A bound of the booking window of a schedule's slots, in minutes before their start; null or left out: none. */
const windowMinutes = z.int().min(0).max(WINDOW_MAX_MINUTES).nullable().optional();

/** The fields that both inputs of a schedule are built from. */
const scheduleFields = {
  rrule: recurrenceRule,
  timeZone,
  startsOn: localDay.describe("The first day"),
  endsOn: localDay.nullable().optional().describe("The last day; null: no end"),
  opensAt: timeOfDay(/^([01]\d|2[0-3]):[0-5]\d$/, "must be a time of day from 00:00 to 23:59")
    .describe("When the first slot of a day starts")
    .meta({ examples: ["09:00"] }),
  closesAt: timeOfDay(/^(([01]\d|2[0-3]):[0-5]\d|24:00)$/, "must be a time of day from 00:00 to 24:00")
    .describe("When the last slot of a day has ended; a time before `opensAt` is on the next day")
    .meta({ examples: ["17:00"] }),
  moreHours: z
    .array(hoursText)
    .max(MORE_HOURS_MAX)
    .transform((hours) => hours.toSorted())
    .optional()
    .describe("Further hours of the same days, which overlap no others"),
  slotMinutes: z
    .int()
    .min(1)
    .max(SLOT_MAX_MINUTES)
    .describe("Length of a slot")
    .meta({ examples: [30] }),
  gapMinutes: z.int().min(0).max(SLOT_MAX_MINUTES).describe("Pause between two slots"),
  capacity: capacity.describe("Places of each slot"),
  leadMinutes: leadMinutes.describe("Customers may book a slot until so many minutes before its start"),
  cancelUntil: cancelUntil.describe(
    "Hours before a slot's start until which customers may cancel or reschedule; null: at any time",
  ),
  maxPerContact: maxPerContact.describe("Places of each slot that one contact may have; null: no limit"),
  bookableFromMinutes: windowMinutes.describe(
    "A slot's booking window begins so many minutes before its start; null: no bound",
  ),
  bookableUntilMinutes: windowMinutes.describe(
    "A slot's booking window ends so many minutes before its start; null: no bound",
  ),
  horizonDays: z.int().min(1).max(HORIZON_MAX_DAYS).describe("Days after today for which slots are made"),
  exceptions: z
    .array(localDay)
    .max(EXCEPTIONS_MAX_DAYS)
    .transform((days) => [...new Set(days)].sort())
    .describe("Days without slots"),
};

/** The values of fields that a new schedule leaves out. */
const SCHEDULE_DEFAULTS = {
  gapMinutes: 0,
  leadMinutes: 0,
  horizonDays: HORIZON_DEFAULT_DAYS,
  exceptions: [] as string[],
};

/** A day in a response. */
const day = z.string().meta({ format: "date", examples: ["2031-12-25"] });

/** An imported day without slots. */
export const holiday = z.object({
  day: day.describe("The day"),
  name: z
    .string()
    .describe("The name of the holiday; where a day has several, all of them")
    .meta({ examples: ["Christmas Day"] }),
});

/** The holidays of a file, which are days without slots. */
export const holidayFile = z.object({
  file: z
    .string()
    .describe("The name under which the file was imported")
    .meta({ examples: ["feiertage-be"] }),
  days: z.array(holiday).describe("Its days, in their order"),
});

export const scheduleId = id.describe("The schedule");

/**
 * A rule by which slots of a resource are created ahead, up to `horizonDays` after today. On the days of `rrule`, but
 * not on `exceptions` and `holidays`, they follow each other from `opensAt` to `closesAt`, and in each of `moreHours`, on the clocks of
 * `timeZone`.
 */
export const schedule = z.object({
  id: id.describe("Its id"),
  resourceId: id.describe("The doctor or show that the slots belong to"),
  rrule: z
    .string()
    .describe("The days that have slots: an RRULE")
    .meta({ examples: ["FREQ=WEEKLY;BYDAY=MO,WE,FR"] }),
  timeZone: z
    .string()
    .describe("IANA name of the time zone of all days and times here")
    .meta({ examples: ["Europe/Berlin"] }),
  startsOn: day.describe("The first day"),
  endsOn: day.nullable().describe("The last day; null: no end"),
  opensAt: z
    .string()
    .describe("When the first slot of a day starts")
    .meta({ examples: ["09:00"] }),
  closesAt: z
    .string()
    .describe("When the last slot of a day has ended; a time before `opensAt` is on the next day")
    .meta({ examples: ["17:00"] }),
  moreHours: z
    .array(z.string())
    .describe("Further hours of the same days")
    .meta({ examples: [["14:00-18:00"]] }),
  slotMinutes: z
    .int()
    .describe("Length of a slot")
    .meta({ examples: [30] }),
  gapMinutes: z.int().describe("Pause between two slots"),
  capacity: z
    .int()
    .describe("Places of each slot")
    .meta({ examples: [3] }),
  leadMinutes: z.int().describe("Customers may book a slot until so many minutes before its start"),
  cancelUntil: z
    .int()
    .nullable()
    .describe(
      "Hours before a slot's start until which customers may cancel or reschedule; null: at any time",
    ),
  maxPerContact: z.int().nullable().describe("Places of each slot that one contact may have; null: no limit"),
  bookableFromMinutes: z
    .int()
    .nullable()
    .describe("A slot's booking window begins so many minutes before its start; null: no bound"),
  bookableUntilMinutes: z
    .int()
    .nullable()
    .describe("A slot's booking window ends so many minutes before its start; null: no bound"),
  horizonDays: z
    .int()
    .describe("Days after today for which slots are made")
    .meta({ examples: [60] }),
  exceptions: z.array(day).describe("Days without slots"),
  holidays: z
    .array(holidayFile)
    .describe("Further days without slots, by the calendar files that they were imported from"),
  createdAt: utcTime.describe("When it was created"),
  updatedAt: utcTime.describe("When it last changed"),
});

/** The minutes from midnight to a time of day, by the clock. */
function minutesOfDay(time: string): number {
  const [hours, minutes] = time.split(":").map(Number);
  return (hours ?? 0) * 60 + (minutes ?? 0);
}

/** The hours of a schedule's days: those of its fields `opensAt` and `closesAt`, and further ones. */
export interface DayHours {
  opensAt: string;
  closesAt: string;
  moreHours?: readonly string[] | undefined;
}

/** Hours in minutes from midnight: they close later than they open, after 1,440 on the next day. */
export interface Hours {
  opens: number;
  closes: number;
}

/** All hours of a day, in their order. */
export function hoursOfDay({ opensAt, closesAt, moreHours = [] }: DayHours): Hours[] {
  return [`${opensAt}-${closesAt}`, ...moreHours]
    .map((text) => {
      const [opens = 0, closes = 0] = text.split("-").map(minutesOfDay);
      return { opens, closes: closes < opens ? closes + DAY_MINUTES : closes };
    })
    .toSorted((one, other) => one.opens - other.opens);
}

type ScheduleHours = DayHours & Pick<z.output<typeof schedule>, "slotMinutes" | "gapMinutes" | "horizonDays">;

interface ScheduleSeason {
  startsOn: string;
  endsOn?: string | null | undefined;
}

interface ScheduleWindow {
  bookableFromMinutes?: number | null | undefined;
  bookableUntilMinutes?: number | null | undefined;
}

/** The fields of a schedule that have to fit together. */
export type ScheduleFit = ScheduleHours & ScheduleSeason & ScheduleWindow;

/** The fault in the fields of a schedule that have to fit together, or undefined. */
export const scheduleIssue = (fields: ScheduleFit): InputIssue | undefined =>
  seasonIssue(fields) ?? hoursIssue(fields) ?? windowIssue(fields);

/** The fault in a schedule's days, or undefined: the last is not before the first. */
function seasonIssue({ startsOn, endsOn }: ScheduleSeason): InputIssue | undefined {
  if (typeof endsOn !== "string" || endsOn >= startsOn) return undefined;
  return { path: "endsOn", message: "must not be before the first day" };
}

/** The fault in a schedule's booking window, or undefined: it ends after it begins. */
function windowIssue({ bookableFromMinutes, bookableUntilMinutes }: ScheduleWindow): InputIssue | undefined {
  if (typeof bookableFromMinutes !== "number" || typeof bookableUntilMinutes !== "number") return undefined;
  if (bookableUntilMinutes < bookableFromMinutes) return undefined;
  const message = "must be after the begin of the booking window: fewer minutes before the start";
  return { path: "bookableUntilMinutes", message };
}

/**
 * The fault in a schedule's hours, or undefined: they do not overlap, each has one slot at least, and all days have
 * SCHEDULE_MAX_SLOTS at most.
 */
function hoursIssue(fields: ScheduleHours): InputIssue | undefined {
  const hours = hoursOfDay(fields);
  const empty = hours.find(({ opens, closes }) => opens === closes);
  if (empty) {
    const isFirst = fields.opensAt === fields.closesAt;
    return { path: isFirst ? "closesAt" : "moreHours", message: "must not be the time of opening" };
  }
  if (isOverlapping(hours)) {
    const message = "must not overlap: hours end before the next begin, those of the next day included";
    return { path: "moreHours", message };
  }
  if (hours.some(({ opens, closes }) => fields.slotMinutes > closes - opens)) {
    return { path: "slotMinutes", message: "must fit between opening and closing" };
  }
  return lengthIssue(fields, fields.horizonDays + 1, "horizonDays");
}

/** Whether hours overlap the next ones: after the last of a day come the first of the next. */
const isOverlapping = (hours: readonly Hours[]): boolean =>
  hours.some(({ closes }, index) => {
    const next = hours[index + 1]?.opens ?? DAY_MINUTES + (hours[0]?.opens ?? 0);
    return closes > next;
  });

/** The fault in hours that make too many slots in so many days, or undefined. */
function lengthIssue(fields: ScheduleHours, days: number, path: string): InputIssue | undefined {
  const { slotMinutes, gapMinutes } = fields;
  const slotsPerDay = hoursOfDay(fields)
    .map(({ opens, closes }) => Math.floor((closes - opens + gapMinutes) / (slotMinutes + gapMinutes)))
    .reduce((sum, slots) => sum + slots, 0);
  if (slotsPerDay * days <= SCHEDULE_MAX_SLOTS) return undefined;
  const message = `makes more than ${SCHEDULE_MAX_SLOTS} slots: ${slotsPerDay} a day are too many for so long`;
  return { path, message };
}

/** The fields of a schedule that is not there yet. */
const newScheduleFields = {
  resourceId: id.describe("The doctor or show that the slots belong to"),
  ...scheduleFields,
  gapMinutes: scheduleFields.gapMinutes.default(SCHEDULE_DEFAULTS.gapMinutes),
  leadMinutes: scheduleFields.leadMinutes.default(SCHEDULE_DEFAULTS.leadMinutes),
  horizonDays: scheduleFields.horizonDays.default(SCHEDULE_DEFAULTS.horizonDays),
  exceptions: scheduleFields.exceptions.default(SCHEDULE_DEFAULTS.exceptions),
};

export const createScheduleInput = z
  .strictObject({ ...newScheduleFields, idempotencyKey: idempotencyKey.optional() })
  .superRefine(checkSchedule((path) => path));

/** A new schedule, or a change of one, and the time `[from, to)` in question. */
export const previewScheduleInput = z
  .strictObject({
    ...newScheduleFields,
    scheduleId: scheduleId
      .optional()
      .describe("The schedule that would be changed: its holidays count, and its slots are in nobody's way")
      .meta({ examples: ["018f4e2a-7c1b-7d3e-9a55-666666666666"] }),
    from: timestamp
      .describe("Only slots that start at this time or later")
      .meta({ examples: ["2031-12-01T00:00:00Z"] }),
    to: timestamp
      .describe("Only slots that start before this time, at most 366 days later")
      .meta({ examples: ["2032-01-01T00:00:00Z"] }),
  })
  .superRefine(checkPreview((path) => path));

/** Fields left out stay as they are; `exceptions` replaces the whole list; null removes a bound. */
export const updateScheduleInput = z.strictObject({
  id: scheduleId,
  ...z.object(scheduleFields).partial().shape,
  ifMatch,
  idempotencyKey: idempotencyKey.optional(),
});

/** One day that becomes, or no longer is, an exception; all other days stay as they are. */
export const scheduleExceptionInput = z.strictObject({
  id: scheduleId,
  day: localDay.describe("The day"),
  ifMatch,
  idempotencyKey: idempotencyKey.optional(),
});

export const getScheduleInput = z.strictObject({ id: scheduleId });

export const deleteScheduleInput = z.strictObject({
  id: scheduleId,
  ifMatch,
  idempotencyKey: idempotencyKey.optional(),
});

export const generateScheduleInput = z.strictObject({
  id: scheduleId,
  idempotencyKey: idempotencyKey.optional(),
});

/** Schedules in the order of their creation. */
export const listSchedulesInput = z.strictObject({
  resourceId: id.optional().describe("Only schedules of this doctor or show"),
  updatedSince,
  ...pageInput,
});

export const schedulePage = page(schedule);

/** A deleted schedule, with the numbers of its slots that were deleted and kept. */
export const deletedSchedule = z.object({
  id: id.describe("The id of the deleted schedule"),
  slotsDeleted: z.int().describe("Slots deleted with it: those to come that nobody has booked or waits for"),
  slotsKept: z.int().describe("Slots that stay, as if made by hand; those to come are closed"),
});

/** The numbers of slots that a generation created and deleted. */
export const generatedSlots = z.object({
  slotsCreated: z.int().describe("Slots that were missing, and were made"),
  slotsDeleted: z.int().describe("Slots that the schedule no longer has, and were deleted"),
});

/** A slot that a schedule would make, with what clocks of its zone show. */
export const previewedSlot = z.object({
  startsAt: utcTime.describe("When it starts"),
  endsAt: utcTime.describe("When it ends"),
  localStart: z
    .string()
    .describe("When it starts on the clocks of the schedule's time zone")
    .meta({ examples: ["2031-10-26T02:30"] }),
  localEnd: z
    .string()
    .describe("When it ends on these clocks")
    .meta({ examples: ["2031-10-26T02:00"] }),
  startOffset: z
    .string()
    .describe("How far these clocks are ahead of UTC when it starts")
    .meta({ examples: ["+02:00"] }),
  endOffset: z
    .string()
    .describe("How far they are ahead when it ends")
    .meta({ examples: ["+01:00"] }),
});

/** What a schedule would make. */
export const schedulePreview = z.object({
  items: z.array(previewedSlot).describe("The first 500 of its slots, in the order of their starts"),
  total: z.int().describe("The number of its slots in that time"),
  overlapping: z.int().describe("Slots that it would not make, because they overlap others of the resource"),
});

export type PreviewScheduleInput = z.output<typeof previewScheduleInput>;
export type PreviewedSlot = z.output<typeof previewedSlot>;
export type SchedulePreview = z.output<typeof schedulePreview>;
export type Schedule = z.output<typeof schedule>;
export type SchedulePage = z.output<typeof schedulePage>;
export type CreateScheduleInput = z.output<typeof createScheduleInput>;
export type UpdateScheduleInput = z.output<typeof updateScheduleInput>;
export type ScheduleExceptionInput = z.output<typeof scheduleExceptionInput>;
export type GenerateScheduleInput = z.output<typeof generateScheduleInput>;
export type DeleteScheduleInput = z.output<typeof deleteScheduleInput>;
export type ListSchedulesInput = z.output<typeof listSchedulesInput>;
export type DeletedSchedule = z.output<typeof deletedSchedule>;
export type GeneratedSlots = z.output<typeof generatedSlots>;

/** Reports fields that do not fit together under the caller's name of the field. */
export function checkSchedule(nameOf: (path: string) => string) {
  return (input: ScheduleFit, context: z.core.$RefinementCtx) => {
    if (context.issues.length > 0) return; // malformed hours cannot be compared
    const issue = scheduleIssue(input);
    if (issue) context.addIssue({ code: "custom", path: [nameOf(issue.path)], message: issue.message });
  };
}

/** The same of a preview, and of its time. */
export function checkPreview(nameOf: (path: string) => string) {
  return (input: ScheduleFit & { from: Date; to: Date }, context: z.core.$RefinementCtx) => {
    checkSchedule(nameOf)(input, context);
    if (context.issues.length > 0) return;
    const days = (input.to.getTime() - input.from.getTime()) / DAY_MILLISECONDS;
    const issue = periodIssue(days) ?? lengthIssue(input, Math.ceil(days) + 1, "to");
    if (issue) context.addIssue({ code: "custom", path: [nameOf(issue.path)], message: issue.message });
  };
}

/** The fault in a time of so many days, or undefined. */
function periodIssue(days: number): InputIssue | undefined {
  if (days <= 0) return { path: "to", message: "must be after from" };
  if (days > PREVIEW_MAX_DAYS)
    return { path: "to", message: `must be at most ${PREVIEW_MAX_DAYS} days after from` };
  return undefined;
}
