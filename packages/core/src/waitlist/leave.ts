import { HoldfastError, type LeaveWaitlistInput, type WaitlistEntry } from "@holdfast/contract";
import { sql } from "kysely";
import type { HoldsContext } from "../holds/index.ts";
import { type EffectContext, runIdempotentChange } from "../idempotency/index.ts";
import { endWaiting, lockSlots } from "../inventory/index.ts";
import type { ReplayOptions, WriteContext } from "../shared/index.ts";
import { getWaitlistEntry } from "./entry.ts";

const PROMOTED = "The entry has become a booking, which can be cancelled while it is live";

/** The context of leaving: the entry is not counted any more. */
type LeaveContext = WriteContext & Pick<HoldsContext, "holdLimits">;

/**
 * Leaves a waitlist, once per idempotency key. A repetition changes nothing.
 * @throws WAITLIST_ENTRY_NOT_FOUND; WAITLIST_ENTRY_PROMOTED where there is a booking to cancel instead;
 *   IDEMPOTENCY_KEY_IN_USE, IDEMPOTENCY_MISMATCH; BUSY where the slot stays locked
 */
export async function leaveWaitlist(
  { db, actor, holdLimits }: LeaveContext,
  input: LeaveWaitlistInput,
  options: ReplayOptions = {},
): Promise<WaitlistEntry> {
  const { id } = input;
  const { slotId } = await getWaitlistEntry({ db }, { id });
  const leave = async ({ db: trx }: EffectContext) => {
    await lockSlots(trx, [slotId]); // the slot may be deleted
    // Locked, so that no erasure misses the record of a name that is read here.
    await trx.selectFrom("waitlist_entries").select("id").where("id", "=", id).forUpdate().execute();
    const { status } = await getWaitlistEntry({ db: trx }, { id });
    if (status === "PROMOTED") throw new HoldfastError("WAITLIST_ENTRY_PROMOTED", PROMOTED);
    await endWaiting(trx, actor, "waitlist.left", [slotId], sql`entry.id = ${id}`);
    return getWaitlistEntry({ db: trx }, { id });
  };
  const entry = await runIdempotentChange({ db, actor }, "waitlist.leave", input, options, leave, slotId);
  holdLimits?.remove(id);
  return entry;
}
