import { invalidInput, type Schedule, scheduleIssue, type UpdateScheduleInput } from "@holdfast/contract";
import { sql } from "kysely";
import { changedFields, writeAudit } from "../audit/index.ts";
import { patiently } from "../concurrency/index.ts";
import { enqueueGeneration } from "../jobs/index.ts";
import type { JobContext } from "../shared/index.ts";
import { insertExceptions } from "./create.ts";
import { getSchedule } from "./schedule.ts";
import { lockSchedule } from "./slots-of-schedule.ts";

/**
 * Changes the fields that are given, and puts the job that brings the slots in line into the same transaction.
 * @throws SCHEDULE_NOT_FOUND; INVALID_INPUT for hours that do not fit together
 */
export async function updateSchedule(ctx: JobContext, input: UpdateScheduleInput): Promise<Schedule> {
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
