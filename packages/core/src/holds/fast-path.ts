import { executePrepared } from "@holdfast/db";
import { sql } from "kysely";
import {
  CLOCK,
  holdRows,
  isBookableAt,
  LOCKED_AT,
  slotIdsOf,
  TAKE_PLACES,
  writtenHolds,
} from "../inventory/index.ts";
import { type Db, LOCK_MAX_WAIT_MILLISECONDS, type OnLocked, skipIf } from "../shared/index.ts";
import type { HoldRequest } from "./request.ts";

/** `limitLockWait` inside a statement: a condition that is looked at before any row is found, and so before any lock. */
const BRIEFLY = sql`(
        SELECT set_config('lock_timeout', ${sql.lit(String(LOCK_MAX_WAIT_MILLISECONDS))}, true)
      ) IS NOT NULL`;

/** A slot on which the fast path placed holds, with the database's clock after the locks of all; or a locked one. */
interface FastPathSlot {
  slotId: string;
  lockedAt: Date;
  /** Whether another transaction has it locked, so that nothing was placed on it. */
  isLocked: boolean;
}

/**
 * The fast path: places holds on those slots that can be booked, have no waitlist and have room for all their requests.
 * It is one statement, a transaction by itself, and refuses nothing: the rest is for `placeHolds`.
 * @returns the slots with holds, and those that another transaction has locked
 */
export function placeHoldsFast(
  db: Db,
  requests: readonly HoldRequest[],
  { holdSeconds, onLocked }: { holdSeconds: number; onLocked: OnLocked },
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
      AND booked + wanted.places <= capacity AND waiting = 0 AND ${isBookableAt(LOCKED_AT)}
      RETURNING slots.id
    ), ${writtenHolds(holdSeconds)}
    SELECT taken.id AS "slotId", locked_at AS "lockedAt", false AS "isLocked" FROM taken, clock
    UNION ALL
    SELECT id, locked_at, true FROM slots, clock
    WHERE (SELECT count(*) FROM locked) < ${slotIds.length}::integer
    AND id = ANY(${slotIds}::uuid[]) AND id NOT IN (SELECT id FROM locked)`,
  );
}
