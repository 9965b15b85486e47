import { z } from "zod";
import { id, idempotencyKey, ifMatch, NAME_MAX_CHARACTERS, text, utcTime } from "./common.ts";
import { schedule, scheduleId } from "./schedule.ts";

/* Public holidays of a schedule: days without slots, as a calendar file has them. */

/** Files of one schedule. */
export const HOLIDAYS_MAX_FILES = 10;
/** Days of all files of one schedule. */
export const HOLIDAYS_MAX_DAYS = 1_000;
/** After the present year. A yearly holiday has no end, and is taken for so long. */
export const HOLIDAYS_MAX_YEARS = 5;
export const HOLIDAY_MAX_DAYS = 366;
export const CALENDAR_MAX_EVENTS = 400;
/** Events that repeat by a rule. */
export const CALENDAR_MAX_RULES = 100;
/** A rule that counts is worked out from its first day on. */
export const COUNTED_RULE_MAX_YEARS = 10;
export const CALENDAR_MAX_CHARACTERS = 200_000;
export const CALENDAR_LINE_MAX_CHARACTERS = 10_000;
/** Slots that an import lists; it counts all. */
export const BOOKED_HOLIDAYS_MAX_SLOTS = 500;

/** The name of a holiday: of all of one day, where there are several. */
export const holidayName = text({ min: 1, max: NAME_MAX_CHARACTERS });

/** What staff call a file; it is part of an address. */
const file = z
  .string()
  .regex(/^[a-z0-9][a-z0-9._-]{0,63}$/, {
    error: "must be 1 to 64 of a-z, 0-9, a dot, a hyphen and an underscore, first a letter or a digit",
  })
  .describe("A name for the file")
  .meta({ examples: ["feiertage-be"] });

/** A small calendar, for examples. */
const EXAMPLE = [
  "BEGIN:VCALENDAR",
  "VERSION:2.0",
  "PRODID:-//Example//Holidays//EN",
  "BEGIN:VEVENT",
  "UID:labour-day@example.org",
  "DTSTAMP:20270101T000000Z",
  "DTSTART;VALUE=DATE:20270501",
  "RRULE:FREQ=YEARLY",
  "SUMMARY:Labour Day",
  "END:VEVENT",
  "END:VCALENDAR",
  "",
].join("\r\n");

export const importHolidaysInput = z.strictObject({
  id: scheduleId,
  file: file.describe("A name for the file; one that was imported under it before is replaced"),
  calendar: z
    .string()
    .min(1)
    .max(CALENDAR_MAX_CHARACTERS)
    .describe("The text of the file: iCalendar, as `.ics` files have it. Its all-day events are taken")
    .meta({ examples: [EXAMPLE] }),
  ifMatch,
  idempotencyKey: idempotencyKey.optional(),
});

export const removeHolidaysInput = z.strictObject({
  id: scheduleId,
  file: file.describe("The name of the file"),
  ifMatch,
  idempotencyKey: idempotencyKey.optional(),
});

/** A slot on a holiday that somebody has booked or waits for. */
export const bookedHolidaySlot = z.object({
  id: id.describe("The slot"),
  startsAt: utcTime.describe("When it starts"),
  endsAt: utcTime.describe("When it ends"),
  booked: z
    .int()
    .describe("Places of live holds and confirmed bookings")
    .meta({ examples: [1] }),
  waiting: z
    .int()
    .describe("Entries that wait for it")
    .meta({ examples: [0] }),
});

const day = schedule.shape.startsOn;

/** A schedule whose holidays were imported, and what was found. */
export const importedHolidays = schedule.extend({
  importedDays: z
    .int()
    .describe("Days of the file that are days without slots now")
    .meta({ examples: [60] }),
  importedFrom: day
    .describe("The first day that was taken: the first of this year")
    .meta({ examples: ["2031-01-01"] }),
  importedUntil: day
    .describe("The last day that was taken: the last of the year five years later")
    .meta({ examples: ["2036-12-31"] }),
  timedEvents: z.int().describe("Events that were left out, because they do not last whole days"),
  cancelledEvents: z.int().describe("Events that were left out, because they are cancelled"),
  bookedSlots: z
    .array(bookedHolidaySlot)
    .describe(
      "The first 500 slots on these days that somebody has booked or waits for, in the order of their starts. They are closed, and stay",
    ),
  bookedSlotsTotal: z
    .int()
    .describe("The number of these slots")
    .meta({ examples: [2] }),
});

export type Holidays = z.output<typeof schedule>["holidays"];
export type ImportHolidaysInput = z.output<typeof importHolidaysInput>;
export type RemoveHolidaysInput = z.output<typeof removeHolidaysInput>;
export type BookedHolidaySlot = z.output<typeof bookedHolidaySlot>;
export type ImportedHolidays = z.output<typeof importedHolidays>;
