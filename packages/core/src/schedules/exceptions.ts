import {
  EXCEPTIONS_MAX_DAYS,
  invalidInput,
  type Schedule,
  type ScheduleExceptionInput,
} from "@holdfast/contract";
import { sql } from "kysely";
import { recordChange } from "../audit/index.ts";
import { lockingTransaction } from "../concurrency/index.ts";
import { enqueueGeneration } from "../jobs/index.ts";
import { type JobContext, nextVersion, requireVersion, type Trx } from "../shared/index.ts";
import { insertExceptions } from "./create.ts";
import { lockSchedule } from "./lock.ts";
import { getSchedule } from "./schedule.ts";

/**
 * Makes one day of a schedule an exception. The job that brings its slots in line commits with the change. Where the day
 * is one already, nothing changes.
 * @throws SCHEDULE_NOT_FOUND; PRECONDITION_FAILED; INVALID_INPUT where the schedule has `EXCEPTIONS_MAX_DAYS`
 */
export function addException(ctx: JobContext, input: ScheduleExceptionInput): Promise<Schedule> {
  const { id, day } = input;
  return changeExceptions(ctx, input, async (trx, { exceptions }) => {
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
 * @throws SCHEDULE_NOT_FOUND; PRECONDITION_FAILED
 */
export function removeException(ctx: JobContext, input: ScheduleExceptionInput): Promise<Schedule> {
  const { id, day } = input;
  return changeExceptions(ctx, input, async (trx, { exceptions }) => {
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
  { db, jobs, actor }: JobContext,
  { id, ifMatch }: ScheduleExceptionInput,
  change: (trx: Trx, schedule: Schedule) => Promise<false | undefined>,
): Promise<Schedule> {
  return lockingTransaction(db, id, async (trx) => {
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
  });
}
