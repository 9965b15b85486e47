import type { EraseCustomerInput, Erasure, ErasureStore, StoreErasure } from "@holdfast/contract";
import { sql } from "kysely";
import { hasEntry } from "../audit/index.ts";
import { lockingTransaction } from "../concurrency/index.ts";
import { eraseRecords } from "../idempotency/index.ts";
import { isExpired } from "../inventory/index.ts";
import { type Actor, type Db, hasContact, type Trx, type WriteContext } from "../shared/index.ts";

const ERASED_NAME = "erased";

const ERASE = sql`customer_name = ${ERASED_NAME}, customer_contact = NULL, contact_key = NULL`;

/** The audit's `after`; it has no `before`, which would be the erased data. */
const ERASED_FIELDS = JSON.stringify({ customerName: ERASED_NAME, customerContact: null });

/** Bookings that one transaction erases. */
export const ERASE_BATCH_BOOKINGS = 500;

/** Why each store keeps what it keeps. The order is that of the response. */
const REASONS: Readonly<Record<ErasureStore, string>> = {
  bookings:
    "A live booking keeps all: an expected customer needs a name. External ids stay. List them by contact",
  waitlist_entries: "An entry that waits, or whose booking is live, keeps both. List them by contact",
  idempotency_records: "The record of a live booking or entry is kept, for 24 hours at most",
  audit: "It never had names or contacts",
  events: "They never had names or contacts",
  mails: "Their rows never had names or contacts; whoever got one keeps it",
  jobs: "They never had names or contacts",
  memory: "Each process counts live holds by contact, until they would have expired",
  log: "It never had names or contacts",
  backups: "Backups and PostgreSQL's write-ahead log have both for as long as you keep them",
};

/** The stores in which no row of a contact can be found. */
const NOTHING_COUNTED = {
  audit: { erased: 0, kept: 0 },
  events: { erased: 0, kept: 0 },
  mails: { erased: 0, kept: 0 },
  jobs: { erased: 0, kept: 0 },
  memory: { erased: 0, kept: null },
  log: { erased: 0, kept: 0 },
  backups: { erased: 0, kept: null },
};

type Counts = Pick<StoreErasure, "erased" | "kept">;

/**
 * Takes name, contact, attendees, answers and metadata out of a customer's bookings that are over: the slot has ended, or the booking is
 * CANCELLED or FAILED. The bookings stay, with all else that they say. Safe to repeat, also after an error.
 * @param input.contact the customer's, compared by its `contactKey`
 * @returns how many bookings were erased, how many are still live and were left alone, and the same of every other store
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
  const erasedEntries = await eraseWaitlist(db, actor, contact);
  const records = await eraseRecords({ db }, contact);
  const kept = await countRows(db, "bookings", contact);
  const keptEntries = await countRows(db, "waitlist_entries", contact);
  const counts: Record<ErasureStore, Counts> = {
    bookings: { erased, kept },
    waitlist_entries: { erased: erasedEntries, kept: keptEntries },
    idempotency_records: records,
    ...NOTHING_COUNTED,
  };
  const stores = Object.entries(REASONS) as [ErasureStore, string][];
  return { erased, kept, stores: stores.map(([store, reason]) => ({ store, ...counts[store], reason })) };
}

/**
 * Erases entries that have left, or whose slot is over. An entry that became a booking is erased only after that booking.
 * @returns how many
 */
async function eraseWaitlist(db: Db, actor: Actor, contact: string): Promise<number> {
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
  const { numAffectedRows } = await lockingTransaction(db, contact, (trx) => erase.execute(trx));
  return Number(numAffectedRows ?? 0);
}

/**
 * Erases one batch: rows locked in one order, so that two erasures cannot wait for each other.
 * `updated_at` stays: it tells when a booking ended, which is history.
 */
async function eraseStep(db: Db, actor: Actor, contact: string): Promise<number> {
  return lockingTransaction(db, contact, async (trx) => {
    const { numAffectedRows } = await sql`
      WITH past AS MATERIALIZED (
        SELECT id FROM bookings WHERE ${hasContact("bookings", contact)} AND (
          bookings.status IN ('FAILED', 'CANCELLED') OR (${isExpired}) OR EXISTS (
            SELECT FROM slots WHERE slots.id = bookings.slot_id AND slots.ends_at <= statement_timestamp()
          )
        ) ORDER BY id LIMIT ${ERASE_BATCH_BOOKINGS} FOR NO KEY UPDATE
      ), erased AS (
        UPDATE bookings SET ${ERASE}, attendees = NULL, answers = NULL, metadata = '{}'
        FROM past WHERE bookings.id = past.id RETURNING bookings.id, slot_id
      )
      INSERT INTO audit (actor, action, subject_id, slot_id, after)
      SELECT ${actor}, 'booking.erased', id, slot_id, ${ERASED_FIELDS}::jsonb FROM erased`.execute(trx);
    return Number(numAffectedRows ?? 0);
  });
}

/** Whether a booking, locked before by the transaction, was erased. */
export const isErased = (trx: Trx, bookingId: string) => hasEntry(trx, bookingId, "booking.erased");

/** The rows of a table that have this contact. */
async function countRows(db: Db, table: "bookings" | "waitlist_entries", contact: string): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    SELECT count(*)::integer AS count FROM ${sql.table(table)} WHERE ${hasContact(table, contact)}`.execute(
    db,
  );
  return rows[0]?.count ?? 0;
}
