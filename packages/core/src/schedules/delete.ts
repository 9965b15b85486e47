import type { DeletedSchedule, DeleteScheduleInput } from "@holdfast/contract";
import { writeAudit } from "../audit/index.ts";
import { type EffectContext, runIdempotentChange } from "../idempotency/index.ts";
import { lockSlotsOfOwner } from "../inventory/index.ts";
import {
  type ReleaseContext,
  type ReplayOptions,
  requireVersion,
  type WriteContext,
} from "../shared/index.ts";
import { followTimes } from "./follow.ts";
import { lockSchedule } from "./lock.ts";
import { detachSlots } from "./slots-of-schedule.ts";

/**
 * Deletes, once per idempotency key, a schedule and its future slots that nobody has booked or waits for.
 * Those that somebody has, or does, are closed, because no rule makes them any more; all that stay are like
 * slots made by hand.
 * @returns how many slots were deleted, and how many stay
 * @throws SCHEDULE_NOT_FOUND; PRECONDITION_FAILED; IDEMPOTENCY_KEY_IN_USE, IDEMPOTENCY_MISMATCH; BUSY
 */
export async function deleteSchedule(
  { db, ...ctx }: WriteContext & ReleaseContext,
  input: DeleteScheduleInput,
  options: ReplayOptions = {},
): Promise<DeletedSchedule> {
  const remove = async ({ db: trx }: EffectContext) => {
    const locked = await lockSchedule(trx, input.id);
    requireVersion(locked.schedule, input.ifMatch);
    await lockSlotsOfOwner(trx, "schedule_id", input.id);
    const { slotsDeleted } = await followTimes({ trx, ...ctx }, locked, []);
    const slotsKept = await detachSlots(trx, input.id);
    await trx.deleteFrom("schedules").where("id", "=", input.id).execute();
    await writeAudit(trx, ctx.actor, [{ action: "schedule.deleted", subjectId: input.id }]);
    return { id: input.id, slotsDeleted, slotsKept };
  };
  return runIdempotentChange({ db, actor: ctx.actor }, "schedules.delete", input, options, remove, input.id);
}
