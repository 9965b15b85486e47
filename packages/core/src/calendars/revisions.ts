import { type RawBuilder, sql } from "kysely";

/* The revision of a booking is the entry of the audit that last changed its status, its times or its places. Ids of entries are given under
   the locks of what they tell of, so a later revision has a larger id, whatever the clock says. */

/** The actions that change the status, the slot or the quantity of a booking. */
const TELLING = sql`('booking.confirmed', 'booking.reacquired', 'booking.rescheduled', 'booking.quantity_changed',
  'booking.cancelled')`;

/** Whether an entry of a slot has changed its times. */
export const changesTimes = sql<boolean>`(action LIKE 'slot.%' AND after ?| ARRAY['startsAt', 'endsAt'])`;

/**
 * A lateral subquery `revision (entry, at)` of the booking in a row of `bookings`: one row, or none for a hold that is as it was
 * placed.
 */
export const revisionOf: RawBuilder<unknown> = sql`(
  SELECT id AS entry, at FROM (
    SELECT id, at FROM audit WHERE subject_id = bookings.id AND action IN ${TELLING}
    UNION ALL
    SELECT id, at FROM audit WHERE subject_id = bookings.slot_id AND before IS NOT NULL AND ${changesTimes}
  ) AS told ORDER BY id DESC LIMIT 1)`;

/** The entry that tells of the placing of the booking in a row of `bookings`: all of its revisions come later. */
export const placedEntryOf = sql<string | null>`(
  SELECT audit.id FROM audit WHERE at = bookings.created_at AND bookings.id = ANY(booking_ids) AND audit.slot_id = coalesce((
    SELECT (moved.before ->> 'slotId')::uuid FROM audit AS moved
    WHERE moved.subject_id = bookings.id AND moved.action = 'booking.rescheduled' ORDER BY moved.id LIMIT 1
  ), bookings.slot_id) ORDER BY audit.id LIMIT 1)`;

/** The largest SEQUENCE that clients take. */
const SEQUENCE_MAX = 2 ** 31 - 1;

/**
 * The SEQUENCE of a revision: the entries of the audit since the placing, in steps of two, so that the expiry of a hold, which
 * need not be written down, has a place between two revisions.
 */
export function sequenceOf(entry: string | null, placedEntry: string | null, isExpired = false): number {
  const entries = entry === null ? 0 : Math.max(0, Number(BigInt(entry) - BigInt(placedEntry ?? 0)));
  return Math.min(2 * entries + Number(isExpired), SEQUENCE_MAX);
}
