import type { EventType, ListEventsInput } from "@holdfast/contract";
import { type RawBuilder, sql } from "kysely";
import { z } from "zod";
import { entriesOfBooking } from "../audit/index.ts";
import { type Db, rowNumber } from "../shared/index.ts";

/* Events as rows: one or more for each entry of the audit. */

/** Beyond all events of an entry. */
export const LAST_PART = 2 ** 31 - 1;

/** The position of an event: its entry in the audit, and which of the entry's events it is, from 1 on. */
export const positionSchema = z.tuple([rowNumber, z.int().min(0).max(LAST_PART)]);

export type Position = z.output<typeof positionSchema>;

/** Before all events. */
export const BEGINNING: Position = ["0", 0];

/** Which events are asked for. */
export type EventFilter = Pick<ListEventsInput, "slotId" | "bookingId" | "resourceId"> & {
  /** Undefined: all. */
  types?: readonly EventType[] | undefined;
};

/** An event as its entry tells of it, without the state after it. */
export interface EventRow {
  /** The entry's id. */
  entry: string;
  /** Which of the entry's events it is. */
  part: number;
  at: Date;
  type: EventType;
  action: string;
  subjectId: string | null;
  slotId: string | null;
  bookingId: string | null;
  resourceId: string | null;
  before: Record<string, unknown> | null;
  after: Record<string, unknown> | null;
}

/** Actions that are an event: keys, calendars and webhooks are the staff's own affair, unless the server disables one. */
const TOLD = sql`(action = 'webhook.disabled' OR action NOT LIKE ALL (ARRAY['key.%', 'calendar.%', 'webhook.%']))`;

/** A booking that moves has an entry on each slot; the one of its new slot is the event. */
const bookingsOfEntry = sql`CASE
  WHEN action = 'booking.rescheduled' AND slot_id::text = before ->> 'slotId' THEN 0
  ELSE coalesce(cardinality(booking_ids), 1) END`;

/** The type of the event `part` of an entry. */
const typeOf = sql<EventType>`CASE
  WHEN part > bookings THEN CASE WHEN sold_out THEN 'slot.sold_out' ELSE 'slot.available' END
  WHEN action = 'booking.placed' THEN 'booking.held'
  WHEN action = 'booking.reacquired' THEN 'booking.confirmed'
  WHEN action = 'slot.updated' AND after -> 'closed' = 'true' THEN 'slot.closed'
  WHEN action = 'slot.updated' AND after -> 'closed' = 'false' THEN 'slot.reopened'
  WHEN action IN ('booking.erased', 'waitlist.erased') THEN 'customer.erased'
  ELSE action END`;

/** The doctor or show of an entry. The row of a slot or a schedule may be gone; its first entry stays. */
const resourceOf = sql`CASE
  WHEN action LIKE 'resource.%' THEN subject_id
  ELSE coalesce(
    (SELECT resource_id FROM slots WHERE slots.id = entry.slot_id),
    (SELECT resource_id FROM schedules WHERE action LIKE 'schedule.%' AND schedules.id = subject_id),
    (SELECT (made.after ->> 'resourceId')::uuid FROM audit AS made
      WHERE made.subject_id = coalesce(entry.slot_id, entry.subject_id) AND made.action LIKE '%.created' LIMIT 1)
  ) END`;

/**
 * Reads the events of entries beyond a position.
 * @param last the last entry that is looked at
 */
export async function readRows(
  db: Db,
  [entry, part]: Position,
  last: bigint,
  limit: number,
  filter: EventFilter,
): Promise<EventRow[]> {
  const { rows } = await sql<EventRow>`
    SELECT entry.id::text AS entry, part, at, type, action, subject_id AS "subjectId", entry.slot_id AS "slotId",
      CASE WHEN type LIKE 'slot.%' THEN NULL WHEN booking_ids IS NOT NULL THEN booking_ids[part]
        WHEN action LIKE 'booking.%' THEN subject_id ELSE (after ->> 'bookingId')::uuid END AS "bookingId",
      resource_id AS "resourceId", before, after
    FROM (
      SELECT *, ${bookingsOfEntry} AS bookings FROM (${entriesOf(filter)}) AS audit
      WHERE id >= ${entry}::bigint AND id <= ${String(last)}::bigint AND ${TOLD}
    ) AS entry
    CROSS JOIN LATERAL generate_series(1, bookings + (sold_out IS NOT NULL)::integer) AS part
    CROSS JOIN LATERAL (SELECT ${typeOf} AS type) AS typed
    CROSS JOIN LATERAL (SELECT ${resourceOf} AS resource_id) AS owned
    WHERE (entry.id, part) > (${entry}::bigint, ${part}::integer) AND ${passes(filter)}
    ORDER BY entry.id, part LIMIT ${limit}`.execute(db);
  return rows;
}

/** The entries among which a filter's events are. */
function entriesOf({ bookingId, slotId }: EventFilter): RawBuilder<unknown> {
  if (bookingId) {
    return sql`${entriesOfBooking(bookingId)} UNION ALL (
      SELECT audit.* FROM audit JOIN bookings ON bookings.id = ${bookingId} AND audit.slot_id = bookings.slot_id
      WHERE action = 'waitlist.promoted' AND after ->> 'bookingId' = ${bookingId})`;
  }
  if (slotId) return sql`SELECT * FROM audit WHERE slot_id = ${slotId}`;
  return sql`SELECT * FROM audit`;
}

/** Of a booking's shared entries only its own part is its event. */
function passes({ types, slotId, bookingId, resourceId }: EventFilter): RawBuilder<boolean> {
  const ofType = types ? sql`type = ANY(${types}::text[])` : sql`true`;
  const ofSlot = slotId ? sql`entry.slot_id = ${slotId}` : sql`true`;
  const ofResource = resourceId ? sql`resource_id = ${resourceId}` : sql`true`;
  const ofBooking = bookingId
    ? sql`part <= bookings AND (booking_ids IS NULL OR booking_ids[part] = ${bookingId})`
    : sql`true`;
  return sql<boolean>`${ofType} AND ${ofSlot} AND ${ofBooking} AND ${ofResource}`;
}
