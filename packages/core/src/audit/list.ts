import type { AuditAction, AuditEntry, AuditPage, ListAuditInput } from "@holdfast/contract";
import type { AuditTable } from "@holdfast/db";
import { type Selectable, sql } from "kysely";
import { z } from "zod";
import { type DbContext, decodeCursor, rowNumber, type Trx, toPage } from "../shared/index.ts";

/** The position of an entry: its id. */
const positionSchema = z.tuple([rowNumber]);

/**
 * Lists the changes of one booking, one slot with its bookings, one resource, absence, schedule, webhook or key, in the order in which they
 * were made, whatever the clock said. An unknown id has an empty list.
 * @throws INVALID_INPUT for a cursor that is not of this list
 */
export async function listAudit({ db }: DbContext, input: ListAuditInput): Promise<AuditPage> {
  const { bookingId, limit, cursor } = input;
  const position = cursor ? decodeCursor(positionSchema, cursor) : undefined;
  const after = position ? sql`WHERE id > ${position[0]}::bigint` : sql``;
  const { rows } = await sql<AuditRow>`
    SELECT * FROM (${entriesOf(input)}) AS entries ${after} ORDER BY id LIMIT ${limit + 1}`.execute(db);
  const toEntry = (row: AuditRow) => toAuditEntry(row, bookingId);
  return toPage(rows, limit, toEntry, (row) => [row.id]);
}

function entriesOf({ bookingId, slotId, ...others }: ListAuditInput) {
  if (bookingId) return entriesOfBooking(bookingId);
  if (slotId) return sql`SELECT * FROM audit WHERE slot_id = ${slotId}`;
  const { resourceId, absenceId, scheduleId, webhookId, keyId } = others;
  const subjectId = resourceId ?? absenceId ?? scheduleId ?? webhookId ?? keyId;
  return sql`SELECT * FROM audit WHERE subject_id = ${subjectId}`;
}

/**
 * The entries of a booking: its own by their index, and those that it shares with other bookings by slot and time.
 * It was placed at `created_at` on its first slot, and expired, at most once, after `expires_at` on its last one.
 */
export const entriesOfBooking = (bookingId: string) => sql`
    WITH own AS MATERIALIZED (
      SELECT * FROM audit WHERE subject_id = ${bookingId}
    ), booking AS MATERIALIZED (
      SELECT created_at, expires_at,
        coalesce((SELECT (before ->> 'slotId')::uuid FROM own WHERE action = 'booking.rescheduled'
          ORDER BY id LIMIT 1), slot_id) AS first_slot_id,
        coalesce((SELECT own.slot_id FROM own WHERE action = 'booking.reacquired'), slot_id) AS last_slot_id
      FROM bookings WHERE id = ${bookingId}
    )
    SELECT * FROM own WHERE action <> 'booking.rescheduled' OR slot_id::text <> before ->> 'slotId'
    UNION ALL (
      SELECT audit.* FROM booking JOIN audit ON audit.slot_id = first_slot_id AND at = created_at
      WHERE ${bookingId} = ANY(booking_ids)
    )
    UNION ALL (
      SELECT audit.* FROM booking JOIN audit ON audit.slot_id = last_slot_id AND at >= expires_at
      WHERE action = 'booking.expired' AND ${bookingId} = ANY(booking_ids) ORDER BY id LIMIT 1
    )`;

type AuditRow = Selectable<AuditTable>;

/**
 * Maps a row to the contract's `AuditEntry`.
 * @param bookingId the booking whose entries are listed; an entry that it shares with other bookings names it alone
 */
const toAuditEntry = (row: AuditRow, bookingId?: string): AuditEntry => ({
  id: row.id,
  at: row.at.toISOString(),
  actor: row.actor,
  action: row.action as AuditAction,
  subjectId: row.subject_id ?? bookingId ?? null,
  slotId: row.slot_id,
  bookingIds: bookingId ? [bookingId] : (row.booking_ids ?? ownBooking(row)),
  before: row.before,
  after: row.after,
});

const ownBooking = ({ action, subject_id }: AuditRow) =>
  action.startsWith("booking.") && subject_id ? [subject_id] : [];

/** Whether a subject, locked before by the transaction, has an entry of an action. */
export async function hasEntry(trx: Trx, subjectId: string, action: AuditAction): Promise<boolean> {
  const entry = await trx
    .selectFrom("audit")
    .select("id")
    .where("subject_id", "=", subjectId)
    .where("action", "=", action)
    .limit(1)
    .executeTakeFirst();
  return entry !== undefined;
}
