import { type Database, executePrepared } from "@holdfast/db";
import { type Kysely, type RawBuilder, sql, type Transaction } from "kysely";
import { type Actor, isStaffSql } from "./audit.ts";
import { type BookingRow, bookingColumns } from "./rows.ts";
import { skipIf } from "./slot-locks.ts";

/* The statements that confirm and cancel; what they decide together is told in booking.ts. */

/** A booking that is to be confirmed or cancelled, and who asks for it. */
export interface BookingChange {
  id: string;
  actor: Actor;
}

const idsOf = (asked: readonly BookingChange[]) => asked.map(({ id }) => id);

/** Who asked: the first, where several asked for the same. */
const askedBy = (asked: readonly BookingChange[]) => sql`asked AS MATERIALIZED (
      SELECT DISTINCT ON (id) id, actor
      FROM unnest(${idsOf(asked)}::uuid[], ${asked.map(({ actor }) => actor)}::text[])
        WITH ORDINALITY AS asked (id, actor, n) ORDER BY id, n
    )`;

const columns = sql.join(
  bookingColumns.map((column) => (typeof column === "string" ? sql.ref(column) : column)),
);

/** Whether somebody may take a booking off its slot: staff always, others until `cancel_until` hours before it starts. */
export const mayCancel = (actor: RawBuilder<unknown>) => sql<boolean>`(
  ${isStaffSql(actor)} OR slots.cancel_until IS NULL
  OR clock_timestamp() < slots.starts_at - make_interval(hours => slots.cancel_until))`;

/**
 * Confirms those of the bookings that are live holds, in one statement. Rows are locked in the order of their
 * ids, and the clock is looked at again under the lock: a hold may have ended while it was waited for.
 * @param locking whether to wait for bookings that somebody else has locked, or to leave them out
 * @returns the bookings that were confirmed
 */
export function confirmLiveHolds(
  db: Kysely<Database>,
  asked: readonly BookingChange[],
  locking: "wait" | "skip",
): Promise<BookingRow[]> {
  return executePrepared(
    db,
    sql<BookingRow>`
    WITH live AS MATERIALIZED (
      SELECT id FROM bookings
      WHERE id = ANY(${idsOf(asked)}::uuid[]) AND status = 'PENDING' AND expires_at > clock_timestamp()
      ORDER BY id FOR UPDATE ${skipIf(locking)}
    ), confirmed AS (
      UPDATE bookings SET status = 'CONFIRMED', updated_at = clock_timestamp() FROM live
      WHERE bookings.id = live.id AND bookings.expires_at > clock_timestamp()
      RETURNING ${columns}
    ), ${askedBy(asked)}, audited AS (
      INSERT INTO audit (at, actor, action, subject_id, slot_id, before, after)
      SELECT updated_at, actor, 'booking.confirmed', id, slot_id, '{"status":"PENDING"}', '{"status":"CONFIRMED"}'
      FROM confirmed JOIN asked USING (id)
    )
    SELECT * FROM confirmed`,
  );
}

/**
 * Locks the slots of bookings until the transaction ends, in the order of their ids.
 * @param locking whether to wait for slots that somebody else has locked, or to leave them out
 * @returns the slots that are locked now
 */
export async function lockSlotsOf(
  trx: Transaction<Database>,
  asked: readonly BookingChange[],
  locking: "wait" | "skip",
): Promise<{ id: string; waiting: number }[]> {
  return executePrepared(
    trx,
    sql<{ id: string; waiting: number }>`
    SELECT id, waiting FROM slots WHERE id IN (SELECT slot_id FROM bookings WHERE id = ANY(${idsOf(asked)}::uuid[]))
    ORDER BY id FOR UPDATE ${skipIf(locking)}`,
  );
}

/**
 * Cancels those of the bookings that are live holds or confirmed, and gives their places back to their slots.
 * Who is no member of staff is too late once the slot's `cancel_until` is reached.
 * It must be a statement after the slots' lock: its clock and its snapshot are then later than any wait for it.
 * Bookings that somebody else has locked are left out, so that nobody waits for one while slots are locked.
 * @returns the bookings that were cancelled
 */
export function cancelOnLockedSlots(
  trx: Transaction<Database>,
  asked: readonly BookingChange[],
  lockedSlotIds: readonly string[],
): Promise<BookingRow[]> {
  return executePrepared(
    trx,
    sql<BookingRow>`
    WITH ${askedBy(asked)}, live AS MATERIALIZED (
      SELECT id, status FROM bookings
      WHERE id IN (SELECT asked.id FROM asked JOIN bookings AS booking USING (id) JOIN slots ON slots.id = booking.slot_id
          WHERE ${mayCancel(sql.ref("asked.actor"))})
        AND slot_id = ANY(${lockedSlotIds}::uuid[])
        AND ((status = 'CONFIRMED' AND checked_in_at IS NULL) OR (status = 'PENDING' AND expires_at > clock_timestamp()))
      ORDER BY id FOR UPDATE SKIP LOCKED
    ), cancelled AS (
      UPDATE bookings SET status = 'CANCELLED', no_show_at = NULL, updated_at = clock_timestamp() FROM live
      WHERE bookings.id = live.id RETURNING ${columns}
    ), freed AS (
      UPDATE slots SET booked = booked - given.places
      FROM (SELECT slot_id, sum(quantity)::integer AS places FROM cancelled GROUP BY slot_id) AS given
      WHERE slots.id = given.slot_id
    ), audited AS (
      INSERT INTO audit (at, actor, action, subject_id, slot_id, before, after)
      SELECT updated_at, actor, 'booking.cancelled', id, slot_id, jsonb_build_object('status', live.status),
        '{"status":"CANCELLED"}'
      FROM cancelled JOIN live USING (id) JOIN asked USING (id)
    )
    SELECT * FROM cancelled`,
  );
}
