import {
  EXCEPTIONS_MAX_DAYS,
  invalidInput,
  type Schedule,
  type ScheduleExceptionInput,
} from "@holdfast/contract";
import { sql } from "kysely";
import type { JobContext, ReplayOptions } from "../shared/index.ts";
import { insertExceptions } from "./create.ts";
import { changeDaysOff } from "./days-off.ts";

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
  return changeDaysOff(ctx, "schedules.addException", input, options, async (trx, { exceptions }) => {
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
  return changeDaysOff(ctx, "schedules.removeException", input, options, async (trx, { exceptions }) => {
    if (!exceptions.includes(day)) return false;
    await trx
      .deleteFrom("schedule_exceptions")
      .where("schedule_id", "=", id)
      .where("day", "=", sql<Date>`${day}::date`)
      .execute();
    return undefined;
  });
}
