import type { RevokeCalendarInput, RevokedCalendar } from "@holdfast/contract";
import { writeAudit } from "../audit/index.ts";
import { type EffectContext, runIdempotentChange } from "../idempotency/index.ts";
import type { OfKind } from "../resources/index.ts";
import type { ReplayOptions, WriteContext } from "../shared/index.ts";
import { requireOwner } from "./calendar.ts";

/**
 * Revokes the calendar of a resource, once per idempotency key: its address leads nowhere from then on. A repetition changes
 * nothing.
 * @throws DOCTOR_NOT_FOUND, SHOW_NOT_FOUND or RESOURCE_NOT_FOUND; IDEMPOTENCY_KEY_IN_USE, IDEMPOTENCY_MISMATCH
 */
export function revokeCalendar(
  ctx: WriteContext,
  input: OfKind<RevokeCalendarInput>,
  options: ReplayOptions = {},
): Promise<RevokedCalendar> {
  const { id } = input;
  const revoke = async ({ db: trx, actor }: EffectContext) => {
    await requireOwner(trx, input);
    const row = await trx
      .deleteFrom("calendars")
      .where("resource_id", "=", id)
      .returning("names_customers")
      .executeTakeFirst();
    if (row) {
      const before = { namesCustomers: row.names_customers };
      await writeAudit(trx, actor, [{ action: "calendar.revoked", subjectId: id, before }]);
    }
    return { resourceId: id };
  };
  return runIdempotentChange(ctx, "calendars.revoke", input, options, revoke);
}
