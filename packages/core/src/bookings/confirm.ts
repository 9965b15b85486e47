import type { Booking } from "@holdfast/contract";
import { type Database, executePrepared } from "@holdfast/db";
import { type Kysely, sql } from "kysely";
import { patiently } from "../concurrency/index.ts";
import { type DbContext, skipIf } from "../shared/index.ts";
import { type BookingRow, requireStatus, toBooking } from "./booking.ts";
import { askedBy, type BookingChange, type ChangeContext, columns, idsOf } from "./change.ts";

/**
 * Makes a live hold a confirmed booking, decided by the database's clock. Confirming again gives the same answer.
 * Confirmations that come at the same time share a transaction: see `GroupCommit`.
 * @throws BOOKING_NOT_FOUND; HOLD_EXPIRED; BOOKING_NOT_PENDING where it was cancelled; BUSY
 */
export function confirmBooking({ changes, actor }: ChangeContext, { id }: { id: string }): Promise<Booking> {
  return changes.confirmations.submit({ id, actor });
}

/**
 * Confirms those of the bookings that are live holds and that nobody else is at: one compare-and-swap.
 * @returns in the order of asking; undefined for the others: `confirmOneBooking` knows more
 */
export async function confirmBookings(
  { db }: DbContext,
  asked: readonly BookingChange[],
): Promise<(Booking | undefined)[]> {
  const rows = await confirmLiveHolds(db, asked, "skip");
  const confirmed = new Map(rows.map((row) => [row.id, toBooking(row)]));
  return asked.map(({ id }) => confirmed.get(id));
}

/** Confirms one booking, or says why not; see `confirmBooking`. */
export async function confirmOneBooking({ db }: DbContext, asked: BookingChange): Promise<Booking> {
  const [confirmed] = await patiently(db, asked.id, (trx) => confirmLiveHolds(trx, [asked], "wait"));
  return confirmed ? toBooking(confirmed) : requireStatus(db, asked.id, "CONFIRMED");
}

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
