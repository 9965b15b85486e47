import { HoldfastError, type Schedule } from "@holdfast/contract";
import { sql } from "kysely";
import { writeAudit } from "../audit/index.ts";
import { lockSlots } from "../inventory/index.ts";
import { type Actor, newId, type Trx, wireTime } from "../shared/index.ts";
import { scheduleColumns, toSchedule } from "./schedule.ts";
import type { SlotTimes } from "./times.ts";

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
  // A statement after the lock's, so that its snapshot has the changes of the previous owner of the lock.
  const { lockedAt, ...row } = await trx
    .selectFrom("schedules")
    .select(scheduleColumns)
    .select(sql<Date>`clock_timestamp()::timestamptz(3)`.as("lockedAt"))
    .where("id", "=", id)
    .executeTakeFirstOrThrow();
  return { schedule: toSchedule(row), lockedAt };
}

/** Whether any booking or entry refers to a slot, in any status: neither is ever deleted, so the slot must stay. */
export const hasBookingsOrEntries = sql<boolean>`(
  EXISTS (SELECT FROM bookings WHERE bookings.slot_id = slots.id)
  OR EXISTS (SELECT FROM waitlist_entries WHERE waitlist_entries.slot_id = slots.id))`;

/** A slot of a schedule that has not ended. */
export interface ScheduleSlot {
  id: string;
  startsAt: Date;
  endsAt: Date;
  capacity: number;
  /** Whether it had a booking or an entry, has begun, or was changed by hand since the last change of the schedule. */
  isFixed: boolean;
}

/** Reads the slots of a locked schedule that have not ended, in the order of their starts. */
export function slotsOfSchedule(trx: Trx, { schedule, lockedAt }: LockedSchedule): Promise<ScheduleSlot[]> {
  return trx
    .selectFrom("slots")
    .select(["id", "starts_at as startsAt", "ends_at as endsAt", "capacity"])
    .select(
      sql<boolean>`starts_at <= ${lockedAt}::timestamptz
        OR updated_at > greatest(created_at, ${schedule.updatedAt}::timestamptz)
        OR ${hasBookingsOrEntries}`.as("isFixed"),
    )
    .where("schedule_id", "=", schedule.id)
    .where("ends_at", ">", lockedAt)
    .orderBy("starts_at")
    .execute();
}

/**
 * Deletes the slots that never had a booking or an entry. It locks them first: a hold that is placed meanwhile either
 * keeps its slot or fails with SLOT_NOT_FOUND.
 * @returns the ids of the deleted slots
 */
export async function deleteUnusedSlots(
  trx: Trx,
  actor: Actor,
  slotIds: readonly string[],
): Promise<Set<string>> {
  if (slotIds.length === 0) return new Set();
  await lockSlots(trx, slotIds);
  // A statement after the lock's, whose snapshot may lack bookings that were committed during the wait.
  const deleted = await trx
    .deleteFrom("slots")
    .where("id", "=", sql<string>`ANY(${slotIds}::uuid[])`)
    .where(sql<boolean>`NOT ${hasBookingsOrEntries}`)
    .returning("id")
    .execute();
  const ids = deleted.map(({ id }) => id);
  await writeAudit(
    trx,
    actor,
    ids.map((id) => ({ action: "slot.deleted", subjectId: id, slotId: id })),
  );
  return new Set(ids);
}

/**
 * Makes slots of a locked schedule, except at starts where it has a slot already.
 * @returns how many slots were made
 */
export async function insertSlots(
  trx: Trx,
  actor: Actor,
  { schedule, lockedAt }: LockedSchedule,
  times: readonly SlotTimes[],
): Promise<number> {
  if (times.length === 0) return 0;
  const ids = times.map(newId);
  const starts = times.map(({ startsAt }) => startsAt.toISOString());
  const ends = times.map(({ endsAt }) => endsAt.toISOString());
  const { numAffectedRows } = await sql`
    WITH made AS (
      INSERT INTO slots (id, resource_id, schedule_id, capacity, created_at, updated_at, starts_at, ends_at)
      SELECT id, ${schedule.resourceId}, ${schedule.id}, ${schedule.capacity},
             ${lockedAt}::timestamptz, ${lockedAt}::timestamptz, starts_at, ends_at
      FROM unnest(${ids}::uuid[], ${starts}::timestamptz[], ${ends}::timestamptz[]) AS times (id, starts_at, ends_at)
      ON CONFLICT DO NOTHING RETURNING *
    )
    INSERT INTO audit (actor, action, subject_id, slot_id, after)
    SELECT ${actor}, 'slot.created', id, id, jsonb_build_object(
      'resourceId', resource_id, 'scheduleId', schedule_id, 'capacity', capacity,
      'startsAt', ${wireTime(sql`starts_at`)}, 'endsAt', ${wireTime(sql`ends_at`)})
    FROM made`.execute(trx);
  return Number(numAffectedRows ?? 0);
}
