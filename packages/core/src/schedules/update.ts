import { invalidInput, type Schedule, scheduleIssue, type UpdateScheduleInput } from "@holdfast/contract";
import { recordUpdate } from "../audit/index.ts";
import { type EffectContext, runIdempotentChange } from "../idempotency/index.ts";
import { enqueueGeneration } from "../jobs/index.ts";
import { type JobContext, nextVersion, type ReplayOptions, type Trx } from "../shared/index.ts";
import { insertExceptions, insertHours } from "./create.ts";
import { lockSchedule } from "./lock.ts";
import { getSchedule, readAudited } from "./schedule.ts";

/**
 * Changes the given fields of a schedule, once per idempotency key. The job that brings its slots in line
 * commits with the change; where nothing changes, there is none.
 * @throws SCHEDULE_NOT_FOUND; PRECONDITION_FAILED; INVALID_INPUT for days, hours, or a booking
 *   window, that do not fit together; IDEMPOTENCY_KEY_IN_USE, IDEMPOTENCY_MISMATCH; BUSY
 */
export async function updateSchedule(
  { jobs, ...ctx }: JobContext,
  request: UpdateScheduleInput,
  options: ReplayOptions = {},
): Promise<Schedule> {
  const { id, idempotencyKey: _ofRequest, ...input } = request;
  const change = async ({ db: trx, actor }: EffectContext) => {
    await lockSchedule(trx, id);
    const read = () => readAudited(trx, id);
    const subject = { action: "schedule.updated", subjectId: id } as const;
    await recordUpdate(trx, actor, subject, read, input, async (changes, schedule) => {
      const issue = scheduleIssue({ ...schedule, ...changes });
      if (issue) throw invalidInput(issue.path, issue.message);
      await updateRow(trx, id, changes);
      if (changes.moreHours) {
        await trx.deleteFrom("schedule_hours").where("schedule_id", "=", id).execute();
        await insertHours(trx, id, changes.moreHours);
      }
      if (changes.exceptions) {
        await trx.deleteFrom("schedule_exceptions").where("schedule_id", "=", id).execute();
        await insertExceptions(trx, id, changes.exceptions);
      }
      await enqueueGeneration(jobs, trx, id);
    });
    return getSchedule({ db: trx }, { id });
  };
  return runIdempotentChange(ctx, "schedules.update", request, options, change, id);
}

/** Writes changed fields. The time of a change is later than that of the change before, whatever the clock does. */
async function updateRow(trx: Trx, id: string, input: Partial<UpdateScheduleInput>): Promise<void> {
  await trx
    .updateTable("schedules")
    .set({
      rrule: input.rrule,
      time_zone: input.timeZone,
      starts_on: input.startsOn,
      ends_on: input.endsOn,
      opens_at: input.opensAt,
      closes_at: input.closesAt,
      slot_minutes: input.slotMinutes,
      gap_minutes: input.gapMinutes,
      capacity: input.capacity,
      lead_minutes: input.leadMinutes,
      cancel_until: input.cancelUntil,
      max_per_contact: input.maxPerContact,
      bookable_from_minutes: input.bookableFromMinutes,
      bookable_until_minutes: input.bookableUntilMinutes,
      horizon_days: input.horizonDays,
      updated_at: nextVersion("schedules"),
    })
    .where("id", "=", id)
    .execute();
}
