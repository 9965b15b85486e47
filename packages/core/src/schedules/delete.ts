import type { DeletedSchedule } from "@holdfast/contract";
import { writeAudit } from "../audit/index.ts";
import { patiently } from "../concurrency/index.ts";
import { lockSlotsOfOwner } from "../inventory/index.ts";
import type { WriteContext } from "../shared/index.ts";
import { deleteNeverBooked, lockSchedule, releaseSlots, unbookedSlotsAfter } from "./slots-of-schedule.ts";

/**
 * Deletes a schedule and those of its slots that are to come and never had a booking. The others stay, as if they
 * had been made by hand.
 * @throws SCHEDULE_NOT_FOUND
 */
export async function deleteSchedule(
  { db, actor }: WriteContext,
  input: { id: string },
): Promise<DeletedSchedule> {
  return patiently(db, input.id, async (trx) => {
    const locked = await lockSchedule(trx, input.id);
    await lockSlotsOfOwner(trx, "schedule_id", input.id);
    const slotsDeleted = await deleteNeverBooked(trx, actor, await unbookedSlotsAfter(trx, locked));
    const slotsKept = await releaseSlots(trx, input.id);
    await trx.deleteFrom("schedules").where("id", "=", input.id).execute();
    await writeAudit(trx, actor, [{ action: "schedule.deleted", subjectId: input.id }]);
    return { id: input.id, slotsDeleted: slotsDeleted.size, slotsKept };
  });
}
