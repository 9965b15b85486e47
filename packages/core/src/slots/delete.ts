import { type DeletedSlot, type DeleteSlotInput, HoldfastError } from "@holdfast/contract";
import { sql } from "kysely";
import { writeAudit } from "../audit/index.ts";
import { type EffectContext, runIdempotentChange } from "../idempotency/index.ts";
import { closeWaitlist, lockSlot, releaseDownTo } from "../inventory/index.ts";
import {
  nextVersion,
  type ReplayOptions,
  requireVersion,
  type Trx,
  type WriteContext,
} from "../shared/index.ts";
import { readSlot } from "./slot.ts";

/**
 * Deletes a slot that has no live bookings, once per idempotency key, and closes its waitlist. The row stays,
 * with a deletion time, so that old bookings can be read.
 * @throws SLOT_NOT_FOUND; PRECONDITION_FAILED; SLOT_HAS_BOOKINGS with the number of live holds and confirmed
 *   bookings; IDEMPOTENCY_KEY_IN_USE, IDEMPOTENCY_MISMATCH; BUSY
 */
export async function deleteSlot(
  ctx: WriteContext,
  input: DeleteSlotInput,
  options: ReplayOptions = {},
): Promise<DeletedSlot> {
  const { id, ifMatch } = input;
  const remove = async ({ db: trx, actor }: EffectContext) => {
    const locked = await lockSlot(trx, id);
    if (ifMatch) requireVersion(await readSlot(trx, id), ifMatch);
    if ((await releaseDownTo(trx, locked, 0)) > 0) {
      const live = await countLiveBookings(trx, id);
      throw new HoldfastError("SLOT_HAS_BOOKINGS", `Live holds and confirmed bookings on this slot: ${live}`);
    }
    await closeWaitlist(trx, actor, id);
    const now = sql<Date>`clock_timestamp()`;
    await trx
      .updateTable("slots")
      .set({ deleted_at: now, updated_at: nextVersion("slots") })
      .where("id", "=", id)
      .execute();
    await writeAudit(trx, actor, [{ action: "slot.deleted", subjectId: id, slotId: id }]);
    return { id };
  };
  return runIdempotentChange(ctx, "slots.delete", input, options, remove, id);
}

/** Counts the holds and confirmed bookings of a slot whose expired holds have been written down. */
async function countLiveBookings(trx: Trx, slotId: string): Promise<number> {
  const { count } = await trx
    .selectFrom("bookings")
    .select(sql<number>`count(*)::integer`.as("count"))
    .where("slot_id", "=", slotId)
    .where("status", "in", ["PENDING", "CONFIRMED"])
    .executeTakeFirstOrThrow();
  return count;
}
