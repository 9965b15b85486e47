import type { EraseCustomerInput, Erasure } from "@holdfast/contract";
import type { Database } from "@holdfast/db";
import { type Kysely, sql } from "kysely";
import { lockingTransaction } from "../concurrency/index.ts";
import { eraseRecords } from "../idempotency/index.ts";
import { isExpired } from "../inventory/index.ts";
import { type Actor, hasContact, type WriteContext } from "../shared/index.ts";

/** The name that replaces an erased customer's. */
const ERASED_NAME = "erased";

const ERASE = sql`customer_name = ${ERASED_NAME}, customer_contact = NULL, contact_key = NULL`;

/** The audit's `after`; it has no `before`, which would be the erased data. */
const ERASED_FIELDS = JSON.stringify({ customerName: ERASED_NAME, customerContact: null });

/** Bookings that one transaction erases. */
export const ERASE_BATCH_BOOKINGS = 500;

/**
 * Takes name and contact out of a customer's bookings that are over: the slot has ended, or the booking is
 * CANCELLED or FAILED. The bookings stay, with all else that they say. Safe to repeat, also after an error.
 * @param input.contact the customer's, compared by its `contactKey`
 * @returns how many were erased, and how many are still live and were left alone
 * @throws BUSY where a booking or an entry stays locked
 */
export async function eraseCustomer(
  { db, actor }: WriteContext,
  { contact }: EraseCustomerInput,
): Promise<Erasure> {
  let erased = 0;
  let step: number;
  do {
    step = await eraseStep(db, actor, contact);
    erased += step;
  } while (step > 0);
  await eraseWaitlist(db, actor, contact);
  await eraseRecords({ db }, contact);
  return { erased, kept: await countBookings(db, contact) };
}

/** Erases entries that have left, or whose slot is over. An entry that became a booking is erased only after that booking. */
async function eraseWaitlist(db: Kysely<Database>, actor: Actor, contact: string): Promise<void> {
  const erase = sql`
    WITH erased AS (
      UPDATE waitlist_entries SET ${ERASE}
      WHERE ${hasContact("waitlist_entries", contact)} AND CASE
        WHEN booking_id IS NOT NULL THEN EXISTS (
          SELECT FROM bookings WHERE bookings.id = booking_id AND bookings.customer_contact IS NULL)
        ELSE status = 'LEFT' OR EXISTS (
          SELECT FROM slots WHERE slots.id = slot_id AND slots.ends_at <= statement_timestamp())
      END
      RETURNING id, slot_id
    )
    INSERT INTO audit (actor, action, subject_id, slot_id, after)
    SELECT ${actor}, 'waitlist.erased', id, slot_id, ${ERASED_FIELDS}::jsonb FROM erased`;
  await lockingTransaction(db, contact, (trx) => erase.execute(trx));
}

/**
 * Erases one batch: rows locked in one order, so that two erasures cannot wait for each other.
 * `updated_at` stays: it tells when a booking ended, which is history.
 */
async function eraseStep(db: Kysely<Database>, actor: Actor, contact: string): Promise<number> {
  return lockingTransaction(db, contact, async (trx) => {
    const { numAffectedRows } = await sql`
      WITH past AS MATERIALIZED (
        SELECT id FROM bookings WHERE ${hasContact("bookings", contact)} AND (
          bookings.status IN ('FAILED', 'CANCELLED') OR (${isExpired}) OR EXISTS (
            SELECT FROM slots WHERE slots.id = bookings.slot_id AND slots.ends_at <= statement_timestamp()
          )
        ) ORDER BY id LIMIT ${ERASE_BATCH_BOOKINGS} FOR NO KEY UPDATE
      ), erased AS (
        UPDATE bookings SET ${ERASE}
        FROM past WHERE bookings.id = past.id RETURNING bookings.id, slot_id
      )
      INSERT INTO audit (actor, action, subject_id, slot_id, after)
      SELECT ${actor}, 'booking.erased', id, slot_id, ${ERASED_FIELDS}::jsonb FROM erased`.execute(trx);
    return Number(numAffectedRows ?? 0);
  });
}

/** The bookings that have this contact. */
async function countBookings(db: Kysely<Database>, contact: string): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    SELECT count(*)::integer AS count FROM bookings WHERE ${hasContact("bookings", contact)}`.execute(db);
  return rows[0]?.count ?? 0;
}
