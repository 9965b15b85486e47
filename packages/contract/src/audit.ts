import { z } from "zod";
import { id, page, pageInput, someFields, utcTime } from "./common.ts";

/** What was done. The first word says to what. */
export const auditAction = z.enum([
  "resource.created",
  "resource.updated",
  "slot.created",
  "slot.updated",
  "slot.deleted",
  "schedule.created",
  "schedule.updated",
  "schedule.deleted",
  "booking.placed",
  "booking.extended",
  "booking.confirmed",
  "booking.reacquired",
  "booking.rescheduled",
  "booking.cancelled",
  "booking.expired",
  "booking.checked_in",
  "booking.no_show",
  "booking.erased",
  "waitlist.joined",
  "waitlist.promoted",
  "waitlist.left",
  "waitlist.erased",
  "key.created",
  "key.revoked",
]);

/**
 * One change: who made it, when, to what. `before` and `after` have the fields that it touched; `before` is null where
 * something was created, `after` where it was deleted. `actor` is `public`, `system`, or `key:` with a key's id.
 */
export const auditEntry = z.object({
  id: z.string(),
  at: utcTime,
  actor: z.string(),
  action: auditAction,
  /** What was changed; null where these are several bookings. */
  subjectId: id.nullable(),
  /** The slot, of a slot and of its bookings. */
  slotId: id.nullable(),
  /** The bookings that were changed, one or several at once. */
  bookingIds: z.array(id),
  before: someFields.nullable(),
  after: someFields.nullable(),
});

/** Of one booking, one slot with its bookings, one resource, schedule or key; the oldest change first. */
export const listAuditInput = z
  .strictObject({
    bookingId: id.optional(),
    slotId: id.optional(),
    resourceId: id.optional(),
    scheduleId: id.optional(),
    keyId: id.optional(),
    ...pageInput,
  })
  .superRefine(checkAuditSubject((name) => name));

/** Reports that not exactly one subject is named. `rename` gives the caller's names of the fields. */
export function checkAuditSubject(rename: (name: string) => string) {
  return (input: AuditSubject, context: z.core.$RefinementCtx) => {
    const names = ["bookingId", "slotId", "resourceId", "scheduleId", "keyId"] as const;
    if (names.filter((name) => input[name] !== undefined).length === 1) return;
    const message = `give one of ${names.map(rename).join(", ")}`;
    context.addIssue({ code: "custom", path: [rename("bookingId")], message });
  };
}

interface AuditSubject {
  bookingId?: string | undefined;
  slotId?: string | undefined;
  resourceId?: string | undefined;
  scheduleId?: string | undefined;
  keyId?: string | undefined;
}

export const auditPage = page(auditEntry);

export type AuditAction = z.output<typeof auditAction>;
export type AuditEntry = z.output<typeof auditEntry>;
export type AuditPage = z.output<typeof auditPage>;
export type ListAuditInput = z.output<typeof listAuditInput>;
