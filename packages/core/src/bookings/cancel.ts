import {
  type Booking,
  type CancelBookingInput,
  type CancelledBooking,
  HoldfastError,
} from "@holdfast/contract";
import { executePrepared } from "@holdfast/db";
import { sql } from "kysely";
import { lockingTransaction } from "../concurrency/index.ts";
import { type KeyedRequest, keyedChange, runIdempotentWithin } from "../idempotency/index.ts";
import {
  isAvailableAgain,
  isFirstOfSlot,
  type LockedSlot,
  releasePlaces,
  withLockedSlots,
} from "../inventory/index.ts";
import {
  isStaffSql,
  nextVersion,
  type ReleaseContext,
  type ReplayOptions,
  type Trx,
} from "../shared/index.ts";
import {
  type BookingRow,
  readBooking,
  requireStatus,
  selectForUpdate,
  toBooking,
  withSlots,
} from "./booking.ts";
import {
  type BookingChange,
  type ChangeContext,
  idsOf,
  mayCancel,
  requestedChanges,
  returnedColumns,
} from "./change.ts";

/**
 * Cancels a live hold or a confirmed booking, clears a no-show, and releases the places in the same transaction, which
 * simultaneous cancellations share, except those with an idempotency key, which happen once. A repetition without one
 * changes nothing.
 * @returns the booking, and how many places it released, whoever has got them since
 * @throws BOOKING_NOT_FOUND; HOLD_EXPIRED; BOOKING_CHECKED_IN where the customer has come; CANCELLATION_CLOSED where
 *   the booking is confirmed and only staff may cancel it any more, because of the time or a no-show;
 *   IDEMPOTENCY_KEY_IN_USE, IDEMPOTENCY_MISMATCH; BUSY where the slot stays locked
 */
export async function cancelBooking(
  { changes, actor }: ChangeContext,
  input: CancelBookingInput,
  options: ReplayOptions = {},
): Promise<CancelledBooking> {
  const { id } = input;
  const request = keyedChange(actor, "bookings.cancel", input);
  const booking = await (request
    ? changes.cancelOnce({ id, actor }, request, options)
    : changes.cancellations.submit({ id, actor }));
  // A cancelled booking keeps the quantity that it had.
  return { ...booking, releasedPlaces: booking.quantity };
}

/** The context of cancelling inside a transaction of its own. */
interface CancelContext extends ReleaseContext {
  /** Whether customers, too, may cancel what has ended. */
  isOpenToAll: boolean;
}

/**
 * Cancels the live holds and confirmed bookings among these, except where the slot or the booking is locked.
 * @returns the cancelled bookings in the order of the changes; undefined for the others, which `cancelOneBooking` decides
 */
export async function cancelBookings(
  { db, isOpenToAll, ...release }: CancelContext,
  changes: readonly BookingChange[],
): Promise<(Booking | undefined)[]> {
  const rows = await db.transaction().execute(async (trx) => {
    const ofBookings = idsOf(changes);
    const cancel = async (slots: readonly LockedSlot[]) =>
      slots.length > 0 ? cancelOnLockedSlots(trx, changes, slots, isOpenToAll) : [];
    return withLockedSlots({ trx, ...release }, { ofBookings }, cancel, "skip");
  });
  const cancelled = new Map(rows.map((row) => [row.id, toBooking(row)]));
  return changes.map(({ id }) => cancelled.get(id));
}

/** A booking may be moved to another slot, or be locked, while its slot is locked. */
const CANCEL_MAX_ATTEMPTS = 3;

/**
 * Cancels one booking, and waits for the locks of its slot and itself.
 * @param request of an idempotency key, whose record commits with the cancellation
 * @throws as `cancelBooking`
 */
export async function cancelOneBooking(
  { db, isOpenToAll, ...release }: CancelContext,
  change: BookingChange,
  request?: KeyedRequest,
  options: ReplayOptions = {},
): Promise<Booking> {
  const { id } = change;
  for (let attempt = 1; attempt <= CANCEL_MAX_ATTEMPTS; attempt += 1) {
    const { slotId: subject } = await readBooking(db, id);
    const cancel = (trx: Trx) =>
      withLockedSlots({ trx, ...release }, { ofBookings: [id] }, async (slots) => {
        // Locked, so that the reason for a refusal does not change before it is read.
        const row = await selectForUpdate(trx, id).skipLocked().executeTakeFirst();
        if (!slots.some((slot) => slot.id === row?.slot_id)) return undefined;
        const [cancelled] = await cancelOnLockedSlots(trx, [change], slots, isOpenToAll);
        return cancelled ? toBooking(cancelled) : requireStatus(trx, id, "CANCELLED");
      });
    const booking = await lockingTransaction(db, subject, (trx) =>
      runIdempotentWithin(trx, request, options, () => cancel(trx)),
    );
    if (booking) return booking;
    // The wait for a booking comes without the lock of a slot, because it would block the slot's other requests.
    await lockingTransaction(db, id, (trx) => selectForUpdate(trx, id).execute());
  }
  throw new HoldfastError("BUSY", "The booking is in use");
}

/**
 * Cancels the live holds and confirmed bookings of locked slots, except those that others have locked or that the actor
 * may no longer cancel. It must be a statement after the slots' lock, so that its clock and its snapshot are later than
 * any wait.
 */
export function cancelOnLockedSlots(
  trx: Trx,
  changes: readonly BookingChange[],
  slots: readonly LockedSlot[],
  isOpenToAll: boolean,
): Promise<BookingRow[]> {
  return executePrepared(
    trx,
    sql<BookingRow>`
    WITH ${requestedChanges(changes)}, live AS MATERIALIZED (
      SELECT id, status FROM bookings
      WHERE id IN (SELECT asked.id FROM asked JOIN bookings AS booking USING (id) JOIN slots ON slots.id = booking.slot_id
          WHERE booking.status = 'PENDING' OR (${mayCancel(sql.ref("asked.actor"), isOpenToAll)}
            AND (booking.no_show_at IS NULL OR ${isStaffSql(sql.ref("asked.actor"))})))
        AND slot_id = ANY(${slots.map(({ id }) => id)}::uuid[])
        AND ((status = 'CONFIRMED' AND checked_in_at IS NULL) OR (status = 'PENDING' AND expires_at > clock_timestamp()))
      ORDER BY id FOR NO KEY UPDATE SKIP LOCKED
    ), cancelled AS (
      UPDATE bookings SET status = 'CANCELLED', no_show_at = NULL, updated_at = ${nextVersion("bookings")} FROM live
      WHERE bookings.id = live.id RETURNING ${returnedColumns}
    ), released AS (${releasePlaces("cancelled")}
      RETURNING slots.id AS slot_id, ${isAvailableAgain} AS is_available_again
    ), audited AS (
      INSERT INTO audit (at, actor, action, subject_id, slot_id, before, after, sold_out)
      SELECT updated_at, actor, 'booking.cancelled', id, slot_id, jsonb_build_object('status', live.status),
        '{"status":"CANCELLED"}', CASE WHEN is_available_again AND ${isFirstOfSlot} THEN false END
      FROM cancelled JOIN live USING (id) JOIN asked USING (id) JOIN released USING (slot_id)
    )
    ${withSlots("cancelled")}`,
  );
}
