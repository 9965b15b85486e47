import { z } from "zod";
import { id, page, pageInput, someFields, utcTime } from "./common.ts";

/** The action of a change. Its first word names the noun that was changed. */
export const auditAction = z
  .enum([
    "resource.created",
    "resource.updated",
    "slot.created",
    "slot.updated",
    "slot.deleted",
    "absence.created",
    "absence.ended",
    "schedule.created",
    "schedule.updated",
    "schedule.deleted",
    "booking.placed",
    "booking.updated",
    "booking.extended",
    "booking.shortened",
    "booking.confirmed",
    "booking.reacquired",
    "booking.rescheduled",
    "booking.handed_over",
    "booking.quantity_changed",
    "booking.cancelled",
    "booking.expired",
    "booking.checked_in",
    "booking.checked_out",
    "booking.no_show",
    "booking.no_show_cleared",
    "booking.confirmed_too_late",
    "booking.erased",
    "waitlist.joined",
    "waitlist.promoted",
    "waitlist.left",
    "waitlist.closed",
    "waitlist.erased",
    "calendar.created",
    "calendar.revoked",
    "webhook.created",
    "webhook.updated",
    "webhook.rotated",
    "webhook.disabled",
    "webhook.deleted",
    "key.created",
    "key.revoked",
  ])
  .describe("The noun and what happened to it");

/**
 * A change that was committed. `before` and `after` have the fields that it changed: `before` is null for a creation,
 * `after` for a deletion.
 */
export const auditEntry = z.object({
  id: z
    .string()
    .describe("Its id")
    .meta({ examples: ["1024"] }),
  at: utcTime.describe("When the change was made"),
  actor: z
    .string()
    .describe(
      "`public` (a caller without a key), `system` (time or a job), or `key:` and the id of an API key",
    )
    .meta({ examples: ["public"] }),
  action: auditAction.meta({ examples: ["booking.confirmed"] }),
  subjectId: id.nullable().describe("What was changed; null for several bookings"),
  slotId: id.nullable().describe("The slot, for a slot and its bookings; else null"),
  bookingIds: z.array(id).describe("The bookings that were changed"),
  before: someFields
    .nullable()
    .describe("The changed fields before; null: it was created")
    .meta({ examples: [{ status: "PENDING" }] }),
  after: someFields
    .nullable()
    .describe("The changed fields after; null: it was deleted")
    .meta({ examples: [{ status: "CONFIRMED" }] }),
});

/** The changes of one booking, slot (with its bookings), resource, absence, schedule, webhook or key, oldest first. */
export const listAuditInput = z
  .strictObject({
    bookingId: id.optional().describe("The changes of this booking"),
    slotId: id.optional().describe("The changes of this slot, its bookings and its waitlist"),
    resourceId: id.optional().describe("The changes of this doctor or show"),
    absenceId: id.optional().describe("The beginning and the end of this absence"),
    scheduleId: id.optional().describe("The changes of this schedule"),
    webhookId: id.optional().describe("The changes of this webhook"),
    keyId: id.optional().describe("The changes of this API key"),
    ...pageInput,
  })
  .superRefine(checkAuditSubject((name) => name));

/** The fields that name the subject of an audit; an input has exactly one. */
export const AUDIT_SUBJECTS = [
  "bookingId",
  "slotId",
  "resourceId",
  "absenceId",
  "scheduleId",
  "webhookId",
  "keyId",
] as const;

/** Refuses an input unless it names exactly one subject. `rename` gives the caller's name of a field. */
export function checkAuditSubject(rename: (name: string) => string) {
  return (input: AuditSubject, context: z.core.$RefinementCtx) => {
    if (AUDIT_SUBJECTS.filter((name) => input[name] !== undefined).length === 1) return;
    const message = `give one of ${AUDIT_SUBJECTS.map(rename).join(", ")}`;
    context.addIssue({ code: "custom", path: [rename("bookingId")], message });
  };
}

interface AuditSubject {
  bookingId?: string | undefined;
  slotId?: string | undefined;
  resourceId?: string | undefined;
  absenceId?: string | undefined;
  scheduleId?: string | undefined;
  webhookId?: string | undefined;
  keyId?: string | undefined;
}

export const auditPage = page(auditEntry);

export type AuditAction = z.output<typeof auditAction>;
export type AuditEntry = z.output<typeof auditEntry>;
export type AuditPage = z.output<typeof auditPage>;
export type ListAuditInput = z.output<typeof listAuditInput>;
