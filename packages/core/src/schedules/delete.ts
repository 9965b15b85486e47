import type { DeletedSchedule } from "@holdfast/contract";
import { sql } from "kysely";
import { writeAudit } from "../audit/index.ts";
import { lockingTransaction } from "../concurrency/index.ts";
import { lockSlotsOfOwner } from "../inventory/index.ts";
import type { Trx, WriteContext } from "../shared/index.ts";
import {
  deleteUnusedSlots,
  hasBookingsOrEntries,
  type LockedSchedule,
  lockSchedule,
} from "./slots-of-schedule.ts";

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
    const deleted = await deleteUnusedSlots(trx, actor, await unusedFutureSlots(trx, locked));
    const kept = await trx
      .updateTable("slots")
      .set({ schedule_id: null })
      .where("schedule_id", "=", input.id)
      .executeTakeFirst();
    await trx.deleteFrom("schedules").where("id", "=", input.id).execute();
    await writeAudit(trx, actor, [{ action: "schedule.deleted", subjectId: input.id }]);
    return { id: input.id, slotsDeleted: deleted.size, slotsKept: Number(kept.numUpdatedRows) };
  });
}

/** Reads the ids of a locked schedule's future slots that never had a booking or an entry. */
async function unusedFutureSlots(trx: Trx, { schedule, lockedAt }: LockedSchedule): Promise<string[]> {
  const slots = await trx
    .selectFrom("slots")
    .select("id")
    .where("schedule_id", "=", schedule.id)
    .where("starts_at", ">", lockedAt)
    .where(sql<boolean>`NOT ${hasBookingsOrEntries}`)
    .execute();
  return slots.map((slot) => slot.id);
}
