import { type RawBuilder, type SqlBool, sql } from "kysely";
import { writeAudit } from "../audit/index.ts";
import { writeEvents } from "../events/index.ts";
import type { Actor, Trx } from "../shared/index.ts";
import { uncountWaiting } from "./counters.ts";

/** True for a waiting entry, in a row of `entry`, that the slot in a row of `slots` can never promote. */
const isHopeless = sql<boolean>`(entry.quantity > slots.capacity OR slots.ends_at <= clock_timestamp())`;

/** Whether the slot in a row of `slots` has waiting entries that it can never promote. */
export const hasHopelessEntries = sql<boolean>`EXISTS (
  SELECT FROM waitlist_entries AS entry
  WHERE entry.slot_id = slots.id AND entry.status = 'WAITING' AND ${isHopeless})`;

/**
 * Ends the entries of locked slots that can never be promoted: they want more places than there are, or the
 * slot is over.
 */
export const endHopeless = (trx: Trx, slotIds: readonly string[]): Promise<void> =>
  closeEntries(trx, "system", slotIds, isHopeless);

/**
 * Ends all waiting entries of a locked slot.
 * @param actor who closes the waitlist
 */
export const closeWaitlist = (trx: Trx, actor: Actor, slotId: string): Promise<void> =>
  closeEntries(trx, actor, [slotId], sql`true`);

/** Ends entries that did not leave by themselves: an event tells of each. */
async function closeEntries(
  trx: Trx,
  actor: Actor,
  slotIds: readonly string[],
  condition: RawBuilder<SqlBool>,
): Promise<void> {
  const entries = await endWaiting(trx, actor, slotIds, condition);
  await writeEvents(
    trx,
    entries.map(({ id: entryId, slotId }) => ({ type: "waitlist.closed", slotId, data: { entryId } })),
  );
}

/**
 * Ends the waiting of some entries of locked slots.
 * @param condition on the row of `entry`, and on that of its slot in `slots`
 * @returns those entries
 */
export async function endWaiting(
  trx: Trx,
  actor: Actor,
  slotIds: readonly string[],
  condition: RawBuilder<SqlBool>,
): Promise<{ id: string; slotId: string }[]> {
  const { rows } = await sql<{ id: string; slotId: string }>`
    WITH ended AS (
      UPDATE waitlist_entries AS entry SET status = 'LEFT', updated_at = clock_timestamp() FROM slots
      WHERE slots.id = entry.slot_id AND slots.id = ANY(${slotIds}::uuid[]) AND entry.status = 'WAITING' AND ${condition}
      RETURNING entry.id, entry.slot_id
    ), counted AS (${uncountWaiting("ended")}
    )
    SELECT id, slot_id AS "slotId" FROM ended`.execute(trx);
  const [before, after] = [{ status: "WAITING" }, { status: "LEFT" }];
  await writeAudit(
    trx,
    actor,
    rows.map(({ id, slotId }) => ({ action: "waitlist.left", subjectId: id, slotId, before, after })),
  );
  return rows;
}
