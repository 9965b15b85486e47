import { z } from "zod";
import { auditEntry, checkAuditSubject } from "./audit.ts";
import { bookingStatus, contactToFind } from "./booking.ts";
import { id, timestamp } from "./common.ts";
import { erasure } from "./customer.ts";
import { event } from "./event.ts";
import { createKeyInput, key, newKey } from "./key.ts";
import { pageQuery } from "./rest.ts";

/* REST's names for what staff read. */

/** Which bookings; `from` and `to` are about the slot's start. */
const bookingFilters = {
  slot_id: id.optional(),
  resource_id: id.optional(),
  status: bookingStatus.optional(),
  from: timestamp.optional(),
  to: timestamp.optional(),
  contact: contactToFind.optional(),
};

export const restListBookingsQuery = z
  .strictObject({ ...bookingFilters, ...pageQuery })
  .transform(({ slot_id, resource_id, ...rest }) => ({ ...rest, slotId: slot_id, resourceId: resource_id }));

export const restExportBookingsQuery = z
  .strictObject(bookingFilters)
  .transform(({ slot_id, resource_id, ...rest }) => ({ ...rest, slotId: slot_id, resourceId: resource_id }));

export const restErasure = erasure.meta({ id: "Erasure" });

/** REST's names of what an audit can be asked for. */
const AUDIT_SUBJECTS: Readonly<Record<string, string>> = {
  bookingId: "booking_id",
  slotId: "slot_id",
  resourceId: "resource_id",
  scheduleId: "schedule_id",
  keyId: "key_id",
};

export const restListAuditQuery = z
  .strictObject({
    booking_id: id.optional(),
    slot_id: id.optional(),
    resource_id: id.optional(),
    schedule_id: id.optional(),
    key_id: id.optional(),
    ...pageQuery,
  })
  .transform(({ booking_id, slot_id, resource_id, schedule_id, key_id, ...rest }) => ({
    ...rest,
    bookingId: booking_id,
    slotId: slot_id,
    resourceId: resource_id,
    scheduleId: schedule_id,
    keyId: key_id,
  }))
  .superRefine(checkAuditSubject((name) => AUDIT_SUBJECTS[name] ?? name));

export const restAuditEntry = z
  .object({
    id: auditEntry.shape.id,
    at: auditEntry.shape.at,
    actor: auditEntry.shape.actor,
    action: auditEntry.shape.action,
    subject_id: auditEntry.shape.subjectId,
    slot_id: auditEntry.shape.slotId,
    booking_ids: auditEntry.shape.bookingIds,
    before: auditEntry.shape.before,
    after: auditEntry.shape.after,
  })
  .meta({ id: "AuditEntry" });

export const restEvent = z
  .object({
    cursor: event.shape.cursor,
    at: event.shape.at,
    type: event.shape.type,
    slot_id: event.shape.slotId,
    booking_id: event.shape.bookingId,
    data: event.shape.data,
  })
  .meta({ id: "Event" });

export const restCreateKeyInput = z
  .strictObject({
    name: createKeyInput.shape.name,
    role: createKeyInput.shape.role,
    expires_at: createKeyInput.shape.expiresAt,
  })
  .transform(({ expires_at, ...rest }) => ({ ...rest, expiresAt: expires_at }));

export const restKey = z
  .object({
    id: key.shape.id,
    name: key.shape.name,
    role: key.shape.role,
    created_at: key.shape.createdAt,
    expires_at: key.shape.expiresAt,
    last_used_at: key.shape.lastUsedAt,
    revoked_at: key.shape.revokedAt,
  })
  .meta({ id: "Key" });

/** The one answer that has the key itself. */
export const restNewKey = restKey.extend({ key: newKey.shape.key }).meta({ id: "NewKey" });
