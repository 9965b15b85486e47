import { executePrepared } from "@holdfast/db";
import { type RawBuilder, sql } from "kysely";
import type { Db } from "../shared/index.ts";

/** False for a deleted slot. */
export const isNotDeleted = sql<boolean>`CASE WHEN slots.deleted_at IS NULL THEN true ELSE false END`;

/**
 * True for a slot that can be booked at that time: it is not deleted, not closed, and the time lies in its
 * booking window. Whether a place is free is another question.
 */
export const isBookableAt = (time: RawBuilder<Date>) => sql<boolean>`CASE
  WHEN slots.closed OR slots.deleted_at IS NOT NULL THEN false
  ELSE coalesce(slots.bookable_from <= ${time}, true) AND coalesce(slots.bookable_until > ${time}, true)
END`;

/** True for a slot whose lead time has begun at that time: then only staff may book it. */
export const isInLeadTimeAt = (time: RawBuilder<Date>) => sql<boolean>`(
  slots.lead_minutes > 0 AND slots.starts_at - make_interval(mins => slots.lead_minutes) <= ${time})`;

/**
 * True for a slot that a customer may not book at that time, although it can be booked: its lead time has begun, or it has
 * ended.
 * @param isOpenToAll whether everybody may do everything, and so book what has ended
 */
export const isStaffOnlyAt = (time: RawBuilder<Date>, isOpenToAll: boolean) =>
  sql<boolean>`(${isInLeadTimeAt(time)} OR (${sql.lit(!isOpenToAll)} AND slots.ends_at <= ${time}))`;

/** True for a slot that promotes entries of its waitlist at that time, as far as they fit. */
export const isPromotingAt = (time: RawBuilder<Date>) =>
  sql<boolean>`(${isBookableAt(time)} AND NOT ${isStaffOnlyAt(time, false)})`;

/** The latest time at which a hold of a slot may expire, where it was placed at that time; null: no bound. */
export const holdsEndBy = (placedAt: RawBuilder<Date>) => sql<Date | null>`least(
  slots.bookable_until, CASE WHEN slots.ends_at > ${placedAt} THEN slots.ends_at END)`;

/** True for a hold that has expired, whether or not a worker has released it. */
export const isExpired = sql<boolean>`bookings.status = 'PENDING' AND bookings.expires_at <= statement_timestamp()`;

/** True for a hold that has not expired. */
export const isLive = sql<boolean>`bookings.status = 'PENDING' AND bookings.expires_at > statement_timestamp()`;

/**
 * True for every hold. The index of expiry asks for it, so PostgreSQL uses that index where holds of all
 * slots are looked for, and not where it expects few holds and would look there for those of one slot.
 */
export const usesExpiryIndex = sql<boolean>`bookings.failure_reason IS NULL`;

/** The places that expired holds still occupy of the slot in a row of `slots`. */
export const expiredPlaces = sql<number>`(
  SELECT coalesce(sum(quantity), 0)::integer FROM bookings WHERE bookings.slot_id = slots.id AND ${isExpired}
)`;

/**
 * Whether the slot in a row of `slots` has an expired hold. No EXISTS: PostgreSQL could answer that by collecting the
 * expired holds of all slots first.
 */
export const hasExpiredHolds = sql<boolean>`coalesce((
  SELECT true FROM bookings WHERE bookings.slot_id = slots.id AND ${isExpired} LIMIT 1
), false)`;

/**
 * Those of the slots that customers could book but that have no place left, counting expired holds as free. It locks
 * nothing: it is true of the moment of its snapshot, and that is enough to refuse.
 */
export async function soldOutSlots(
  db: Db,
  slotIds: readonly string[],
  isOpenToAll: boolean,
): Promise<Set<string>> {
  const rows = await executePrepared(
    db,
    sql<{ id: string }>`
    SELECT id FROM slots WHERE id = ANY(${slotIds}::uuid[]) AND booked >= capacity
    AND ${isBookableAt(NOW)} AND NOT ${isStaffOnlyAt(NOW, isOpenToAll)} AND ${expiredPlaces} = 0`,
  );
  return new Set(rows.map((row) => row.id));
}

const NOW = sql<Date>`statement_timestamp()`;

/**
 * The waiting entries of the slot in a row of `slots` that fit, the first that fits and then the next, as rows of
 * `fitting (number, id, free)`: `free` is what an entry leaves of the places. The first row is no entry and has all places.
 */
export const withFittingEntries = (places: RawBuilder<number>) => sql`
  WITH RECURSIVE fitting AS (
    SELECT 0::bigint AS number, NULL::uuid AS id, ${places} AS free
    UNION ALL
    SELECT next.number, next.id, fitting.free - next.quantity FROM fitting CROSS JOIN LATERAL (
      SELECT entry.number, entry.id, entry.quantity FROM waitlist_entries AS entry
      WHERE entry.slot_id = slots.id AND entry.status = 'WAITING'
        AND entry.number > fitting.number AND entry.quantity <= fitting.free AND entry.quantity <= slots.capacity
      ORDER BY entry.number LIMIT 1
    ) AS next
  )`;

/** The free places of the slot in a row of `slots` that entries of its waitlist are about to get. */
export const promisedPlaces = sql<number>`CASE WHEN slots.waiting > 0 AND ${isPromotingAt(NOW)} THEN (
  ${withFittingEntries(sql`slots.capacity - slots.booked + ${expiredPlaces}`)} SELECT max(free) - min(free) FROM fitting
) ELSE 0 END`;

/** True for a slot with a place for a newcomer: one that looks full may have a place of an expired hold. */
export const hasFreePlace = sql<boolean>`(
  (slots.booked < slots.capacity OR ${expiredPlaces} > 0)
  AND (slots.waiting = 0 OR slots.capacity - slots.booked + ${expiredPlaces} > ${promisedPlaces}))`;

/** The places of the slot in a row of `slots`, which can be booked now, that staff could give somebody. */
export const placesForStaff = sql<number>`(slots.capacity - slots.booked + ${expiredPlaces} - ${promisedPlaces})`;

/** The places of the slot in a row of `slots` that a customer could hold now. Of what has ended that is none, whoever may book it. */
export const placesForCustomers = sql<number>`CASE WHEN ${isPromotingAt(NOW)} THEN
  slots.capacity - slots.booked + CASE WHEN slots.booked > 0 THEN ${expiredPlaces} ELSE 0 END - ${promisedPlaces}
ELSE 0 END`;
