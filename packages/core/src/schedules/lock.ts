import { HoldfastError, type Schedule } from "@holdfast/contract";
import { sql } from "kysely";
import type { Db, Trx } from "../shared/index.ts";
import { scheduleColumns, toSchedule } from "./schedule.ts";

/** A locked schedule, and the database's clock after the lock. */
export interface LockedSchedule {
  schedule: Schedule;
  lockedAt: Date;
}

/**
 * Locks a schedule until the transaction ends, so that one transaction at a time makes its slots.
 * @throws SCHEDULE_NOT_FOUND
 */
export async function lockSchedule(trx: Trx, id: string): Promise<LockedSchedule> {
  const locked = await trx.selectFrom("schedules").select("id").where("id", "=", id).forUpdate().execute();
  if (locked.length === 0) throw new HoldfastError("SCHEDULE_NOT_FOUND");
  return readLocked(trx, id);
}

/** Whether a schedule has changed since its slots last followed it. An index has those that have. */
const isLagging = sql<boolean>`followed_at IS DISTINCT FROM updated_at`;

/** Locks a schedule that lags, unless another transaction has locked it: that one makes its slots, or changes it. */
export async function lockLagging(trx: Trx, id: string): Promise<LockedSchedule | undefined> {
  const lagging = trx.selectFrom("schedules").select("id").where("id", "=", id).where(isLagging);
  const locked = await lagging.forUpdate().skipLocked().execute();
  return locked.length === 0 ? undefined : readLocked(trx, id);
}

/** A statement after the lock's, so that its snapshot has the changes of the previous owner of the lock. */
async function readLocked(trx: Trx, id: string): Promise<LockedSchedule> {
  const { lockedAt, ...row } = await trx
    .selectFrom("schedules")
    .select(scheduleColumns)
    .select(sql<Date>`clock_timestamp()::timestamptz(3)`.as("lockedAt"))
    .where("id", "=", id)
    .executeTakeFirstOrThrow();
  return { schedule: toSchedule(row), lockedAt };
}

/**
 * Finds the schedule that lags and was changed last: somebody waits for that one, and nobody for the horizon.
 * @param leftOut schedules that are not looked at
 */
export async function findLagging(db: Db, leftOut: readonly string[]): Promise<string | undefined> {
  const row = await db
    .selectFrom("schedules")
    .select("id")
    .where(isLagging)
    .where(sql<boolean>`id <> ALL(${leftOut}::uuid[])`)
    .orderBy("updated_at", "desc")
    .limit(1)
    .executeTakeFirst();
  return row?.id;
}

/** Lets every schedule lag, except those that another transaction has locked: the horizon has moved on. */
export async function lagAll(db: Db): Promise<void> {
  await sql`
    UPDATE schedules SET followed_at = NULL WHERE id IN (
      SELECT id FROM schedules ORDER BY id FOR UPDATE SKIP LOCKED
    )`.execute(db);
}

/** Says that the slots of a locked schedule follow it. */
export async function markFollowed(trx: Trx, { id, updatedAt }: Schedule): Promise<void> {
  await trx
    .updateTable("schedules")
    .set({ followed_at: new Date(updatedAt) })
    .where("id", "=", id)
    .execute();
}
