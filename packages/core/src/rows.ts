import type {
  AuditAction,
  AuditEntry,
  Booking,
  Event,
  EventType,
  ExportedBooking,
  Key,
  Resource,
  Schedule,
  Slot,
  WaitlistEntry,
} from "@holdfast/contract";
import type {
  ApiKeysTable,
  AuditTable,
  BookingsTable,
  EventsTable,
  ResourcesTable,
  SchedulesTable,
  SlotsTable,
  WaitlistEntriesTable,
} from "@holdfast/db";
import { type RawBuilder, type Selectable, sql } from "kysely";
import { duePlaces, isDue } from "./hold-waves.ts";

/* Where snake_case rows become camelCase. */

/** True for a customer's contact, in capitals or not; an index has just this expression. */
export const hasContact = (contact: string) =>
  sql<boolean>`lower(bookings.customer_contact) = lower(${contact}::text)`;

/** The columns of a booking as of now: a due hold reads as FAILED before any worker wrote that. */
export const bookingColumns = [
  "bookings.id",
  "bookings.slot_id",
  "bookings.customer_name",
  "bookings.customer_contact",
  "bookings.quantity",
  "bookings.checked_in_at",
  "bookings.no_show_at",
  "bookings.expires_at",
  "bookings.created_at",
  "bookings.updated_at",
  sql<BookingsTable["status"]>`CASE WHEN ${isDue} THEN 'FAILED' ELSE bookings.status END`.as("status"),
  sql<
    BookingsTable["failure_reason"]
  >`CASE WHEN ${isDue} THEN 'HOLD_EXPIRED' ELSE bookings.failure_reason END`.as("failure_reason"),
] as const;

/* Conditions on slots are one CASE each: PostgreSQL takes that for true of half of the slots. Before it has
   analyzed a column it takes IS NULL for rare, and would plan for a handful of slots. */

/** False for a deleted slot. */
export const isNotDeleted = sql<boolean>`CASE WHEN slots.deleted_at IS NULL THEN true ELSE false END`;

/**
 * True for a slot that can be booked at that time: it is not deleted, not closed, and the time lies in its
 * booking window. Whether a place is free is another question.
 */
export const isBookableAt = (time: RawBuilder<Date>) => sql<boolean>`CASE
  WHEN slots.closed OR slots.deleted_at IS NOT NULL THEN false
  ELSE coalesce(slots.bookable_from <= ${time}, true) AND coalesce(slots.bookable_until > ${time}, true)
END`;

/** The columns of a slot joined with its resource; `live_booked` leaves due holds out. */
export const slotColumns = [
  "slots.id",
  "slots.resource_id",
  "slots.starts_at",
  "slots.ends_at",
  "slots.capacity",
  "slots.waiting",
  "slots.closed",
  "slots.bookable_from",
  "slots.bookable_until",
  "slots.cancel_until",
  "slots.created_at",
  "resources.kind",
  "resources.name as resource_name",
  sql<number>`slots.booked - ${duePlaces}`.as("live_booked"),
] as const;

/** The columns of a waitlist's entry, with its position among those who wait. */
export const waitlistColumns = [
  "waitlist_entries.id",
  "waitlist_entries.number",
  "waitlist_entries.slot_id",
  "waitlist_entries.status",
  "waitlist_entries.quantity",
  "waitlist_entries.booking_id",
  "waitlist_entries.customer_name",
  "waitlist_entries.customer_contact",
  "waitlist_entries.created_at",
  "waitlist_entries.updated_at",
  sql<number | null>`CASE WHEN waitlist_entries.status = 'WAITING' THEN (
    SELECT count(*)::integer FROM waitlist_entries AS earlier
    WHERE earlier.slot_id = waitlist_entries.slot_id AND earlier.status = 'WAITING'
      AND earlier.number <= waitlist_entries.number
  ) END`.as("position"),
] as const;

/** A time inside of JSON, as answers write it: ISO 8601 in UTC, milliseconds. */
export const wireTime = (time: RawBuilder<Date>) =>
  sql<string>`to_char(${time} AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;

export const resourceColumns = ["id", "kind", "name", "specialization", "exclusive", "created_at"] as const;

/** The columns of a schedule; days and times of day as text, because pg would put them into the process's zone. */
export const scheduleColumns = [
  "schedules.id",
  "schedules.resource_id",
  "schedules.rrule",
  "schedules.time_zone",
  "schedules.slot_minutes",
  "schedules.gap_minutes",
  "schedules.capacity",
  "schedules.lead_minutes",
  "schedules.horizon_days",
  "schedules.created_at",
  "schedules.updated_at",
  sql<string>`to_char(schedules.starts_on, 'YYYY-MM-DD')`.as("starts_on"),
  sql<string>`left(schedules.opens_at::text, 5)`.as("opens_at"),
  sql<string>`left(schedules.closes_at::text, 5)`.as("closes_at"),
  sql<string[]>`ARRAY(
    SELECT to_char(day, 'YYYY-MM-DD') FROM schedule_exceptions WHERE schedule_id = schedules.id ORDER BY day
  )`.as("exceptions"),
] as const;

/** The columns of an API key: all but its hash. */
export const keyColumns = [
  "id",
  "name",
  "role",
  "created_at",
  "expires_at",
  "last_used_at",
  "revoked_at",
] as const;

/** True for a key that is neither revoked nor at its end. */
export const isUsable = sql<boolean>`(revoked_at IS NULL AND coalesce(expires_at > clock_timestamp(), true))`;

export type BookingRow = Omit<Selectable<BookingsTable>, "token_hash" | "settled">;
type ResourceRow = Pick<Selectable<ResourcesTable>, (typeof resourceColumns)[number]>;
type SlotRow = Omit<
  Selectable<SlotsTable>,
  "booked" | "updated_at" | "deleted_at" | "schedule_id" | "exclusive"
> & {
  kind: ResourcesTable["kind"];
  resource_name: string;
  live_booked: number;
};

type ScheduleRow = Omit<Selectable<SchedulesTable>, "starts_on"> & {
  starts_on: string;
  exceptions: string[];
};

type KeyRow = Pick<Selectable<ApiKeysTable>, (typeof keyColumns)[number]>;

export type AuditRow = Selectable<AuditTable>;

/** A booking row as the contract's `Booking`. */
export const toBooking = (row: BookingRow): Booking => ({
  id: row.id,
  slotId: row.slot_id,
  status: row.status,
  failureReason: row.failure_reason,
  quantity: row.quantity,
  customerName: row.customer_name,
  customerContact: row.customer_contact,
  checkedInAt: row.checked_in_at?.toISOString() ?? null,
  noShowAt: row.no_show_at?.toISOString() ?? null,
  expiresAt: row.expires_at.toISOString(),
  createdAt: row.created_at.toISOString(),
  updatedAt: row.updated_at.toISOString(),
});

/** A booking with what its slot's row, joined with the resource, says. */
export const toExportedBooking = (
  booking: Booking,
  slot: Pick<SlotRow, "resource_name" | "starts_at" | "ends_at">,
): ExportedBooking => ({
  ...booking,
  resourceName: slot.resource_name,
  startsAt: slot.starts_at.toISOString(),
  endsAt: slot.ends_at.toISOString(),
});

/** A resource row as the contract's `Resource`. */
export const toResource = (row: ResourceRow): Resource => ({
  id: row.id,
  kind: row.kind,
  name: row.name,
  specialization: row.specialization,
  exclusive: row.exclusive,
  createdAt: row.created_at.toISOString(),
});

/** A slot row, joined with its resource, as the contract's `Slot`. */
export const toSlot = (row: SlotRow): Slot => ({
  id: row.id,
  resourceId: row.resource_id,
  kind: row.kind,
  resourceName: row.resource_name,
  startsAt: row.starts_at.toISOString(),
  endsAt: row.ends_at.toISOString(),
  capacity: row.capacity,
  booked: row.live_booked,
  available: row.capacity - row.live_booked,
  waiting: row.waiting,
  closed: row.closed,
  bookableFrom: row.bookable_from?.toISOString() ?? null,
  bookableUntil: row.bookable_until?.toISOString() ?? null,
  cancelUntil: row.cancel_until,
  createdAt: row.created_at.toISOString(),
});

/** A schedule row with its exceptions as the contract's `Schedule`. */
export const toSchedule = (row: ScheduleRow): Schedule => ({
  id: row.id,
  resourceId: row.resource_id,
  rrule: row.rrule,
  timeZone: row.time_zone,
  startsOn: row.starts_on,
  opensAt: row.opens_at,
  closesAt: row.closes_at,
  slotMinutes: row.slot_minutes,
  gapMinutes: row.gap_minutes,
  capacity: row.capacity,
  leadMinutes: row.lead_minutes,
  horizonDays: row.horizon_days,
  exceptions: row.exceptions,
  createdAt: row.created_at.toISOString(),
  updatedAt: row.updated_at.toISOString(),
});

/**
 * An entry of the audit as the contract's `AuditEntry`.
 * @param bookingId the booking in question: of an entry that it shares with others, only itself is told
 */
export const toAuditEntry = (row: AuditRow, bookingId?: string): AuditEntry => ({
  id: row.id,
  at: row.at.toISOString(),
  actor: row.actor,
  action: row.action as AuditAction,
  subjectId: row.subject_id ?? bookingId ?? null,
  slotId: row.slot_id,
  bookingIds: bookingId ? [bookingId] : (row.booking_ids ?? ownBooking(row)),
  before: row.before,
  after: row.after,
});

const ownBooking = ({ action, subject_id }: AuditRow) =>
  action.startsWith("booking.") && subject_id ? [subject_id] : [];

/** An event as the contract's `Event`; `cursor` is its position. */
export const toEvent = (row: Selectable<EventsTable>, cursor: string): Event => ({
  cursor,
  at: row.at.toISOString(),
  type: row.type as EventType,
  slotId: row.slot_id,
  bookingId: row.booking_id,
  data: row.data,
});

/** A row of an API key as the contract's `Key`. */
export const toKey = (row: KeyRow): Key => ({
  id: row.id,
  name: row.name,
  role: row.role,
  createdAt: row.created_at.toISOString(),
  expiresAt: row.expires_at?.toISOString() ?? null,
  lastUsedAt: row.last_used_at?.toISOString() ?? null,
  revokedAt: row.revoked_at?.toISOString() ?? null,
});

/** A waitlist's entry as the contract's `WaitlistEntry`. */
export const toWaitlistEntry = (
  row: Omit<Selectable<WaitlistEntriesTable>, "token_hash"> & { position: number | null },
): WaitlistEntry => ({
  id: row.id,
  slotId: row.slot_id,
  status: row.status,
  quantity: row.quantity,
  position: row.position,
  bookingId: row.booking_id,
  customerName: row.customer_name,
  customerContact: row.customer_contact,
  createdAt: row.created_at.toISOString(),
  updatedAt: row.updated_at.toISOString(),
});
