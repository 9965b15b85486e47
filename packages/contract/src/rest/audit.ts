import { z } from "zod";
import { auditEntry, checkAuditSubject } from "../audit.ts";
import { id } from "../common.ts";
import { pageQuery } from "./request.ts";

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
