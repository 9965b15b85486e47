import { executePrepared } from "@holdfast/db";
import { sql } from "kysely";
import { type Db, nextVersion, type Trx } from "../shared/index.ts";
import { isExpired, usesExpiryIndex } from "./availability.ts";
import { isAvailableAgain, releasePlaces } from "./counters.ts";
import type { LockedSlot } from "./locks.ts";

/** Expired holds that one statement releases: a bound on how long it keeps the slots locked. */
const RELEASE_MAX_HOLDS = 2_000;

/**
 * Slots of the holds that expired first, at most so many. It reads no more holds than a release writes.
 * @param leftOut slots whose holds are not looked at
 */
export async function findSlotsWithExpiredHolds(
  db: Db,
  maxSlots: number,
  leftOut: readonly string[],
): Promise<string[]> {
  const rows = await executePrepared(
    db,
    sql<{ slotId: string }>`
    SELECT DISTINCT slot_id AS "slotId" FROM (
      SELECT slot_id FROM bookings WHERE ${isExpired} AND ${usesExpiryIndex} AND slot_id <> ALL(${leftOut}::uuid[])
      ORDER BY expires_at LIMIT ${RELEASE_MAX_HOLDS}
    ) AS oldest LIMIT ${maxSlots}`,
  );
  return rows.map(({ slotId }) => slotId);
}

/**
 * Releases expired holds of locked slots, the oldest first, at most `RELEASE_MAX_HOLDS`; one that is being confirmed is
 * left alone, because the confirmation came in time. It must be a statement after the lock's: its clock is then later
 * than any wait for the lock.
 * @param only the holds that are looked at; all unless given
 * @returns the released places, by slot id; empty once no expired hold is left that no other transaction has locked
 */
export async function releaseExpiredHolds(
  trx: Trx,
  lockedSlotIds: readonly string[],
  only?: readonly string[],
): Promise<Map<string, number>> {
  if (lockedSlotIds.length === 0) return new Map();
  const released = await executePrepared(
    trx,
    sql<{ slotId: string; places: number }>`
    WITH expired AS MATERIALIZED (
      SELECT hold.id FROM unnest(${lockedSlotIds}::uuid[]) AS slot (id) CROSS JOIN LATERAL (
        SELECT id FROM bookings WHERE slot_id = slot.id AND ${isExpired} ${isOneOf(only)}
        ORDER BY expires_at LIMIT ${RELEASE_MAX_HOLDS} FOR UPDATE SKIP LOCKED
      ) AS hold LIMIT ${RELEASE_MAX_HOLDS}
    ), failed AS (
      UPDATE bookings SET status = 'FAILED', failure_reason = 'HOLD_EXPIRED',
        updated_at = ${nextVersion("bookings")}
      WHERE id = ANY(ARRAY(SELECT id FROM expired))
      RETURNING id, slot_id, quantity
    ), released AS (${releasePlaces("failed")}
      RETURNING slots.id, freed.places, ${isAvailableAgain} AS is_available_again
    ), audited AS (
      INSERT INTO audit (actor, action, slot_id, booking_ids, before, after, sold_out)
      SELECT 'system', 'booking.expired', slot_id, array_agg(failed.id), '{"status":"PENDING"}',
        '{"status":"FAILED","failureReason":"HOLD_EXPIRED"}', CASE WHEN is_available_again THEN false END
      FROM failed JOIN released ON released.id = slot_id GROUP BY slot_id, is_available_again
    )
    SELECT id AS "slotId", places FROM released`,
  );
  return new Map(released.map(({ slotId, places }) => [slotId, places]));
}

const isOneOf = (ids: readonly string[] | undefined) =>
  ids ? sql`AND bookings.id = ANY(${ids}::uuid[])` : sql``;

/** Releases expired holds of locked slots until none is left that no other transaction has locked. */
export async function releaseAllExpiredHolds(trx: Trx, lockedSlotIds: readonly string[]): Promise<void> {
  for (let released = 1; released > 0; ) released = (await releaseExpiredHolds(trx, lockedSlotIds)).size;
}

/** Releases expired holds of a locked slot while more places than these are booked; returns how many still are. */
export async function releaseDownTo(trx: Trx, locked: LockedSlot, places: number): Promise<number> {
  let { booked } = locked;
  while (booked > places) {
    const released = (await releaseExpiredHolds(trx, [locked.id])).get(locked.id) ?? 0;
    if (released === 0) break;
    booked -= released;
  }
  return booked;
}

/**
 * The places of a locked slot that are free for newcomers, of whom so many are wanted. It releases expired holds if it needs
 * their places; where entries wait, the promotion has done so.
 */
export async function freePlaces(trx: Trx, slot: LockedSlot, wanted: number): Promise<number> {
  const others = slot.capacity - wanted;
  const booked = slot.waiting > 0 ? slot.booked : await releaseDownTo(trx, slot, others);
  return slot.capacity - booked;
}

/** Whether a locked slot has so many places that are free for a newcomer. */
export const hasRoom = async (trx: Trx, slot: LockedSlot, places: number): Promise<boolean> =>
  (await freePlaces(trx, slot, places)) >= places;
