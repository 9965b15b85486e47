import { HoldfastError, type Schedule } from "@holdfast/contract";
import type { Database } from "@holdfast/db";
import { sql, type Transaction } from "kysely";
import { writeAudit } from "../audit/index.ts";
import { lockSlots } from "../inventory/index.ts";
import { type Actor, newId, wireTime } from "../shared/index.ts";
import { scheduleColumns, toSchedule } from "./schedule.ts";
import type { SlotTimes } from "./times.ts";

/** A schedule as it is under its lock, and the database's clock once it was locked. */
export interface LockedSchedule {
  schedule: Schedule;
  lockedAt: Date;
}

/**
 * Locks a schedule until the transaction ends: its slots are made by one transaction at a time.
 * @throws SCHEDULE_NOT_FOUND
 */
export async function lockSchedule(trx: Transaction<Database>, id: string): Promise<LockedSchedule> {
  const locked = await trx.selectFrom("schedules").select("id").where("id", "=", id).forUpdate().execute();
  if (locked.length === 0) throw new HoldfastError("SCHEDULE_NOT_FOUND");
  // A statement of its own: what it reads, exceptions too, is as the last holder of the lock left it.
  const { lockedAt, ...row } = await trx
    .selectFrom("schedules")
    .select(scheduleColumns)
    .select(sql<Date>`clock_timestamp()::timestamptz(3)`.as("lockedAt"))
    .where("id", "=", id)
    .executeTakeFirstOrThrow();
  return { schedule: toSchedule(row), lockedAt };
}

/** What points to a slot keeps it, whatever became of it: bookings are never deleted, and neither are waitlists. */
const wasWanted = sql<boolean>`(
  EXISTS (SELECT FROM bookings WHERE bookings.slot_id = slots.id)
  OR EXISTS (SELECT FROM waitlist_entries WHERE waitlist_entries.slot_id = slots.id))`;

/** A slot of a schedule that is not over. */
export interface PresentSlot {
  id: string;
  startsAt: Date;
  endsAt: Date;
  capacity: number;
  /** Whether it was ever booked or waited for, has begun, or was changed by hand since the schedule was last changed. */
  isFixed: boolean;
}

/** The slots of a locked schedule that are not over, in the order of their starts. */
export function presentSlots(
  trx: Transaction<Database>,
  { schedule, lockedAt }: LockedSchedule,
): Promise<PresentSlot[]> {
  return trx
    .selectFrom("slots")
    .select(["id", "starts_at as startsAt", "ends_at as endsAt", "capacity"])
    .select(
      sql<boolean>`starts_at <= ${lockedAt}::timestamptz
        OR updated_at > greatest(created_at, ${schedule.updatedAt}::timestamptz)
        OR ${wasWanted}`.as("isFixed"),
    )
    .where("schedule_id", "=", schedule.id)
    .where("ends_at", ">", lockedAt)
    .orderBy("starts_at")
    .execute();
}

/**
 * Deletes those of the slots that nobody has ever booked or waited for, and decides that under their locks: a hold that is
 * being placed meanwhile either comes first, and its slot stays, or finds no slot any more.
 * @returns the ids of the deleted ones
 */
export async function deleteNeverBooked(
  trx: Transaction<Database>,
  actor: Actor,
  slotIds: readonly string[],
): Promise<Set<string>> {
  if (slotIds.length === 0) return new Set();
  await lockSlots(trx, slotIds);
  // A statement after the lock's, because that one may not see the bookings that it waited for.
  const deleted = await trx
    .deleteFrom("slots")
    .where("id", "=", sql<string>`ANY(${slotIds}::uuid[])`)
    .where(sql<boolean>`NOT ${wasWanted}`)
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

/** Slots of a schedule that begin after it was locked and that nobody has ever booked or waited for. */
export async function unbookedSlotsAfter(
  trx: Transaction<Database>,
  { schedule, lockedAt }: LockedSchedule,
): Promise<string[]> {
  const slots = await trx
    .selectFrom("slots")
    .select("id")
    .where("schedule_id", "=", schedule.id)
    .where("starts_at", ">", lockedAt)
    .where(sql<boolean>`NOT ${wasWanted}`)
    .execute();
  return slots.map((slot) => slot.id);
}

/**
 * Makes a schedule's slots, which are locked, slots like those made by hand.
 * @returns how many there are
 */
export async function releaseSlots(trx: Transaction<Database>, scheduleId: string): Promise<number> {
  const { numUpdatedRows } = await trx
    .updateTable("slots")
    .set({ schedule_id: null })
    .where("schedule_id", "=", scheduleId)
    .executeTakeFirst();
  return Number(numUpdatedRows);
}

/**
 * Makes slots of a schedule; where it has one with the same start, that stays and no other is made.
 * @returns how many were made
 */
export async function insertSlots(
  trx: Transaction<Database>,
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
