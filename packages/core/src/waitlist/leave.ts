import { HoldfastError, type WaitlistEntry } from "@holdfast/contract";
import { sql } from "kysely";
import { lockingTransaction } from "../concurrency/index.ts";
import { endWaiting, lockSlots } from "../inventory/index.ts";
import type { WriteContext } from "../shared/index.ts";
import { getWaitlistEntry } from "./entry.ts";

const PROMOTED = "The entry has become a booking, which can be cancelled while it is live";

/**
 * Leaves a waitlist. A repetition changes nothing.
 * @throws WAITLIST_ENTRY_NOT_FOUND; WAITLIST_ENTRY_PROMOTED where there is a booking to cancel instead; BUSY where the
 *   slot stays locked
 */
export async function leaveWaitlist(
  { db, actor }: WriteContext,
  { id }: { id: string },
): Promise<WaitlistEntry> {
  const { slotId } = await getWaitlistEntry({ db }, { id });
  return lockingTransaction(db, slotId, async (trx) => {
    await lockSlots(trx, [slotId]); // the slot may be deleted
    const { status } = await getWaitlistEntry({ db: trx }, { id });
    if (status === "PROMOTED") throw new HoldfastError("WAITLIST_ENTRY_PROMOTED", PROMOTED);
    await endWaiting(trx, actor, [slotId], sql`entry.id = ${id}`);
    return getWaitlistEntry({ db: trx }, { id });
  });
}
