import { type RawBuilder, type SqlBool, sql } from "kysely";
import { writeAudit } from "../audit/index.ts";
import { type Actor, contactKeyOf, hasContactKey, type Trx } from "../shared/index.ts";
import { isExpired } from "./availability.ts";
import { isFirstOfSlot, isFreeForAll, uncountWaiting } from "./counters.ts";

/** True for a waiting entry, in a row of `entry`, that the slot in a row of `slots` can never promote. */
const isHopeless = sql<boolean>`(entry.quantity > slots.capacity OR slots.ends_at <= clock_timestamp()
  OR (entry.quantity > slots.max_per_contact AND entry.customer_contact IS NOT NULL))`;

/** Whether the slot in a row of `slots` has waiting entries that it can never promote. */
export const hasHopelessEntries = sql<boolean>`EXISTS (
  SELECT FROM waitlist_entries AS entry
  WHERE entry.slot_id = slots.id AND entry.status = 'WAITING' AND ${isHopeless})`;

/**
 * True for a waiting entry, in a row of `entry`, whose contact has so many places of the slot in a row of `slots` that it would
 * have more than it may with those of the entry.
 */
export const isOverContactLimit = sql<boolean>`(entry.quantity + coalesce((
  SELECT sum(bookings.quantity) FROM bookings
  WHERE bookings.slot_id = slots.id AND ${hasContactKey("bookings", contactKeyOf("entry"))}
    AND bookings.status IN ('PENDING', 'CONFIRMED') AND NOT (${isExpired})
), 0) > slots.max_per_contact AND entry.customer_contact IS NOT NULL)`;

/**
 * Ends the entries of locked slots that can never be promoted: they want more places than there are, or than a contact may
 * have, or the slot is over.
 */
export const endHopeless = (trx: Trx, slotIds: readonly string[]): Promise<void> =>
  endWaiting(trx, "system", "waitlist.closed", slotIds, isHopeless);

/**
 * Ends all waiting entries of a locked slot.
 * @param actor who closes the waitlist
 */
export const closeWaitlist = (trx: Trx, actor: Actor, slotId: string): Promise<void> =>
  endWaiting(trx, actor, "waitlist.closed", [slotId], sql`true`);

/**
 * Ends the waiting of some entries of locked slots.
 * @param action whether they leave by themselves
 * @param condition on the row of `entry`, and on that of its slot in `slots`
 */
export async function endWaiting(
  trx: Trx,
  actor: Actor,
  action: "waitlist.left" | "waitlist.closed",
  slotIds: readonly string[],
  condition: RawBuilder<SqlBool>,
): Promise<void> {
  const { rows } = await sql<{ id: string; slotId: string; isLast: boolean }>`
    WITH ended AS (
      UPDATE waitlist_entries AS entry SET status = 'LEFT', updated_at = clock_timestamp() FROM slots
      WHERE slots.id = entry.slot_id AND slots.id = ANY(${slotIds}::uuid[]) AND entry.status = 'WAITING' AND ${condition}
      RETURNING entry.id, entry.slot_id
    ), counted AS (${uncountWaiting("ended")}
      RETURNING slots.id AS slot_id, ${isFreeForAll} AS is_free
    )
    SELECT id, slot_id AS "slotId", is_free AND ${isFirstOfSlot} AS "isLast"
    FROM ended JOIN counted USING (slot_id)`.execute(trx);
  const [before, after] = [{ status: "WAITING" }, { status: "LEFT" }];
  await writeAudit(
    trx,
    actor,
    rows.map(({ id, slotId, isLast }) => {
      return { action, subjectId: id, slotId, before, after, ...(isLast && { soldOut: false }) };
    }),
  );
}
