import { HoldfastError, type WaitlistEntry } from "@holdfast/contract";
import { sql } from "kysely";
import { writeAudit } from "../audit/index.ts";
import { lockingTransaction } from "../concurrency/index.ts";
import { countWaiting, lockSlots } from "../inventory/index.ts";
import type { Trx, WriteContext } from "../shared/index.ts";
import { getWaitlistEntry } from "./entry.ts";

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
    if (status === "PROMOTED")
      throw new HoldfastError("WAITLIST_ENTRY_PROMOTED", "Cancel the booking instead");
    if (status === "WAITING") {
      await endWaiting(trx, slotId, id);
      await writeAudit(trx, actor, [entryLeft(id, slotId)]);
    }
    return getWaitlistEntry({ db: trx }, { id });
  });
}

/**
 * Ends the waiting of one entry of a locked slot, or of all.
 * @returns the ids of those entries
 */
export async function endWaiting(trx: Trx, slotId: string, id?: string): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    WITH ended AS (
      UPDATE waitlist_entries SET status = 'LEFT', updated_at = clock_timestamp()
      WHERE slot_id = ${slotId} AND status = 'WAITING' AND id = coalesce(${id ?? null}::uuid, id) RETURNING id
    ), counted AS (
      ${countWaiting(slotId, sql`-(SELECT count(*) FROM ended)`)}
    )
    SELECT id FROM ended`.execute(trx);
  return rows.map((ended) => ended.id);
}

/** The change of an entry that has left, for the audit. */
export const entryLeft = (id: string, slotId: string) => ({
  action: "waitlist.left" as const,
  subjectId: id,
  slotId,
  before: { status: "WAITING" },
  after: { status: "LEFT" },
});
