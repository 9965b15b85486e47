import { HoldfastError } from "@holdfast/contract";
import type { BookingsTable } from "@holdfast/db";
import { sql } from "kysely";
import { isExpired } from "../inventory/index.ts";
import type { Db, DbContext, SiteContext } from "../shared/index.ts";
import { type CalendarEvent, calendarText } from "./calendar-text.ts";
import { placedEntryOf, revisionOf, sequenceOf } from "./revisions.ts";
import { placesText } from "./texts.ts";

/** What calendars and mails tell of a booking. */
export interface ToldBooking {
  id: string;
  status: BookingsTable["status"];
  quantity: number;
  language: BookingsTable["language"];
  customerName: string;
  customerContact: string | null;
  expiresAt: Date;
  startsAt: Date;
  endsAt: Date;
  /** Whether the slot has ended. */
  isOver: boolean;
  resourceName: string;
  timeZone: string | null;
  createdAt: Date;
  /** The entry of the audit that tells of its placing. */
  placedEntry: string | null;
  /** That of its last change of status, times or places; null: none. */
  entry: string | null;
  changedAt: Date | null;
}

/**
 * Reads what is told of a booking; undefined where there is none.
 * @param slotId the slot whose times are told, where the booking may have moved on
 */
export async function readToldBooking(db: Db, id: string, slotId?: string): Promise<ToldBooking | undefined> {
  const { rows } = await sql<ToldBooking>`
    SELECT bookings.id, CASE WHEN ${isExpired} THEN 'FAILED' ELSE bookings.status END AS status, bookings.quantity,
      bookings.language, bookings.customer_name AS "customerName", bookings.customer_contact AS "customerContact",
      bookings.expires_at AS "expiresAt", slots.starts_at AS "startsAt", slots.ends_at AS "endsAt",
      slots.ends_at < statement_timestamp() AS "isOver",
      resources.name AS "resourceName", resources.time_zone AS "timeZone", bookings.created_at AS "createdAt",
      ${placedEntryOf}::text AS "placedEntry", revision.entry::text AS entry, revision.at AS "changedAt"
    FROM bookings JOIN slots ON slots.id = coalesce(${slotId ?? null}::uuid, bookings.slot_id)
      JOIN resources ON resources.id = slots.resource_id LEFT JOIN LATERAL ${revisionOf} AS revision ON true
    WHERE bookings.id = ${id}`.execute(db);
  return rows[0];
}

const STATUSES = {
  PENDING: "TENTATIVE",
  CONFIRMED: "CONFIRMED",
  FAILED: "CANCELLED",
  CANCELLED: "CANCELLED",
} as const;

/** The entry of a calendar for a booking. */
export function bookingEvent({ language, publicUrl }: SiteContext, booking: ToldBooking): CalendarEvent {
  const { id, status, quantity, startsAt, endsAt, resourceName, timeZone } = booking;
  const hasExpired = status === "FAILED";
  return {
    uid: uidOf(id),
    sequence: sequenceOf(booking.entry, booking.placedEntry, hasExpired),
    status: STATUSES[status],
    startsAt,
    endsAt,
    timeZone: timeZone ?? "UTC",
    changedAt: hasExpired ? booking.expiresAt : (booking.changedAt ?? booking.createdAt),
    summary: resourceName,
    description: placesText(booking.language ?? language, quantity),
    url: publicUrl === undefined ? undefined : `${publicUrl}/b/${id}`,
  };
}

/** The UID of a booking or a slot. */
export const uidOf = (id: string) => `${id}@holdfast`;

/**
 * Writes the calendar of one booking: a single entry, TENTATIVE for a hold, and CANCELLED once it is over.
 * @returns iCalendar's text, the same as long as the booking is
 * @throws BOOKING_NOT_FOUND
 */
export async function bookingCalendar(ctx: DbContext & SiteContext, { id }: { id: string }): Promise<string> {
  const booking = await readToldBooking(ctx.db, id);
  if (!booking) throw new HoldfastError("BOOKING_NOT_FOUND");
  return calendarText("PUBLISH", [bookingEvent(ctx, booking)]);
}
