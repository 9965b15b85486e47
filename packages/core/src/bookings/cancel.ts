import { type Booking, HoldfastError } from "@holdfast/contract";
import { type Database, executePrepared } from "@holdfast/db";
import { sql, type Transaction } from "kysely";
import { patiently } from "../concurrency/index.ts";
import { type LockedSlot, releasePlaces, withLockedSlots } from "../inventory/index.ts";
import type { ReleaseContext } from "../shared/index.ts";
import { type BookingRow, getBooking, requireStatus, toBooking } from "./booking.ts";
import { askedBy, type BookingChange, type ChangeContext, columns, idsOf, mayCancel } from "./change.ts";

/**
 * Cancels a live hold or a confirmed booking and gives its places back in the same transaction. A no-show that
 * was noted is forgotten. Cancelling again gives the same answer. Cancellations that come at the same time share
 * a transaction.
 * @throws BOOKING_NOT_FOUND; HOLD_EXPIRED; BOOKING_CHECKED_IN where the customer has come; CANCELLATION_CLOSED where
 *   only staff may cancel any more; BUSY where the slot stays locked
 */
export function cancelBooking({ changes, actor }: ChangeContext, { id }: { id: string }): Promise<Booking> {
  return changes.cancellations.submit({ id, actor });
}

/**
 * Cancels those of the bookings that are live holds or confirmed, where nobody has the slot or the booking locked.
 * @returns in the order of asking; undefined for the others: `cancelOneBooking` knows more
 */
export async function cancelBookings(
  { db, ...release }: ReleaseContext,
  asked: readonly BookingChange[],
): Promise<(Booking | undefined)[]> {
  const rows = await db.transaction().execute(async (trx) => {
    const ofBookings = idsOf(asked);
    const cancel = async (slots: readonly LockedSlot[]) =>
      slots.length > 0 ? cancelOnLockedSlots(trx, asked, slots) : [];
    return withLockedSlots({ trx, ...release }, { ofBookings }, cancel, "skip");
  });
  const cancelled = new Map(rows.map((row) => [row.id, toBooking(row)]));
  return asked.map(({ id }) => cancelled.get(id));
}

/** A booking may be moved to another slot, or be in use, while its slot is locked. */
const CANCEL_MAX_ATTEMPTS = 3;

/** Cancels one booking, or says why not; see `cancelBooking`. */
export async function cancelOneBooking(
  { db, ...release }: ReleaseContext,
  asked: BookingChange,
): Promise<Booking> {
  const { id } = asked;
  for (let attempt = 1; attempt <= CANCEL_MAX_ATTEMPTS; attempt += 1) {
    const { slotId: subject } = await getBooking({ db }, { id });
    const booking = await patiently(db, subject, (trx) =>
      withLockedSlots({ trx, ...release }, { ofBookings: [id] }, async (slots) => {
        // Under its lock: the refusal that is told is then the one that was decided.
        const row = await selectForUpdate(trx, id).skipLocked().executeTakeFirst();
        if (!slots.some((slot) => slot.id === row?.slot_id)) return undefined;
        const [cancelled] = await cancelOnLockedSlots(trx, [asked], slots);
        return cancelled ? toBooking(cancelled) : requireStatus(trx, id, "CANCELLED");
      }),
    );
    if (booking) return booking;
    // Nobody waits for a booking while a slot is locked: that would be waited for, too.
    await patiently(db, id, (trx) => selectForUpdate(trx, id).execute());
  }
  throw new HoldfastError("BUSY", "The booking is in use");
}

const selectForUpdate = (trx: Transaction<Database>, id: string) =>
  trx.selectFrom("bookings").select("slot_id").where("id", "=", id).forUpdate();

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
  slots: readonly LockedSlot[],
): Promise<BookingRow[]> {
  return executePrepared(
    trx,
    sql<BookingRow>`
    WITH ${askedBy(asked)}, live AS MATERIALIZED (
      SELECT id, status FROM bookings
      WHERE id IN (SELECT asked.id FROM asked JOIN bookings AS booking USING (id) JOIN slots ON slots.id = booking.slot_id
          WHERE ${mayCancel(sql.ref("asked.actor"))})
        AND slot_id = ANY(${slots.map(({ id }) => id)}::uuid[])
        AND ((status = 'CONFIRMED' AND checked_in_at IS NULL) OR (status = 'PENDING' AND expires_at > clock_timestamp()))
      ORDER BY id FOR UPDATE SKIP LOCKED
    ), cancelled AS (
      UPDATE bookings SET status = 'CANCELLED', no_show_at = NULL, updated_at = clock_timestamp() FROM live
      WHERE bookings.id = live.id RETURNING ${columns}
    ), released AS (${releasePlaces("cancelled")}
    ), audited AS (
      INSERT INTO audit (at, actor, action, subject_id, slot_id, before, after)
      SELECT updated_at, actor, 'booking.cancelled', id, slot_id, jsonb_build_object('status', live.status),
        '{"status":"CANCELLED"}'
      FROM cancelled JOIN live USING (id) JOIN asked USING (id)
    )
    SELECT * FROM cancelled`,
  );
}
