import {
  type CreateScheduleInput,
  type DeletedSchedule,
  HoldfastError,
  id,
  invalidInput,
  type ListSchedulesInput,
  type ResourceKind,
  type Schedule,
  type SchedulePage,
  scheduleIssue,
  type UpdateScheduleInput,
} from "@holdfast/contract";
import type { Database } from "@holdfast/db";
import { type Kysely, sql, type Transaction } from "kysely";
import { z } from "zod";
import { changedFields, writeAudit } from "./audit.ts";
import type { DbContext, ScheduleContext, WriteContext } from "./context.ts";
import { newId } from "./ids.ts";
import { enqueueGeneration, type Jobs } from "./jobs.ts";
import { patiently } from "./lock-turns.ts";
import { decodeCursor, toPage } from "./pages.ts";
import { type CreateOptions, once, type WithinContext } from "./receipts.ts";
import { getResource } from "./resource.ts";
import { scheduleColumns, toSchedule } from "./rows.ts";
import { deleteNeverBooked, lockSchedule, releaseSlots, unbookedSlotsAfter } from "./schedule-statements.ts";
import { lockSlotsOfOwner } from "./slot-locks.ts";

/* Schedules and what is done with them. The slots themselves are made by generate-slots.ts. */

/**
 * Creates a schedule of a resource, and in the same transaction the job that makes its slots; once per idempotency key.
 * @param input.kind the kind the resource must have, where the caller's path names one
 * @throws DOCTOR_NOT_FOUND, SHOW_NOT_FOUND or RESOURCE_NOT_FOUND; IDEMPOTENCY_KEY_IN_USE, IDEMPOTENCY_MISMATCH;
 *   BUSY where the resource stays locked
 */
export function createSchedule(
  { jobs, ...ctx }: ScheduleContext,
  input: CreateScheduleInput & { kind?: ResourceKind },
  options: CreateOptions = {},
): Promise<Schedule> {
  const insert = (inner: WithinContext) => insertSchedule(inner, jobs, input);
  return once(ctx, "schedules.create", input, options, insert, input.resourceId);
}

async function insertSchedule(
  { db: trx, actor }: WithinContext,
  jobs: Jobs,
  input: CreateScheduleInput & { kind?: ResourceKind },
): Promise<Schedule> {
  const { id: resourceId } = await getResource({ db: trx }, { ...input, id: input.resourceId });
  const id = newId();
  await trx
    .insertInto("schedules")
    .values({
      id,
      resource_id: resourceId,
      rrule: input.rrule,
      time_zone: input.timeZone,
      starts_on: input.startsOn,
      opens_at: input.opensAt,
      closes_at: input.closesAt,
      slot_minutes: input.slotMinutes,
      gap_minutes: input.gapMinutes,
      capacity: input.capacity,
      lead_minutes: input.leadMinutes,
      horizon_days: input.horizonDays,
    })
    .execute();
  await insertExceptions(trx, id, input.exceptions);
  await enqueueGeneration(jobs, trx, id);
  const schedule = await getSchedule({ db: trx }, { id });
  const { id: _subject, createdAt: _when, updatedAt: _since, ...after } = schedule;
  await writeAudit(trx, actor, [{ action: "schedule.created", subjectId: id, after }]);
  return schedule;
}

/** @throws SCHEDULE_NOT_FOUND */
export async function getSchedule({ db }: DbContext, input: { id: string }): Promise<Schedule> {
  const row = await selectSchedules(db).where("id", "=", input.id).executeTakeFirst();
  if (!row) throw new HoldfastError("SCHEDULE_NOT_FOUND");
  return toSchedule(row);
}

const positionSchema = z.tuple([id]);

/**
 * Schedules in the order of their making.
 * @param input.kind the kind the resource must have, where the caller's path names one: then it must exist
 * @throws DOCTOR_NOT_FOUND, SHOW_NOT_FOUND; INVALID_INPUT for a cursor that is not of this list
 */
export async function listSchedules(
  { db }: DbContext,
  input: ListSchedulesInput & { kind?: ResourceKind },
): Promise<SchedulePage> {
  if (input.kind && input.resourceId) await getResource({ db }, { id: input.resourceId, kind: input.kind });
  let query = selectSchedules(db)
    .orderBy("id")
    .limit(input.limit + 1);
  if (input.resourceId) query = query.where("resource_id", "=", input.resourceId);
  if (input.cursor) query = query.where("id", ">", decodeCursor(positionSchema, input.cursor)[0]);
  return toPage(await query.execute(), input.limit, toSchedule, (row) => [row.id]);
}

/**
 * Changes the fields that are given, and puts the job that brings the slots in line into the same transaction.
 * @throws SCHEDULE_NOT_FOUND; INVALID_INPUT for hours that do not fit together
 */
export async function updateSchedule(ctx: ScheduleContext, input: UpdateScheduleInput): Promise<Schedule> {
  return patiently(ctx.db, input.id, async (trx) => {
    const { schedule } = await lockSchedule(trx, input.id);
    const issue = scheduleIssue({
      opensAt: input.opensAt ?? schedule.opensAt,
      closesAt: input.closesAt ?? schedule.closesAt,
      slotMinutes: input.slotMinutes ?? schedule.slotMinutes,
      gapMinutes: input.gapMinutes ?? schedule.gapMinutes,
      horizonDays: input.horizonDays ?? schedule.horizonDays,
    });
    if (issue) throw invalidInput(issue.path, issue.message);
    await trx
      .updateTable("schedules")
      .set({
        rrule: input.rrule,
        time_zone: input.timeZone,
        starts_on: input.startsOn,
        opens_at: input.opensAt,
        closes_at: input.closesAt,
        slot_minutes: input.slotMinutes,
        gap_minutes: input.gapMinutes,
        capacity: input.capacity,
        lead_minutes: input.leadMinutes,
        horizon_days: input.horizonDays,
        updated_at: sql<Date>`clock_timestamp()`,
      })
      .where("id", "=", input.id)
      .execute();
    if (input.exceptions) {
      await trx.deleteFrom("schedule_exceptions").where("schedule_id", "=", input.id).execute();
      await insertExceptions(trx, input.id, input.exceptions);
    }
    await enqueueGeneration(ctx.jobs, trx, input.id);
    const after = await getSchedule({ db: trx }, { id: input.id });
    const change = {
      action: "schedule.updated",
      subjectId: input.id,
      ...changedFields(schedule, after),
    } as const;
    await writeAudit(trx, ctx.actor, [change]);
    return after;
  });
}

/**
 * Deletes a schedule and those of its slots that are to come and never had a booking. The others stay, as if they
 * had been made by hand.
 * @throws SCHEDULE_NOT_FOUND
 */
export async function deleteSchedule(
  { db, actor }: WriteContext,
  input: { id: string },
): Promise<DeletedSchedule> {
  return patiently(db, input.id, async (trx) => {
    const locked = await lockSchedule(trx, input.id);
    await lockSlotsOfOwner(trx, "schedule_id", input.id);
    const slotsDeleted = await deleteNeverBooked(trx, actor, await unbookedSlotsAfter(trx, locked));
    const slotsKept = await releaseSlots(trx, input.id);
    await trx.deleteFrom("schedules").where("id", "=", input.id).execute();
    await writeAudit(trx, actor, [{ action: "schedule.deleted", subjectId: input.id }]);
    return { id: input.id, slotsDeleted: slotsDeleted.size, slotsKept };
  });
}

const selectSchedules = (db: Kysely<Database>) => db.selectFrom("schedules").select(scheduleColumns);

async function insertExceptions(
  trx: Transaction<Database>,
  scheduleId: string,
  days: readonly string[],
): Promise<void> {
  if (days.length === 0) return;
  const rows = days.map((day) => ({ schedule_id: scheduleId, day }));
  await trx.insertInto("schedule_exceptions").values(rows).execute();
}
