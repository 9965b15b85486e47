import type { ColumnType, Generated, GeneratedAlways, JSONColumnType } from "kysely";

/** A time that the database fills in where the writer leaves it out. */
type Timestamp = ColumnType<Date, Date | undefined, Date>;

/** A day on the calendar, written as text. pg would read it as a `Date` of the process's zone: read it by to_char. */
type Day = ColumnType<Date, string, string>;

/** Texts by key, written as JSON; without them `{}`. */
type Metadata = ColumnType<Record<string, string>, string | undefined, string>;

/** What a resource asks, as JSON whose order is kept. */
interface Questions {
  type: "object";
  properties: Record<string, Question>;
  required: string[];
}

type Question =
  | { type: "string"; title: string; maxLength?: number; enum?: string[] }
  | {
      type: "number" | "integer";
      title: string;
      minimum?: number;
      maximum?: number;
    }
  | { type: "boolean"; title: string; const: true };

/** Answers by the keys of their questions. */
type Answers = Record<string, string | number | boolean>;

/** The tables, column by column, as the migrations leave them; a test holds them to the catalog. */
export interface Database {
  resources: ResourcesTable;
  absences: AbsencesTable;
  slots: SlotsTable;
  orders: OrdersTable;
  bookings: BookingsTable;
  scans: ScansTable;
  idempotency_records: IdempotencyRecordsTable;
  schedules: SchedulesTable;
  schedule_hours: ScheduleHoursTable;
  schedule_exceptions: ScheduleExceptionsTable;
  schedule_holidays: ScheduleHolidaysTable;
  audit: AuditTable;
  events: FormerEventsTable;
  event_consumers: EventConsumersTable;
  api_keys: ApiKeysTable;
  sessions: SessionsTable;
  waitlist_entries: WaitlistEntriesTable;
  mails: MailsTable;
  calendars: CalendarsTable;
  webhooks: WebhooksTable;
  webhook_messages: WebhookMessagesTable;
  webhook_deliveries: WebhookDeliveriesTable;
}

export interface ResourcesTable {
  id: string;
  kind: "doctor" | "show";
  name: string;
  specialization: string | null;
  /** Its slots must not overlap. */
  exclusive: Generated<boolean>;
  /** IANA name of the zone in which customers read its times; null: UTC. */
  time_zone: string | null;
  /** Since when nothing new is booked or made for it; null: it is not archived. */
  archived_at: Date | null;
  /** Whether customers name a person for each place before they confirm. */
  asks_attendees: Generated<boolean>;
  /** What customers are asked, written as JSON; null: nothing. */
  questions: ColumnType<Questions | null, string | null | undefined, string | null>;
  /** What other systems note on it: texts by key. */
  metadata: Metadata;
  /** The id that it has in another system; no two resources have the same. */
  external_id: string | null;
  created_at: Timestamp;
  updated_at: Timestamp;
}

/** Times in which a resource is away. */
export interface AbsencesTable {
  id: string;
  resource_id: string;
  starts_at: Date;
  ends_at: Date;
  /** What staff noted; in no event and in no entry of the audit. */
  reason: string | null;
  slots_closed: number;
  /** When staff ended it. */
  ended_at: Date | null;
  created_at: Timestamp;
  /** The release before did not write it when it ended one. */
  updated_at: Timestamp;
}

/** What a slot has from its schedule, unless staff have set it by hand. */
export type SlotAspect =
  | "times"
  | "capacity"
  | "closed"
  | "booking_window"
  | "cancel_until"
  | "lead_minutes"
  | "max_per_contact";

export interface SlotsTable {
  id: string;
  resource_id: string;
  /** The schedule whose occurrence it is; null where it was made by hand, or its schedule is gone or has deleted it. */
  schedule_id: string | null;
  /** The start that the schedule's rule gave it, whatever its start is now: the schedule has one row for each. */
  occurrence_at: Date | null;
  /** What staff have set by hand: its schedule leaves that alone. */
  overridden: Generated<SlotAspect[]>;
  starts_at: Date;
  ends_at: Date;
  capacity: number;
  /** Places of PENDING and CONFIRMED bookings, among them expired holds that are not yet released. */
  booked: Generated<number>;
  /** Waiting entries of its waitlist: while there are any, places go to them alone. */
  waiting: Generated<number>;
  closed: Generated<boolean>;
  /** What of its resource has closed it, whose end opens it again: the absence, or the archived resource itself; null: nothing. */
  closed_by: string | null;
  /** The booking window: `bookable_from` is part of it, `bookable_until` is not; null: no bound. */
  bookable_from: Date | null;
  bookable_until: Date | null;
  /** Customers may cancel until so many hours before the start; null: at any time. */
  cancel_until: number | null;
  /** Customers may book until so many minutes before the start; 0: until the end. */
  lead_minutes: Generated<number>;
  /** Places that one contact may have; null: no limit. */
  max_per_contact: number | null;
  /** The row of a deleted slot stays, because its bookings do. */
  deleted_at: Date | null;
  /** Copies of its resource's. */
  exclusive: Generated<boolean>;
  kind: Generated<ResourcesTable["kind"]>;
  /** What other systems note on it: texts by key. */
  metadata: Metadata;
  /** The id that it has in another system; no two slots have the same, deleted ones apart. */
  external_id: string | null;
  created_at: Timestamp;
  updated_at: Timestamp;
}

/** The calls that booked several slots together. */
export interface OrdersTable {
  id: string;
  /** SHA-256 of the token, which is that of each of its bookings, too. */
  token_hash: Buffer;
  created_at: Timestamp;
}

export interface BookingsTable {
  id: string;
  slot_id: string;
  /** The order that it was made with, while it has the token of that; null: none, or it was handed over. */
  order_id: string | null;
  customer_name: string;
  customer_contact: string | null;
  /** The key of a contact that is not ASCII. */
  contact_key: string | null;
  quantity: number;
  status: "PENDING" | "CONFIRMED" | "FAILED" | "CANCELLED";
  failure_reason: "HOLD_EXPIRED" | null;
  /** The time of the check-in, and that of the no-show: never both, and only while CONFIRMED. */
  checked_in_at: Date | null;
  no_show_at: Date | null;
  /** How many persons were checked in, where `checked_in_at` says that somebody was; null: all of them. */
  checked_in: number | null;
  /** How many of these have left again; null: none. */
  checked_out: number | null;
  /** SHA-256 of the holder's token; null where the booking is older than tokens are. */
  token_hash: Buffer | null;
  /** SHA-256 of the token that it was handed over with; null: it was not, or by staff. */
  former_token_hash: Buffer | null;
  /** The language of mails to the customer; null: the server's. */
  language: "en" | "de" | null;
  /** What the mail server answered when it refused a mail to the customer; null: nothing of the kind. */
  mail_problem: string | null;
  /** Who comes, at most a name for each place; null: nobody is named. */
  attendees: string[] | null;
  /** Answers by the keys of their questions, written as JSON; null: none. */
  answers: ColumnType<Answers | null, string | null | undefined, string | null>;
  /** What other systems note on it: texts by key. */
  metadata: Metadata;
  /** The id that it has in another system; no two bookings have the same. */
  external_id: string | null;
  expires_at: Date;
  created_at: Timestamp;
  updated_at: Timestamp;
}

/** Scans at the door of a slot, and check-ins and check-outs of staff. No names or contacts. */
export interface ScansTable {
  slot_id: string;
  /** Given by the device; unique at the slot's door. */
  scan_id: string;
  /** Null: no booking was found. */
  booking_id: string | null;
  direction: "IN" | "OUT";
  /** How many of its persons were in, or out, by then; null: all of them. */
  persons: number | null;
  /** The places that the booking had when the scan arrived; null: the scan does not count. */
  places: number | null;
  scanned_at: Date;
  device: string | null;
  /** A `scanOutcome` of the contract. */
  outcome: string;
  /** The scan that had let the persons in, or out, before. */
  earlier_scan_id: string | null;
  /** The slot of the booking, where it is another one. */
  ticket_slot_id: string | null;
  actor: string;
  created_at: Timestamp;
}

/** The responses to requests with an idempotency key. */
export interface IdempotencyRecordsTable {
  /** SHA-256 of the caller and of the idempotency key. */
  key: string;
  /** SHA-256 of the operation and its payload. */
  fingerprint: string;
  /** Without tokens: they are made again from the idempotency key and the salt. */
  response: JSONColumnType<Record<string, unknown>>;
  salt: string | null;
  created_at: Timestamp;
}

export interface SchedulesTable {
  id: string;
  resource_id: string;
  rrule: string;
  /** IANA name; the day and the times of day below are of this zone. */
  time_zone: string;
  starts_on: Day;
  /** The last day; null: no end. */
  ends_on: ColumnType<Date | null, string | null | undefined, string | null>;
  opens_at: string;
  /** On the next day where it is before the opening. */
  closes_at: string;
  slot_minutes: number;
  gap_minutes: number;
  capacity: number;
  lead_minutes: number;
  /** As on slots; null: at any time. */
  cancel_until: number | null;
  /** As on slots; null: no limit. */
  max_per_contact: number | null;
  /** The booking window of its slots, in minutes before their start; null: no bound. */
  bookable_from_minutes: number | null;
  bookable_until_minutes: number | null;
  horizon_days: number;
  /** The `updated_at` of the change that its slots follow; another one, or null: it lags. */
  followed_at: Date | null;
  created_at: Timestamp;
  updated_at: Timestamp;
}

/** Further hours of a schedule's days. */
export interface ScheduleHoursTable {
  schedule_id: string;
  opens_at: string;
  closes_at: string;
}

export interface ScheduleExceptionsTable {
  schedule_id: string;
  day: Day;
}

/** Imported days without slots. */
export interface ScheduleHolidaysTable {
  schedule_id: string;
  /** The name under which the file was imported. */
  file: string;
  day: Day;
  name: string;
}

/** Some fields of a response. */
type Fields = Record<string, string | number | boolean | null | string[]>;

/** Changes with their actor, and the fields before and after. Append-only; no names or contacts. */
export interface AuditTable {
  /** The order of the entries; the changes of one slot or booking are in the order in which they happened. */
  id: GeneratedAlways<string>;
  at: Timestamp;
  actor: string;
  action: string;
  /** The booking, slot, resource or schedule that was changed; null where many bookings were. */
  subject_id: string | null;
  /** The bookings of one slot that were placed, or expired, together and in the same way. */
  booking_ids: string[] | null;
  /** The slot that was changed, or that of the bookings. */
  slot_id: string | null;
  before: JSONColumnType<Fields> | null;
  after: JSONColumnType<Fields> | null;
  /** Whether this change took the slot's last free place (true), or freed one of a sold-out slot (false); null: neither. */
  sold_out: boolean | null;
}

/** Written by processes of the version before alone, in a rolling restart; a trigger puts it into the audit. */
export interface FormerEventsTable {
  id: GeneratedAlways<string>;
  transaction_id: Generated<string>;
  at: Timestamp;
  type: string;
  slot_id: string;
  booking_id: string | null;
  data: JSONColumnType<Fields>;
}

/** How far those who read events on behalf of the server have come. */
export interface EventConsumersTable {
  name: string;
  /** The entry of the last event that was handled, and which of its events that was. */
  entry: string;
  part: number;
}

/** Keys of members of staff; never deleted, because the audit names them. */
export interface ApiKeysTable {
  id: string;
  name: string;
  role: "admin" | "desk";
  /** SHA-256 of the key. */
  hash: Buffer;
  created_at: Timestamp;
  expires_at: Date | null;
  /** Written once a minute at most. */
  last_used_at: Date | null;
  revoked_at: Date | null;
}

/** Sessions of members of staff in the console. */
export interface SessionsTable {
  id: string;
  /** The key that it began with, and whose rights it has; null: that of the environment. */
  key_id: string | null;
  /** SHA-256 of its secret; made with the environment's key where it began with that. */
  hash: Buffer;
  created_at: Timestamp;
  /** Written once a minute at most. */
  last_used_at: Timestamp;
  /** When it ends, however much it is used. */
  expires_at: Date;
}

/** Entries of the slots' waitlists. */
export interface WaitlistEntriesTable {
  id: string;
  /** The order of arrival, given under the slot's lock. */
  number: GeneratedAlways<string>;
  slot_id: string;
  quantity: number;
  customer_name: string;
  customer_contact: string | null;
  /** The key of a contact that is not ASCII. */
  contact_key: string | null;
  status: ColumnType<"WAITING" | "PROMOTED" | "LEFT", "WAITING" | undefined, "WAITING" | "PROMOTED" | "LEFT">;
  /** The hold that a promoted entry became. */
  booking_id: string | null;
  /** SHA-256 of the holder's token; null where the entry is older than tokens are. */
  token_hash: Buffer | null;
  /** The language of mails to the customer; null: the server's. */
  language: "en" | "de" | null;
  created_at: Timestamp;
  updated_at: Timestamp;
}

/** Addresses that hear of events. */
export interface WebhooksTable {
  id: string;
  url: string;
  topics: string[];
  description: string | null;
  active: Generated<boolean>;
  /** Why the server has made it inactive. */
  disabled_for: "GONE" | "FAILING" | null;
  /** What its deliveries are signed with. */
  secret: Buffer;
  /** The secret before, which counts until `previous_secret_until`. */
  previous_secret: Buffer | null;
  previous_secret_until: Date | null;
  /** The attempts that have failed since the last that was accepted, and the time of the first of them. */
  failures: Generated<number>;
  failing_since: Date | null;
  /** Nothing is sent before this time. */
  retry_at: Date | null;
  /** The process that sends to it, and until when no other may. */
  leased_by: string | null;
  leased_until: Date | null;
  created_at: Timestamp;
  updated_at: Timestamp;
}

/** What is sent: one for each event, whoever hears of it. No names or contacts. */
export interface WebhookMessagesTable {
  /** The id of the event. */
  id: string;
  type: string;
  /** JSON, byte for byte as it is signed and sent. */
  body: string;
  created_at: Timestamp;
}

/** What is sent, or was sent, to each webhook. */
export interface WebhookDeliveriesTable {
  id: string;
  /** The order in which the deliveries of a webhook with the same `order_key` are sent. */
  number: GeneratedAlways<string>;
  webhook_id: string;
  message_id: string;
  /** The booking; else the slot, or what else the event is about. */
  order_key: string;
  status: Generated<"PENDING" | "DELIVERED" | "FAILED">;
  /** The attempts that have failed since it was to be sent, or sent again. */
  failures: Generated<number>;
  due_at: Timestamp;
  first_attempt_at: Date | null;
  /** Every attempt, oldest first, as the contract's `DeliveryAttempt`. */
  attempts: ColumnType<object, string | undefined, string>;
  created_at: Timestamp;
}

/** Mails to customers, without names and contacts. */
export interface MailsTable {
  /** Also what its Message-ID is made of. */
  id: string;
  booking_id: string;
  /** The slot that it tells of. */
  slot_id: string;
  /** The event that it tells of; of a reminder `reminder_` and the entry. No two mails of a booking have the same. */
  event_id: string;
  /** The entry of the audit that it tells of. */
  entry: string;
  kind: "confirmed" | "cancelled" | "moved" | "changed" | "promoted" | "reminder";
  /** SENDING is committed before the dialogue; what a dead process leaves so becomes UNKNOWN, and is not sent again. */
  state: ColumnType<MailState, MailState | undefined, MailState>;
  /** Dialogues that were begun. */
  attempts: Generated<number>;
  /** When the next attempt may begin. */
  due_at: Timestamp;
  /** What the server answered when it refused the mail: its code, `550 5.1.1`. */
  problem: string | null;
  /** SHA-256 of the token in its link. */
  token_hash: Buffer | null;
  created_at: Timestamp;
  updated_at: Timestamp;
}

export type MailState = "QUEUED" | "SENDING" | "SENT" | "BOUNCED" | "UNKNOWN" | "GIVEN_UP" | "SKIPPED";

/** Calendars of resources, to subscribe to. */
export interface CalendarsTable {
  resource_id: string;
  /** SHA-256 of the secret in its address. */
  secret_hash: Buffer;
  /** Whether its entries have the customers' names. */
  names_customers: boolean;
  created_at: Timestamp;
}
