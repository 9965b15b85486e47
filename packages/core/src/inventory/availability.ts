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

/** True for a hold that has expired, whether or not a worker has released it. */
export const isExpired = sql<boolean>`bookings.status = 'PENDING' AND bookings.expires_at <= statement_timestamp()`;

/** True for a hold that has not expired. */
export const isLive = sql<boolean>`bookings.status = 'PENDING' AND bookings.expires_at > statement_timestamp()`;

/**
 * True for every hold. The index of expiry asks for it, so PostgreSQL uses that index where holds of all slots are looked for,
 * and not where it expects few holds and would look there for those of one slot.
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
 * Those of the slots that could be booked but have no place left for a newcomer, counting expired holds as free. It locks
 * nothing: it is true of the moment of its snapshot, and that is enough to refuse.
 */
export async function soldOutSlots(db: Db, slotIds: readonly string[]): Promise<Set<string>> {
  const rows = await executePrepared(
    db,
    sql<{ id: string }>`
    SELECT id FROM slots WHERE id = ANY(${slotIds}::uuid[]) AND (booked >= capacity OR waiting > 0)
    AND ${isBookableAt(sql`statement_timestamp()`)} AND ${expiredPlaces} = 0`,
  );
  return new Set(rows.map((row) => row.id));
}

/** True for a slot with a place for a newcomer: one that looks full may have a place of an expired hold, one with a waitlist has none. */
export const hasFreePlace = sql<boolean>`slots.waiting = 0 AND (slots.booked < slots.capacity OR ${expiredPlaces} > 0)`;
