import type { Booking, ConfirmBookingInput } from "@holdfast/contract";
import { executePrepared } from "@holdfast/db";
import { sql } from "kysely";
import { lockingTransaction } from "../concurrency/index.ts";
import { type KeyedRequest, keyedChange, runIdempotentWithin } from "../idempotency/index.ts";
import {
  type Actor,
  type Db,
  type DbContext,
  isStaffSql,
  nextVersion,
  type OnLocked,
  type ReplayOptions,
  skipIf,
  type Trx,
} from "../shared/index.ts";
import { lacksAnswers, requireAnswers } from "./answers.ts";
import {
  type BookingRow,
  bookedSlot,
  readBooking,
  requireStatus,
  selectForUpdate,
  toBooking,
} from "./booking.ts";
import {
  type BookingChange,
  type ChangeContext,
  idsOf,
  requestedChanges,
  returnedColumns,
} from "./change.ts";

/** What to confirm; `reacquire` is false where it is left out. */
type ConfirmInput = Pick<ConfirmBookingInput, "id"> & Partial<ConfirmBookingInput>;

/**
 * Confirms a hold that is live by the database's clock. Simultaneous confirmations share a transaction, except those with an
 * idempotency key, which happen once. A repetition without one changes nothing.
 * @throws BOOKING_NOT_FOUND; HOLD_EXPIRED; BOOKING_NOT_PENDING where it was cancelled; ANSWERS_MISSING where a customer's lacks what
 *   its resource requires; IDEMPOTENCY_KEY_IN_USE, IDEMPOTENCY_MISMATCH; BUSY
 */
export function confirmBooking(
  { changes, actor }: ChangeContext,
  input: ConfirmInput,
  options: ReplayOptions = {},
): Promise<Booking> {
  const { id } = input;
  const request = keyedConfirmation(actor, input);
  if (request) return changes.confirmOnce({ id, actor }, request, options);
  return changes.confirmations.submit({ id, actor });
}

/** The keyed request of a confirmation; undefined without an idempotency key. */
export function keyedConfirmation(actor: Actor, { reacquire = false, ...input }: ConfirmInput) {
  const payload = { ...input, reacquire };
  return keyedChange(actor, "bookings.confirm", payload);
}

/**
 * Confirms the live holds among these, except locked ones, by one compare-and-swap.
 * @returns the confirmed bookings in the order of the changes; undefined for the others, which `confirmOneBooking` decides
 */
export async function confirmBookings(
  { db }: DbContext,
  changes: readonly BookingChange[],
): Promise<(Booking | undefined)[]> {
  const rows = await confirmLiveHolds(db, changes, "skip");
  const confirmed = new Map(rows.map((row) => [row.id, toBooking(row)]));
  return changes.map(({ id }) => confirmed.get(id));
}

/**
 * Confirms one booking, and waits for its lock.
 * @param request of an idempotency key, whose record commits with the confirmation
 * @throws as `confirmBooking`
 */
export function confirmOneBooking(
  { db }: DbContext,
  change: BookingChange,
  request?: KeyedRequest,
  options: ReplayOptions = {},
): Promise<Booking> {
  const { id } = change;
  const confirm = async (trx: Trx) => {
    const [confirmed] = await confirmLiveHolds(trx, [change], "wait");
    if (confirmed) return toBooking(confirmed);
    // Locked, so that no erasure misses the record of a name that is read here.
    if (request) await selectForUpdate(trx, id).execute();
    const booking = await readBooking(trx, id);
    if (booking.status !== "PENDING") return requireStatus(trx, id, "CONFIRMED");
    await requireAnswers(trx, booking);
    // A statement that waited has the slot and the questions of before: the booking was moved, or is asked less by now.
    const [late] = await confirmLiveHolds(trx, [change], "wait");
    return late ? toBooking(late) : requireStatus(trx, id, "CONFIRMED");
  };
  return lockingTransaction(db, id, (trx) => runIdempotentWithin(trx, request, options, () => confirm(trx)));
}

/**
 * Confirms the live holds among these in one statement, except those of customers that lack what is required of them. Rows are
 * locked in the order of their ids, and the clock is read again under the lock, because a hold may expire during the wait for it.
 * The lock leaves room for mails that are being queued, whose rows refer to the bookings, in another order.
 */
export function confirmLiveHolds(
  db: Db,
  changes: readonly BookingChange[],
  onLocked: OnLocked,
): Promise<BookingRow[]> {
  return executePrepared(
    db,
    sql<BookingRow>`
    WITH ${requestedChanges(changes)}, live AS MATERIALIZED (
      SELECT id FROM bookings
      WHERE id = ANY(${idsOf(changes)}::uuid[]) AND status = 'PENDING' AND expires_at > clock_timestamp()
      ORDER BY id FOR NO KEY UPDATE ${skipIf(onLocked)}
    ), confirmed AS (
      UPDATE bookings SET status = 'CONFIRMED', updated_at = ${nextVersion("bookings")}
      FROM live JOIN asked USING (id), slots, resources
      WHERE bookings.id = live.id AND slots.id = bookings.slot_id AND resources.id = slots.resource_id
        AND bookings.expires_at > clock_timestamp()
        AND (NOT ${lacksAnswers} OR ${isStaffSql(sql`asked.actor`)})
      RETURNING ${returnedColumns}, ${bookedSlot}, asked.actor
    ), audited AS (
      INSERT INTO audit (at, actor, action, subject_id, slot_id, before, after)
      SELECT updated_at, actor, 'booking.confirmed', id, slot_id, '{"status":"PENDING"}', '{"status":"CONFIRMED"}'
      FROM confirmed
    )
    SELECT * FROM confirmed`,
  );
}
