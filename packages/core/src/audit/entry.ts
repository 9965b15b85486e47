import type { AuditAction, AuditEntry } from "@holdfast/contract";
import type { AuditTable } from "@holdfast/db";
import type { Selectable } from "kysely";

export type AuditRow = Selectable<AuditTable>;

/**
 * An entry of the audit as the contract's `AuditEntry`.
 * @param bookingId the booking in question: of an entry that it shares with others, only itself is told
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
