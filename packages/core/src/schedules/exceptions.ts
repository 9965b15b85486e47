import {
  EXCEPTIONS_MAX_DAYS,
  invalidInput,
  type KeyedOperation,
  type Schedule,
  type ScheduleExceptionInput,
} from "@holdfast/contract";
import { sql } from "kysely";
import { recordChange } from "../audit/index.ts";
import { type EffectContext, runIdempotentChange } from "../idempotency/index.ts";
import { enqueueGeneration } from "../jobs/index.ts";
import {
  type JobContext,
  nextVersion,
  type ReplayOptions,
  requireVersion,
  type Trx,
} from "../shared/index.ts";
import { insertExceptions } from "./create.ts";
import { lockSchedule } from "./lock.ts";
import { getSchedule } from "./schedule.ts";

/**
 * Makes one day of a schedule an exception, once per idempotency key. The job that brings its slots in line
 * commits with the change. Where the day is one already, nothing changes.
 * @throws SCHEDULE_NOT_FOUND; PRECONDITION_FAILED; INVALID_INPUT where the schedule has
 *   `EXCEPTIONS_MAX_DAYS`; IDEMPOTENCY_KEY_IN_USE, IDEMPOTENCY_MISMATCH; BUSY
 */
export function addException(
  ctx: JobContext,
  input: ScheduleExceptionInput,
  options: ReplayOptions = {},
): Promise<Schedule> {
  const { id, day } = input;
  return changeExceptions(ctx, "schedules.addException", input, options, async (trx, { exceptions }) => {
    if (exceptions.includes(day)) return false;
    if (exceptions.length >= EXCEPTIONS_MAX_DAYS) {
      throw invalidInput("day", `the schedule has ${exceptions.length} exceptions, as many as it may have`);
    }
    await insertExceptions(trx, id, [day]);
    return undefined;
  });
}

/**
 * Makes one day of a schedule a day like any other, as `addException` in all else.
 * @throws SCHEDULE_NOT_FOUND; PRECONDITION_FAILED; IDEMPOTENCY_KEY_IN_USE, IDEMPOTENCY_MISMATCH; BUSY
 */
export function removeException(
  ctx: JobContext,
  input: ScheduleExceptionInput,
  options: ReplayOptions = {},
): Promise<Schedule> {
  const { id, day } = input;
  return changeExceptions(ctx, "schedules.removeException", input, options, async (trx, { exceptions }) => {
    if (!exceptions.includes(day)) return false;
    await trx
      .deleteFrom("schedule_exceptions")
      .where("schedule_id", "=", id)
      .where("day", "=", sql<Date>`${day}::date`)
      .execute();
    return undefined;
  });
}

/** Changes the exceptions of a locked schedule; `change` returns false if nothing changes. */
function changeExceptions(
  { jobs, ...ctx }: JobContext,
  operation: KeyedOperation,
  input: ScheduleExceptionInput,
  options: ReplayOptions,
  change: (trx: Trx, schedule: Schedule) => Promise<false | undefined>,
): Promise<Schedule> {
  const { id, ifMatch } = input;
  const changeLocked = async ({ db: trx, actor }: EffectContext) => {
    await lockSchedule(trx, id);
    const read = () => getSchedule({ db: trx }, { id });
    return recordChange(trx, actor, { action: "schedule.updated", subjectId: id }, read, async (schedule) => {
      requireVersion(schedule, ifMatch);
      if ((await change(trx, schedule)) === false) return false;
      await trx
        .updateTable("schedules")
        .set({ updated_at: nextVersion("schedules") })
        .where("id", "=", id)
        .execute();
      await enqueueGeneration(jobs, trx, id);
      return undefined;
    });
  };
  return runIdempotentChange(ctx, operation, input, options, changeLocked, id);
}
