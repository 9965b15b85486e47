import { executePrepared } from "@holdfast/db";
import { type RawBuilder, sql } from "kysely";
import {
  CLOCK,
  holdRows,
  holdsEndBy,
  isBookableAt,
  isSoldOut,
  isStaffOnlyAt,
  LOCKED_AT,
  slotIdsOf,
  TAKE_PLACES,
  writtenHolds,
} from "../inventory/index.ts";
import { type Db, LOCK_MAX_WAIT_MILLISECONDS, type OnLocked, skipIf } from "../shared/index.ts";
import type { HeldSlot, HoldRequest } from "./request.ts";

/** `limitLockWait` inside a statement: a condition that is looked at before any row is found, and so before any lock. */
const BRIEFLY = sql`(
        SELECT set_config('lock_timeout', ${sql.lit(String(LOCK_MAX_WAIT_MILLISECONDS))}, true)
      ) IS NOT NULL`;

/** A slot on which the fast path placed holds, with the database's clock after the locks of all; or a locked one. */
interface FastPathSlot extends HeldSlot {
  slotId: string;
  /** Whether another transaction has it locked, so that nothing was placed on it. */
  isLocked: boolean;
}

/** A time in milliseconds since 1970: cheaper to read than PostgreSQL's text, for each slot of each batch. */
const milliseconds = (time: RawBuilder<unknown>) => sql`round(date_part('epoch', ${time}) * 1000)`;

/**
 * The fast path: places holds on those slots that customers can book, that have no waitlist, no limit per contact, and room for
 * all their requests.
 * It is one statement, a transaction by itself, and refuses nothing: the rest is for `placeHolds`.
 * @param options `isOpenToAll`: whether customers may book what has ended
 * @returns the slots with holds, and those that another transaction has locked
 */
export function placeHoldsFast(
  db: Db,
  requests: readonly HoldRequest[],
  {
    holdSeconds,
    isOpenToAll = false,
    onLocked,
  }: { holdSeconds: number; isOpenToAll?: boolean; onLocked: OnLocked },
): Promise<FastPathSlot[]> {
  const slotIds = slotIdsOf(requests);
  return executePrepared(
    db,
    sql<FastPathSlot>`
    WITH hold AS MATERIALIZED (${holdRows(requests)}
    ), wanted AS MATERIALIZED (
      SELECT slot_id, sum(quantity)::integer AS places FROM hold GROUP BY slot_id
    ), locked AS MATERIALIZED (
      SELECT id FROM slots WHERE id = ANY(${slotIds}::uuid[]) AND ${onLocked === "wait" ? BRIEFLY : sql`true`}
      ORDER BY id FOR UPDATE ${skipIf(onLocked)}
    ), ${CLOCK}, taken AS (
      ${TAKE_PLACES} FROM wanted, locked, clock
      WHERE slots.id = locked.id AND slots.id = wanted.slot_id
      AND booked + wanted.places <= capacity AND waiting = 0 AND max_per_contact IS NULL
      AND ${isBookableAt(LOCKED_AT)} AND NOT ${isStaffOnlyAt(LOCKED_AT, isOpenToAll)}
      RETURNING slots.id, slots.resource_id, slots.starts_at, slots.ends_at, ${holdsEndBy(LOCKED_AT)} AS holds_end_by,
        ${isSoldOut} AS is_sold_out
    ), ${writtenHolds(holdSeconds)}
    SELECT taken.id AS "slotId", ${milliseconds(LOCKED_AT)} AS "lockedAt", ${milliseconds(sql`holds_end_by`)} AS "holdsEndBy",
      ${milliseconds(sql`starts_at`)} AS "startsAt", ${milliseconds(sql`ends_at`)} AS "endsAt",
      resource_id AS "resourceId", resources.name AS "resourceName", false AS "isLocked"
    FROM taken JOIN resources ON resources.id = taken.resource_id, clock
    UNION ALL
    SELECT id, ${milliseconds(LOCKED_AT)}, NULL, NULL, NULL, resource_id, '', true FROM slots, clock
    WHERE (SELECT count(*) FROM locked) < ${slotIds.length}::integer
    AND id = ANY(${slotIds}::uuid[]) AND id NOT IN (SELECT id FROM locked)`,
  );
}
