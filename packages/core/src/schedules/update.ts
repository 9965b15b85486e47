import { invalidInput, type Schedule, scheduleIssue, type UpdateScheduleInput } from "@holdfast/contract";
import { sql } from "kysely";
import { recordChange } from "../audit/index.ts";
import { lockingTransaction } from "../concurrency/index.ts";
import { enqueueGeneration } from "../jobs/index.ts";
import type { JobContext, Trx } from "../shared/index.ts";
import { insertExceptions } from "./create.ts";
import { getSchedule } from "./schedule.ts";
import { lockSchedule } from "./slots-of-schedule.ts";

/**
 * Changes the given fields of a schedule. The job that brings its slots in line commits with the change.
 * @throws SCHEDULE_NOT_FOUND; INVALID_INPUT for hours that do not fit together
 */
export async function updateSchedule(
  { db, jobs, actor }: JobContext,
  input: UpdateScheduleInput,
): Promise<Schedule> {
  const { id } = input;
  return lockingTransaction(db, id, async (trx) => {
    await lockSchedule(trx, id);
    const read = () => getSchedule({ db: trx }, { id });
    return recordChange(trx, actor, { action: "schedule.updated", subjectId: id }, read, async (schedule) => {
      requireFittingHours(schedule, input);
      await updateRow(trx, input);
      if (input.exceptions) {
        await trx.deleteFrom("schedule_exceptions").where("schedule_id", "=", id).execute();
        await insertExceptions(trx, id, input.exceptions);
      }
      await enqueueGeneration(jobs, trx, id);
      return undefined;
    });
  });
}

/** @throws INVALID_INPUT where the changed hours do not fit together */
function requireFittingHours(schedule: Schedule, input: UpdateScheduleInput): void {
  const issue = scheduleIssue({
    opensAt: input.opensAt ?? schedule.opensAt,
    closesAt: input.closesAt ?? schedule.closesAt,
    slotMinutes: input.slotMinutes ?? schedule.slotMinutes,
    gapMinutes: input.gapMinutes ?? schedule.gapMinutes,
    horizonDays: input.horizonDays ?? schedule.horizonDays,
  });
  if (issue) throw invalidInput(issue.path, issue.message);
}

async function updateRow(trx: Trx, input: UpdateScheduleInput): Promise<void> {
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
}
