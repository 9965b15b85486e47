import { HoldfastError, type WaitlistEntry } from "@holdfast/contract";
import { sql } from "kysely";
import { lockingTransaction } from "../concurrency/index.ts";
import type { HoldsContext } from "../holds/index.ts";
import { endWaiting, lockSlots } from "../inventory/index.ts";
import type { WriteContext } from "../shared/index.ts";
import { getWaitlistEntry } from "./entry.ts";

const PROMOTED = "The entry has become a booking, which can be cancelled while it is live";

/** The context of leaving: the entry is not counted any more. */
type LeaveContext = WriteContext & Pick<HoldsContext, "holdLimits">;

/**
 * Leaves a waitlist. A repetition changes nothing.
 * @throws WAITLIST_ENTRY_NOT_FOUND; WAITLIST_ENTRY_PROMOTED where there is a booking to cancel instead; BUSY where the
 *   slot stays locked
 */
export async function leaveWaitlist(
  { db, actor, holdLimits }: LeaveContext,
  { id }: { id: string },
): Promise<WaitlistEntry> {
  const { slotId } = await getWaitlistEntry({ db }, { id });
  const entry = await lockingTransaction(db, slotId, async (trx) => {
    await lockSlots(trx, [slotId]); // the slot may be deleted
    const { status } = await getWaitlistEntry({ db: trx }, { id });
    if (status === "PROMOTED") throw new HoldfastError("WAITLIST_ENTRY_PROMOTED", PROMOTED);
    await endWaiting(trx, actor, [slotId], sql`entry.id = ${id}`);
    return getWaitlistEntry({ db: trx }, { id });
  });
  holdLimits?.remove(id);
  return entry;
}
