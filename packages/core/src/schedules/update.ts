import { invalidInput, type Schedule, scheduleIssue, type UpdateScheduleInput } from "@holdfast/contract";
import { recordUpdate } from "../audit/index.ts";
import { lockingTransaction } from "../concurrency/index.ts";
import { enqueueGeneration } from "../jobs/index.ts";
import { type JobContext, nextVersion, type Trx } from "../shared/index.ts";
import { insertExceptions } from "./create.ts";
import { lockSchedule } from "./lock.ts";
import { getSchedule } from "./schedule.ts";

/**
 * Changes the given fields of a schedule. The job that brings its slots in line commits with the change; where nothing
 * changes, there is none.
 * @throws SCHEDULE_NOT_FOUND; PRECONDITION_FAILED; INVALID_INPUT for hours, or a booking window, that do not fit together
 */
export async function updateSchedule(
  { db, jobs, actor }: JobContext,
  { id, ...input }: UpdateScheduleInput,
): Promise<Schedule> {
  return lockingTransaction(db, id, async (trx) => {
    await lockSchedule(trx, id);
    const read = () => getSchedule({ db: trx }, { id });
    const subject = { action: "schedule.updated", subjectId: id } as const;
    return recordUpdate(trx, actor, subject, read, input, async (changes, schedule) => {
      const issue = scheduleIssue({ ...schedule, ...changes });
      if (issue) throw invalidInput(issue.path, issue.message);
      await updateRow(trx, id, changes);
      if (changes.exceptions) {
        await trx.deleteFrom("schedule_exceptions").where("schedule_id", "=", id).execute();
        await insertExceptions(trx, id, changes.exceptions);
      }
      await enqueueGeneration(jobs, trx, id);
    });
  });
}

/** Writes changed fields. The time of a change is later than that of the change before, whatever the clock does. */
async function updateRow(trx: Trx, id: string, input: Partial<UpdateScheduleInput>): Promise<void> {
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
      cancel_until: input.cancelUntil,
      bookable_from_minutes: input.bookableFromMinutes,
      bookable_until_minutes: input.bookableUntilMinutes,
      horizon_days: input.horizonDays,
      updated_at: nextVersion("schedules"),
    })
    .where("id", "=", id)
    .execute();
}
