import type { CreateScheduleInput, Schedule } from "@holdfast/contract";
import { writeAudit } from "../audit/index.ts";
import { type EffectContext, runIdempotent } from "../idempotency/index.ts";
import { enqueueGeneration } from "../jobs/index.ts";
import { type OfKind, requireActive } from "../resources/index.ts";
import { type JobContext, type Jobs, newId, type ReplayOptions, type Trx } from "../shared/index.ts";
import { getSchedule } from "./schedule.ts";

/**
 * Creates a schedule of a resource, once per idempotency key. The job that makes its slots commits with it.
 * @throws DOCTOR_NOT_FOUND, SHOW_NOT_FOUND or RESOURCE_NOT_FOUND; RESOURCE_ARCHIVED; IDEMPOTENCY_KEY_IN_USE, IDEMPOTENCY_MISMATCH;
 *   BUSY where the resource stays locked
 */
export function createSchedule(
  { jobs, ...ctx }: JobContext,
  input: OfKind<CreateScheduleInput>,
  options: ReplayOptions = {},
): Promise<Schedule> {
  const insert = (inner: EffectContext) => insertSchedule(inner, jobs, input);
  return runIdempotent(ctx, "schedules.create", input, options, insert, input.resourceId);
}

async function insertSchedule(
  { db: trx, actor }: EffectContext,
  jobs: Jobs,
  input: OfKind<CreateScheduleInput>,
): Promise<Schedule> {
  const { id: resourceId } = await requireActive(trx, { ...input, id: input.resourceId });
  const id = newId();
  await trx
    .insertInto("schedules")
    .values({
      id,
      resource_id: resourceId,
      rrule: input.rrule,
      time_zone: input.timeZone,
      starts_on: input.startsOn,
      ends_on: input.endsOn ?? null,
      opens_at: input.opensAt,
      closes_at: input.closesAt,
      slot_minutes: input.slotMinutes,
      gap_minutes: input.gapMinutes,
      capacity: input.capacity,
      lead_minutes: input.leadMinutes,
      cancel_until: input.cancelUntil ?? null,
      max_per_contact: input.maxPerContact ?? null,
      bookable_from_minutes: input.bookableFromMinutes ?? null,
      bookable_until_minutes: input.bookableUntilMinutes ?? null,
      horizon_days: input.horizonDays,
    })
    .execute();
  await insertHours(trx, id, input.moreHours ?? []);
  await insertExceptions(trx, id, input.exceptions);
  await enqueueGeneration(jobs, trx, id);
  const schedule = await getSchedule({ db: trx }, { id });
  const { id: _subject, createdAt: _when, updatedAt: _since, holidays: _none, ...after } = schedule;
  await writeAudit(trx, actor, [{ action: "schedule.created", subjectId: id, after }]);
  return schedule;
}

/** Inserts further hours of a schedule's days, such as 14:00-18:00. */
export async function insertHours(trx: Trx, scheduleId: string, hours: readonly string[]): Promise<void> {
  if (hours.length === 0) return;
  const rows = hours.map((text) => {
    const [opensAt = "", closesAt = ""] = text.split("-");
    return { schedule_id: scheduleId, opens_at: opensAt, closes_at: closesAt };
  });
  await trx.insertInto("schedule_hours").values(rows).execute();
}

/** Inserts the exceptions of a schedule: days without slots, as YYYY-MM-DD. */
export async function insertExceptions(trx: Trx, scheduleId: string, days: readonly string[]): Promise<void> {
  if (days.length === 0) return;
  const rows = days.map((day) => ({ schedule_id: scheduleId, day }));
  await trx.insertInto("schedule_exceptions").values(rows).execute();
}
