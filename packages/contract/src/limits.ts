import { ABSENCE_MAX_DAYS, REASON_MAX_CHARACTERS } from "./absence.ts";
import { LINES_MAX, SEARCH_MAX_CHARACTERS, SEARCH_MIN_CHARACTERS } from "./booking.ts";
import {
  CONTACT_MAX_CHARACTERS,
  IDEMPOTENCY_KEY_MAX_CHARACTERS,
  NAME_MAX_CHARACTERS,
  PAGE_DEFAULT_ITEMS,
  PAGE_MAX_ITEMS,
  QUANTITY_MAX_PLACES,
} from "./common.ts";
import type { ErrorCode } from "./errors.ts";
import {
  BOOKED_HOLIDAYS_MAX_SLOTS,
  CALENDAR_LINE_MAX_CHARACTERS,
  CALENDAR_MAX_CHARACTERS,
  CALENDAR_MAX_EVENTS,
  CALENDAR_MAX_RULES,
  COUNTED_RULE_MAX_YEARS,
  HOLIDAY_MAX_DAYS,
  HOLIDAYS_MAX_DAYS,
  HOLIDAYS_MAX_FILES,
  HOLIDAYS_MAX_YEARS,
} from "./holiday.ts";
import {
  EXTERNAL_ID_MAX_CHARACTERS,
  METADATA_CHANGE_MAX_KEYS,
  METADATA_KEY_MAX_CHARACTERS,
  METADATA_MAX_BYTES,
  METADATA_MAX_KEYS,
  METADATA_VALUE_MAX_CHARACTERS,
} from "./metadata.ts";
import { MOVED_MAX_BOOKINGS, SHIFT_MAX_DAYS } from "./move.ts";
import { OVERVIEW_MAX_DAYS, OVERVIEW_MAX_HOURS } from "./overview.ts";
import {
  ANSWER_MAX_CHARACTERS,
  ANSWERS_MAX,
  ANSWERS_MAX_BYTES,
  CHOICE_MAX_CHARACTERS,
  CHOICES_MAX,
  QUESTION_KEY_MAX_CHARACTERS,
  QUESTION_TITLE_MAX_CHARACTERS,
  QUESTIONS_MAX,
  QUESTIONS_MAX_BYTES,
} from "./question.ts";
import { COUNT_MAX_DAYS, INTERVAL_MAX_PERIODS, RRULE_MAX_CHARACTERS } from "./recurrence.ts";
import {
  CODE_MAX_CHARACTERS,
  DEVICE_MAX_CHARACTERS,
  SCAN_AHEAD_MAX_MINUTES,
  SCAN_MAX_DAYS,
  UPLOAD_MAX_SCANS,
} from "./scan.ts";
import {
  EXCEPTIONS_MAX_DAYS,
  HORIZON_DEFAULT_DAYS,
  HORIZON_MAX_DAYS,
  MORE_HOURS_MAX,
  PREVIEW_MAX_DAYS,
  PREVIEW_MAX_SLOTS,
  SCHEDULE_MAX_SLOTS,
  SLOT_MAX_MINUTES,
  WINDOW_MAX_MINUTES,
} from "./schedule.ts";
import {
  CANCEL_UNTIL_MAX_HOURS,
  CAPACITY_MAX_PLACES,
  CREATED_SLOTS_MAX,
  LEAD_MAX_MINUTES,
  PER_CONTACT_MAX_PLACES,
  SLOT_MAX_DAYS,
} from "./slot.ts";
import { CHARACTER_MAX_BYTES, STACKED_MAX_MARKS } from "./text.ts";
import { WAITLIST_MAX_ENTRIES } from "./waitlist.ts";
import {
  REPLAY_MAX_DELIVERIES,
  WEBHOOK_DESCRIPTION_MAX_CHARACTERS,
  WEBHOOK_URL_MAX_CHARACTERS,
  WEBHOOKS_MAX,
} from "./webhook.ts";

/* docs/reference/limits.md is generated from this list and those of the API. */

/** The headings of the reference, in its order. */
export const LIMIT_SUBJECTS = [
  "Requests",
  "Inputs",
  "Slots and bookings",
  "Schedules",
  "Lists",
  "Streams",
  "Webhooks",
  "Mails and calendars",
  "API keys and idempotency keys",
  "Queues and locks",
  "Counting",
  "Database",
] as const;

/** A limit as the reference lists it. */
export interface Limit {
  subject: (typeof LIMIT_SUBJECTS)[number];
  what: string;
  /** The constant under its own name, whose last word is the unit: `{ QUANTITY_MAX_PLACES }`. */
  constant: Readonly<Record<string, number>>;
  /** The unit, where the constant's name does not end with it. */
  unit?: string;
  /** The lower bound, where there is one. */
  least?: number;
  /** What a request beyond the limit is answered. */
  error?: ErrorCode;
}

const error = "INVALID_INPUT";

/** The limits on inputs. */
export const CONTRACT_LIMITS: readonly Limit[] = [
  { subject: "Inputs", what: "Name", least: 1, constant: { NAME_MAX_CHARACTERS }, error },
  { subject: "Inputs", what: "Specialization or genre", constant: { NAME_MAX_CHARACTERS }, error },
  { subject: "Inputs", what: "Contact", constant: { CONTACT_MAX_CHARACTERS }, error },
  {
    subject: "Inputs",
    what: "Size of a text, for each character that it may have",
    constant: { CHARACTER_MAX_BYTES },
    error,
  },
  { subject: "Inputs", what: "Marks on one letter", constant: { STACKED_MAX_MARKS }, error },
  { subject: "Inputs", what: "External id", least: 1, constant: { EXTERNAL_ID_MAX_CHARACTERS }, error },
  { subject: "Inputs", what: "Keys of the metadata", constant: { METADATA_MAX_KEYS }, error },
  {
    subject: "Inputs",
    what: "Keys that one change of the metadata sets or removes",
    constant: { METADATA_CHANGE_MAX_KEYS },
    error,
  },
  {
    subject: "Inputs",
    what: "Key of the metadata",
    least: 1,
    constant: { METADATA_KEY_MAX_CHARACTERS },
    error,
  },
  { subject: "Inputs", what: "Value in the metadata", constant: { METADATA_VALUE_MAX_CHARACTERS }, error },
  { subject: "Inputs", what: "Size of the metadata, as JSON", constant: { METADATA_MAX_BYTES }, error },
  {
    subject: "Inputs",
    what: "Questions of a doctor or show",
    constant: { QUESTIONS_MAX },
    unit: "questions",
    error,
  },
  {
    subject: "Inputs",
    what: "Key of a question",
    least: 1,
    constant: { QUESTION_KEY_MAX_CHARACTERS },
    error,
  },
  {
    subject: "Inputs",
    what: "Title of a question",
    least: 1,
    constant: { QUESTION_TITLE_MAX_CHARACTERS },
    error,
  },
  {
    subject: "Inputs",
    what: "Choices of a question",
    least: 1,
    constant: { CHOICES_MAX },
    unit: "choices",
    error,
  },
  { subject: "Inputs", what: "Choice of a question", least: 1, constant: { CHOICE_MAX_CHARACTERS }, error },
  { subject: "Inputs", what: "Size of the questions, as JSON", constant: { QUESTIONS_MAX_BYTES }, error },
  { subject: "Inputs", what: "Answer", least: 1, constant: { ANSWER_MAX_CHARACTERS }, error },
  {
    subject: "Inputs",
    what: "Answers of a booking, those to questions that are asked no more among them",
    constant: { ANSWERS_MAX },
    unit: "answers",
    error,
  },
  { subject: "Inputs", what: "Size of a booking's answers, as JSON", constant: { ANSWERS_MAX_BYTES }, error },
  {
    subject: "Slots and bookings",
    what: "Capacity of a slot",
    least: 1,
    constant: { CAPACITY_MAX_PLACES },
    error,
  },
  {
    subject: "Slots and bookings",
    what: "Quantity of a booking",
    least: 1,
    constant: { QUANTITY_MAX_PLACES },
    error,
  },
  {
    subject: "Slots and bookings",
    what: "Slots booked in one call",
    least: 1,
    constant: { LINES_MAX },
    unit: "slots",
    error,
  },
  {
    subject: "Slots and bookings",
    what: "Slots created in one call",
    least: 1,
    constant: { CREATED_SLOTS_MAX },
    unit: "slots",
    error,
  },
  { subject: "Slots and bookings", what: "Length of a slot", constant: { SLOT_MAX_DAYS }, error },
  {
    subject: "Slots and bookings",
    what: "`cancel_until` of a slot",
    least: 0,
    constant: { CANCEL_UNTIL_MAX_HOURS },
    error,
  },
  {
    subject: "Slots and bookings",
    what: "`max_per_contact` of a slot",
    least: 1,
    constant: { PER_CONTACT_MAX_PLACES },
    error,
  },
  {
    subject: "Slots and bookings",
    what: "Bookings moved in one call",
    least: 1,
    constant: { MOVED_MAX_BOOKINGS },
    error,
  },
  {
    subject: "Slots and bookings",
    what: "Days by which they are moved, forwards or back",
    constant: { SHIFT_MAX_DAYS },
    error,
  },
  { subject: "Slots and bookings", what: "Length of an absence", constant: { ABSENCE_MAX_DAYS }, error },
  { subject: "Slots and bookings", what: "Reason of an absence", constant: { REASON_MAX_CHARACTERS }, error },
  {
    subject: "Slots and bookings",
    what: "Waiting entries of a slot",
    constant: { WAITLIST_MAX_ENTRIES },
    error: "WAITLIST_FULL",
  },
  {
    subject: "Slots and bookings",
    what: "Scans merged in one call",
    least: 1,
    constant: { UPLOAD_MAX_SCANS },
    unit: "scans",
    error,
  },
  {
    subject: "Slots and bookings",
    what: "Code of a scan",
    least: 1,
    constant: { CODE_MAX_CHARACTERS },
    error,
  },
  {
    subject: "Slots and bookings",
    what: "Device of a scan",
    least: 1,
    constant: { DEVICE_MAX_CHARACTERS },
    error,
  },
  {
    subject: "Slots and bookings",
    what: "How far ahead the clock of a scan may be; else `IN_FUTURE`",
    constant: { SCAN_AHEAD_MAX_MINUTES },
  },
  {
    subject: "Slots and bookings",
    what: "Age of a scan; else `TOO_OLD`",
    constant: { SCAN_MAX_DAYS },
  },
  {
    subject: "Schedules",
    what: "Slots that a schedule makes ahead",
    constant: { SCHEDULE_MAX_SLOTS },
    error,
  },
  { subject: "Schedules", what: "Horizon", least: 1, constant: { HORIZON_MAX_DAYS }, error },
  { subject: "Schedules", what: "Horizon, where none is given", constant: { HORIZON_DEFAULT_DAYS } },
  { subject: "Schedules", what: "Length of a slot", least: 1, constant: { SLOT_MAX_MINUTES }, error },
  { subject: "Schedules", what: "Gap between slots", least: 0, constant: { SLOT_MAX_MINUTES }, error },
  { subject: "Schedules", what: "Lead time", least: 0, constant: { LEAD_MAX_MINUTES }, error },
  {
    subject: "Schedules",
    what: "`bookable_from_minutes`, `bookable_until_minutes`",
    least: 0,
    constant: { WINDOW_MAX_MINUTES },
    error,
  },
  {
    subject: "Schedules",
    what: "Time of a preview",
    constant: { PREVIEW_MAX_DAYS },
    error,
  },
  { subject: "Schedules", what: "Slots that a preview lists", constant: { PREVIEW_MAX_SLOTS } },
  { subject: "Schedules", what: "Hours of a day beside the first", constant: { MORE_HOURS_MAX }, error },
  { subject: "Schedules", what: "Exceptions", constant: { EXCEPTIONS_MAX_DAYS }, error },
  {
    subject: "Schedules",
    what: "Imported files of holidays",
    constant: { HOLIDAYS_MAX_FILES },
    error,
  },
  { subject: "Schedules", what: "Days of these files", constant: { HOLIDAYS_MAX_DAYS }, error },
  {
    subject: "Schedules",
    what: "Years that are imported after the present one",
    constant: { HOLIDAYS_MAX_YEARS },
  },
  { subject: "Schedules", what: "Text of such a file", constant: { CALENDAR_MAX_CHARACTERS }, error },
  { subject: "Schedules", what: "A line of it", constant: { CALENDAR_LINE_MAX_CHARACTERS }, error },
  { subject: "Schedules", what: "Events of it", constant: { CALENDAR_MAX_EVENTS }, error },
  {
    subject: "Schedules",
    what: "Events of it that repeat by a rule",
    constant: { CALENDAR_MAX_RULES },
    unit: "events",
    error,
  },
  {
    subject: "Schedules",
    what: "Age of a rule of it that has a `COUNT`",
    constant: { COUNTED_RULE_MAX_YEARS },
    error,
  },
  { subject: "Schedules", what: "Length of an event", constant: { HOLIDAY_MAX_DAYS }, error },
  {
    subject: "Schedules",
    what: "Booked slots that an import lists",
    constant: { BOOKED_HOLIDAYS_MAX_SLOTS },
  },
  { subject: "Schedules", what: "Rule", constant: { RRULE_MAX_CHARACTERS }, error },
  {
    subject: "Schedules",
    what: "`INTERVAL` of a rule, in days, weeks, months or years",
    least: 1,
    constant: { INTERVAL_MAX_PERIODS },
    error,
  },
  { subject: "Schedules", what: "`COUNT` of a rule", least: 1, constant: { COUNT_MAX_DAYS }, error },
  { subject: "Lists", what: "Items of a page, by `limit`", least: 1, constant: { PAGE_MAX_ITEMS }, error },
  { subject: "Lists", what: "Items of a page, without `limit`", constant: { PAGE_DEFAULT_ITEMS } },
  {
    subject: "Lists",
    what: "Bookings that an export reads at a time",
    constant: { PAGE_MAX_ITEMS },
    unit: "bookings",
  },
  {
    subject: "Lists",
    what: "Text that bookings are searched for",
    least: SEARCH_MIN_CHARACTERS,
    constant: { SEARCH_MAX_CHARACTERS },
    error,
  },
  { subject: "Lists", what: "Time of an overview", constant: { OVERVIEW_MAX_DAYS }, error },
  {
    subject: "Lists",
    what: "Time of an overview by the hour",
    constant: { OVERVIEW_MAX_HOURS },
    error,
  },
  {
    subject: "Webhooks",
    what: "Webhooks of a server",
    constant: { WEBHOOKS_MAX },
    unit: "webhooks",
    error: "WEBHOOKS_FULL",
  },
  { subject: "Webhooks", what: "URL of a webhook", constant: { WEBHOOK_URL_MAX_CHARACTERS }, error },
  {
    subject: "Webhooks",
    what: "Description of a webhook",
    constant: { WEBHOOK_DESCRIPTION_MAX_CHARACTERS },
    error,
  },
  {
    subject: "Webhooks",
    what: "Deliveries that one replay of a range sends again",
    constant: { REPLAY_MAX_DELIVERIES },
  },
  {
    subject: "API keys and idempotency keys",
    what: "Idempotency key",
    least: 1,
    constant: { IDEMPOTENCY_KEY_MAX_CHARACTERS },
    error,
  },
];
