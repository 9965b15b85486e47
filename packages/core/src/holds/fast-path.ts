import { type Database, executeDeferred, executePrepared, type Sent } from "@holdfast/db";
import { type Kysely, sql } from "kysely";
import {
  CLOCK,
  holdRows,
  isBookableAt,
  LOCKED_AT,
  slotIdsOf,
  TAKE_PLACES,
  writtenHolds,
} from "../inventory/index.ts";
import { LOCK_MAX_WAIT_MILLISECONDS, skipIf } from "../shared/index.ts";
import type { HoldRequest } from "./request.ts";
import type { TransactionContext } from "./transaction-context.ts";

/** A slot that the short way took, with the database's clock after the locks of all; or one that it found locked. */
export interface TakenSlot {
  slotId: string;
  lockedAt: Date;
  /** Whether somebody else has it locked, so that nothing was taken. */
  isLocked: boolean;
}

/**
 * Places holds on those slots that nobody has locked, that can be booked, that nobody waits for and that have room for
 * all that is asked of them: one statement, whose answer comes with the commit's. It refuses nobody: what it leaves out
 * is for `placeHolds`.
 * @param locking whether to wait for slots that somebody else has locked, but not for long, or to leave them out
 * @returns once sent: the slots taken, and those locked by somebody else
 */
export function placeHoldsWhereRoomy(
  ctx: TransactionContext,
  requests: readonly HoldRequest[],
  locking: "wait" | "skip",
): Promise<Sent<TakenSlot>> {
  return executeDeferred(ctx.trx, holdsWhereRoomy(requests, ctx.holdSeconds, locking));
}

/** The same without a transaction around it: PostgreSQL commits the statement before it answers. */
export function placeHoldsWhereRoomyAlone(
  db: Kysely<Database>,
  requests: readonly HoldRequest[],
  holdSeconds: number,
  locking: "wait" | "skip",
): Promise<TakenSlot[]> {
  return executePrepared(db, holdsWhereRoomy(requests, holdSeconds, locking));
}

/** `waitBriefly` inside a statement: a condition that is looked at before any row is found, and so before any lock. */
const BRIEFLY = sql`(
        SELECT set_config('lock_timeout', ${sql.lit(String(LOCK_MAX_WAIT_MILLISECONDS))}, true)
      ) IS NOT NULL`;

function holdsWhereRoomy(requests: readonly HoldRequest[], holdSeconds: number, locking: "wait" | "skip") {
  const slotIds = slotIdsOf(requests);
  return sql<TakenSlot>`
    WITH hold AS MATERIALIZED (${holdRows(requests)}
    ), wanted AS MATERIALIZED (
      SELECT slot_id, sum(quantity)::integer AS places FROM hold GROUP BY slot_id
    ), locked AS MATERIALIZED (
      SELECT id FROM slots WHERE id = ANY(${slotIds}::uuid[]) AND ${locking === "wait" ? BRIEFLY : sql`true`}
      ORDER BY id FOR UPDATE ${skipIf(locking)}
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
    AND id = ANY(${slotIds}::uuid[]) AND id NOT IN (SELECT id FROM locked)`;
}
