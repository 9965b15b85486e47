import type { KeyedOperation, Schedule } from "@holdfast/contract";
import { recordChange } from "../audit/index.ts";
import { type EffectContext, runIdempotentChange } from "../idempotency/index.ts";
import { enqueueGeneration } from "../jobs/index.ts";
import {
  type JobContext,
  type Jobs,
  nextVersion,
  type ReplayOptions,
  requireVersion,
  type Trx,
} from "../shared/index.ts";
import { type LockedSchedule, lockSchedule } from "./lock.ts";
import { getSchedule, readAudited } from "./schedule.ts";

/** The change of a schedule's days without slots. */
interface DaysOffInput {
  id: string;
  ifMatch?: string[] | undefined;
  idempotencyKey?: string | undefined;
}

/** Writes the change of a locked schedule's days without slots; it returns false if nothing changes. */
type ChangeDays = (trx: Trx, schedule: Schedule) => Promise<false | undefined>;

/** Changes days without slots of a schedule, once per idempotency key. */
export function changeDaysOff(
  { jobs, ...ctx }: JobContext,
  operation: KeyedOperation,
  input: DaysOffInput,
  options: ReplayOptions,
  change: ChangeDays,
): Promise<Schedule> {
  const { id } = input;
  const changeLocked = async (inner: EffectContext) => {
    const locked = await lockSchedule(inner.db, id);
    return changeLockedDays({ ...inner, jobs }, input, locked, change);
  };
  return runIdempotentChange(ctx, operation, input, options, changeLocked, id);
}

/**
 * Changes days without slots of a locked schedule. The job that brings its slots in line commits with the change.
 * @throws PRECONDITION_FAILED
 */
export async function changeLockedDays(
  { db: trx, actor, jobs }: EffectContext & { jobs: Jobs },
  { id, ifMatch }: DaysOffInput,
  { schedule }: LockedSchedule,
  change: ChangeDays,
): Promise<Schedule> {
  const read = () => readAudited(trx, id);
  await recordChange(trx, actor, { action: "schedule.updated", subjectId: id }, read, async (before) => {
    requireVersion(before, ifMatch);
    if ((await change(trx, schedule)) === false) return false;
    await trx
      .updateTable("schedules")
      .set({ updated_at: nextVersion("schedules") })
      .where("id", "=", id)
      .execute();
    await enqueueGeneration(jobs, trx, id);
    return undefined;
  });
  return getSchedule({ db: trx }, { id });
}
