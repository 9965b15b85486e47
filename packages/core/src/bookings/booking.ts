import { type Booking, type BookingStatus, HoldfastError } from "@holdfast/contract";
import {
  type BookingsTable,
  type Database,
  executePrepared,
  preparedStatement,
  type SlotsTable,
} from "@holdfast/db";
import { type Selectable, sql } from "kysely";
import { sharingById } from "../concurrency/index.ts";
import { CLOCK, isExpired } from "../inventory/index.ts";
import { type Db, metadataOf, nextVersion, type Trx } from "../shared/index.ts";

/** How many persons of the booking in a row of `bookings` were checked in. */
export const checkedInPersons = sql<number>`CASE
  WHEN bookings.checked_in_at IS NULL THEN 0 ELSE coalesce(bookings.checked_in, bookings.quantity) END`;

/** How many of these have left again. */
export const checkedOutPersons = sql<number>`CASE
  WHEN bookings.checked_in_at IS NULL THEN 0 ELSE coalesce(bookings.checked_out, 0) END`;

/** The columns of a booking. An expired hold reads as FAILED, whether or not that is written down. */
export const bookingColumns = [
  "bookings.id",
  "bookings.order_id",
  "bookings.slot_id",
  "bookings.customer_name",
  "bookings.customer_contact",
  "bookings.language",
  "bookings.mail_problem",
  "bookings.quantity",
  "bookings.checked_in_at",
  "bookings.no_show_at",
  checkedInPersons.as("checked_in"),
  checkedOutPersons.as("checked_out"),
  "bookings.attendees",
  "bookings.answers",
  "bookings.metadata",
  "bookings.external_id",
  "bookings.expires_at",
  "bookings.created_at",
  "bookings.updated_at",
  sql<BookingsTable["status"]>`CASE WHEN ${isExpired} THEN 'FAILED' ELSE bookings.status END`.as("status"),
  sql<
    BookingsTable["failure_reason"]
  >`CASE WHEN ${isExpired} THEN 'HOLD_EXPIRED' ELSE bookings.failure_reason END`.as("failure_reason"),
] as const;

/** The columns of a booking's slot and its resource, which `withSlots` joins. */
export const bookedSlotColumns = [
  "slots.starts_at",
  "slots.ends_at",
  "slots.resource_id",
  "resources.name as resource_name",
] as const;

/** The same for `RETURNING`. */
export const bookedSlot = sql`slots.starts_at, slots.ends_at, slots.resource_id, resources.name AS resource_name`;

/** A row of `bookingColumns`. */
export type BookingOnlyRow = Omit<
  Selectable<BookingsTable>,
  "contact_key" | "token_hash" | "former_token_hash" | "checked_in" | "checked_out"
> & { checked_in: number; checked_out: number };

/** A row of `bookingColumns` and `bookedSlotColumns`. */
export type BookingRow = BookingOnlyRow &
  Pick<Selectable<SlotsTable>, "starts_at" | "ends_at" | "resource_id"> & { resource_name: string };

/** An SQL expression that joins a relation of bookings with their slots, deleted ones too, and resources. */
export const withSlots = (bookings: string) => sql`
    SELECT ${sql.ref(bookings)}.*, slots.starts_at, slots.ends_at, slots.resource_id, resources.name AS resource_name
    FROM ${sql.ref(bookings)} JOIN slots ON slots.id = ${sql.ref(bookings)}.slot_id
      JOIN resources ON resources.id = slots.resource_id`;

export const toBooking = (row: BookingRow): Booking => ({
  id: row.id,
  orderId: row.order_id,
  slotId: row.slot_id,
  startsAt: row.starts_at.toISOString(),
  endsAt: row.ends_at.toISOString(),
  resourceId: row.resource_id,
  resourceName: row.resource_name,
  status: row.status,
  failureReason: row.failure_reason,
  quantity: row.quantity,
  customerName: row.customer_name,
  customerContact: row.customer_contact,
  language: row.language,
  mailProblem: row.mail_problem,
  checkedInAt: row.checked_in_at?.toISOString() ?? null,
  checkedIn: row.checked_in,
  checkedOut: row.checked_out,
  noShowAt: row.no_show_at?.toISOString() ?? null,
  attendees: row.attendees,
  answers: row.answers,
  ...metadataOf(row),
  expiresAt: row.expires_at.toISOString(),
  createdAt: row.created_at.toISOString(),
  updatedAt: row.updated_at.toISOString(),
});

/** Selects bookings with their slots, deleted ones too, and resources. */
export const selectBookings = (db: Db) =>
  db
    .selectFrom("bookings")
    .innerJoin("slots", "slots.id", "bookings.slot_id")
    .innerJoin("resources", "resources.id", "slots.resource_id")
    .select(bookingColumns)
    .select(bookedSlotColumns);

const selectBookingsById = preparedStatement<Database, { ids: readonly string[] }, BookingRow>((value, db) =>
  selectBookings(db).where("bookings.id", "=", sql<string>`ANY((SELECT ${value("ids")}::uuid[])::uuid[])`),
);

const sharedBooking = sharingById(async (db, ids) =>
  (await executePrepared(db, selectBookingsById({ ids }))).map(toBooking),
);

/**
 * Reads a booking with all that staff see. Outside a transaction it shares its statement with other reads.
 * @throws BOOKING_NOT_FOUND
 */
export async function readBooking(db: Db, id: string): Promise<Booking> {
  const booking = await sharedBooking(db, id);
  if (!booking) throw new HoldfastError("BOOKING_NOT_FOUND");
  return booking;
}

/**
 * Reads a booking that a verb could not change, for a repetition of the verb.
 * @internal
 * @param wanted the status that the verb leaves
 * @throws BOOKING_NOT_FOUND; where the booking has another status, the reason for the verb's refusal: HOLD_EXPIRED,
 *   BOOKING_CHECKED_IN, CANCELLATION_CLOSED or BOOKING_NOT_PENDING
 */
export async function requireStatus(db: Db, id: string, wanted: BookingStatus): Promise<Booking> {
  const booking = await readBooking(db, id);
  if (booking.status === wanted) return booking;
  if (booking.status === "FAILED") throw new HoldfastError("HOLD_EXPIRED", "The hold ended before this");
  // Only two things keep a live booking from being cancelled.
  if (wanted === "CANCELLED") {
    throw new HoldfastError(booking.checkedInAt ? "BOOKING_CHECKED_IN" : "CANCELLATION_CLOSED");
  }
  throw new HoldfastError("BOOKING_NOT_PENDING", `The booking is ${booking.status}`);
}

/** Selects a booking's slot, and locks the booking until the transaction ends. */
export const selectForUpdate = (trx: Trx, id: string) =>
  trx.selectFrom("bookings").select("slot_id").where("id", "=", id).forUpdate();

/** A booking under its lock; `isLive`: a hold that has not expired, or confirmed. */
export type LockedBooking = Pick<
  Selectable<BookingsTable>,
  | "status"
  | "quantity"
  | "order_id"
  | "slot_id"
  | "customer_contact"
  | "checked_in_at"
  | "no_show_at"
  | "expires_at"
> & { isLive: boolean; checkedIn: number };

/** Locks a booking until the transaction ends; says whether it is a live hold or confirmed. Undefined: there is none. */
export const lockLiveBooking = (trx: Trx, id: string): Promise<LockedBooking | undefined> =>
  selectForUpdate(trx, id)
    .select([
      "status",
      "quantity",
      "customer_contact",
      "order_id",
      "checked_in_at",
      "no_show_at",
      "expires_at",
      checkedInPersons.as("checkedIn"),
      sql<boolean>`status = 'CONFIRMED' OR (status = 'PENDING' AND expires_at > clock_timestamp())`.as(
        "isLive",
      ),
    ])
    .executeTakeFirst();

/**
 * Locks a booking of a locked slot until the transaction ends.
 * @throws BOOKING_NOT_FOUND; BUSY where the booking has been moved to another slot
 */
export async function lockBooking(trx: Trx, id: string, slotId: string): Promise<LockedBooking> {
  const booking = await lockLiveBooking(trx, id);
  if (!booking) throw new HoldfastError("BOOKING_NOT_FOUND");
  if (booking.slot_id !== slotId) throw new HoldfastError("BUSY", "The booking is being moved");
  return booking;
}

/**
 * Locks bookings in the order of their ids until the transaction ends; returns those that there are, by id. The lock leaves room
 * for mails that are being queued, whose rows refer to the bookings, in another order.
 */
export async function lockBookings(trx: Trx, ids: readonly string[]): Promise<Map<string, LockedBooking>> {
  const { rows } = await sql<LockedBooking & { id: string }>`
    WITH locked AS MATERIALIZED (
      SELECT id, order_id, slot_id, customer_contact, status, quantity, checked_in_at, no_show_at, expires_at, ${checkedInPersons} AS "checkedIn"
      FROM bookings WHERE id = ANY(${ids}::uuid[]) ORDER BY id FOR NO KEY UPDATE
    ), ${CLOCK}
    SELECT locked.*, status = 'CONFIRMED' OR (status = 'PENDING' AND expires_at > locked_at) AS "isLive"
    FROM locked, clock`.execute(trx);
  return new Map(rows.map((row) => [row.id, row]));
}

/** Changes a locked booking, and returns it. */
export async function writeBooking(
  trx: Trx,
  id: string,
  changes: Partial<
    Omit<LockedBooking, "isLive" | "checkedIn"> &
      Pick<BookingOnlyRow, "failure_reason"> &
      Pick<Selectable<BookingsTable>, "checked_in" | "attendees">
  >,
): Promise<Booking> {
  await trx
    .updateTable("bookings")
    .set({ ...changes, updated_at: nextVersion("bookings") })
    .where("id", "=", id)
    .execute();
  return readBooking(trx, id);
}
