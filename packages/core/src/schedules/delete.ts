import type { DeletedSchedule } from "@holdfast/contract";
import { writeAudit } from "../audit/index.ts";
import { lockingTransaction } from "../concurrency/index.ts";
import { lockSlotsOfOwner } from "../inventory/index.ts";
import type { WriteContext } from "../shared/index.ts";
import { deleteUnusedSlots, detachSlots, lockSchedule, unusedFutureSlots } from "./slots-of-schedule.ts";

/**
 * Deletes a schedule and its future slots that never had a booking or an entry. Its other slots stay, like slots made
 * by hand.
 * @returns how many slots were deleted, and how many stay
 * @throws SCHEDULE_NOT_FOUND
 */
export async function deleteSchedule(
  { db, actor }: WriteContext,
  input: { id: string },
): Promise<DeletedSchedule> {
  return lockingTransaction(db, input.id, async (trx) => {
    const locked = await lockSchedule(trx, input.id);
    await lockSlotsOfOwner(trx, "schedule_id", input.id);
    const slotsDeleted = await deleteUnusedSlots(trx, actor, await unusedFutureSlots(trx, locked));
    const slotsKept = await detachSlots(trx, input.id);
    await trx.deleteFrom("schedules").where("id", "=", input.id).execute();
    await writeAudit(trx, actor, [{ action: "schedule.deleted", subjectId: input.id }]);
    return { id: input.id, slotsDeleted: slotsDeleted.size, slotsKept };
  });
}
