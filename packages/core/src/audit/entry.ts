import type { AuditAction, AuditEntry } from "@holdfast/contract";
import type { AuditTable } from "@holdfast/db";
import type { Selectable } from "kysely";

/** A row of the audit. */
export type AuditRow = Selectable<AuditTable>;

/**
 * Maps a row to the contract's `AuditEntry`.
 * @param bookingId the booking whose entries are listed; an entry that it shares with other bookings names it alone
 */
export const toAuditEntry = (row: AuditRow, bookingId?: string): AuditEntry => ({
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
