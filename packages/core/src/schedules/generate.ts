import type { GeneratedSlots, GenerateScheduleInput } from "@holdfast/contract";
import { lockingTransaction } from "../concurrency/index.ts";
import { type EffectContext, runIdempotentChange } from "../idempotency/index.ts";
import { generateSlotsPayload } from "../jobs/index.ts";
import type { ReleaseContext, ReplayOptions, WriteContext } from "../shared/index.ts";
import { type FollowContext, followTimes } from "./follow.ts";
import { findLagging, type LockedSchedule, lagAll, lockLagging, lockSchedule, markFollowed } from "./lock.ts";
import { slotTimes } from "./times.ts";

/** The context of the verbs that make slots. */
type GenerationContext = WriteContext & ReleaseContext;

/**
 * Brings a schedule's slots in line with its rules, once per idempotency key: makes the missing ones that overlap no other,
 * changes the others, and deletes those that the rules no longer make, unless somebody has booked them or waits for them. A
 * slot that has begun is never touched, nor is what staff have set by hand, and a repetition changes nothing.
 * @returns how many slots were made and deleted
 * @throws SCHEDULE_NOT_FOUND; IDEMPOTENCY_KEY_IN_USE, IDEMPOTENCY_MISMATCH; BUSY where a slot or the schedule stays locked
 */
export async function generateSlots(
  { db, ...ctx }: GenerationContext,
  input: GenerateScheduleInput,
  options: ReplayOptions = {},
): Promise<GeneratedSlots> {
  const { id } = input;
  const generate = async ({ db: trx }: EffectContext) =>
    followRules({ trx, ...ctx }, await lockSchedule(trx, id));
  return runIdempotentChange({ db, actor: ctx.actor }, "schedules.generate", input, options, generate, id);
}

async function followRules(ctx: FollowContext, locked: LockedSchedule): Promise<GeneratedSlots> {
  const { schedule, lockedAt } = locked;
  const generated = await followTimes(ctx, locked, slotTimes(schedule, lockedAt, schedule.horizonDays));
  await markFollowed(ctx.trx, schedule);
  return generated;
}

/**
 * Makes the slots of the schedules that lag, each in a transaction of its own, the latest change first. It leaves out those
 * that another transaction has locked. Safe to repeat and to run anywhere at once.
 * @param signal ends it after the schedule under way; the next call goes on
 * @throws an AggregateError of all failures, after the last schedule; the next call tries again
 */
export async function generateLaggingSlots(
  ctx: GenerationContext,
  signal = new AbortController().signal,
): Promise<void> {
  const leftOut: string[] = [];
  const failures: unknown[] = [];
  while (!signal.aborted) {
    const id = await findLagging(ctx.db, leftOut);
    if (id === undefined) break;
    const isDone = await generateIfLagging(ctx, id).catch((error: unknown) => {
      failures.push(error);
      return false;
    });
    if (!isDone) leftOut.push(id);
  }
  if (failures.length > 0) throw new AggregateError(failures, `${failures.length} schedules failed`);
}

/** Whether the slots of a schedule were made: it lagged, and no other transaction had locked it. */
function generateIfLagging({ db, ...ctx }: GenerationContext, id: string): Promise<boolean> {
  return lockingTransaction(db, id, async (trx) => {
    const locked = await lockLagging(trx, id);
    if (locked) await followRules({ trx, ...ctx }, locked);
    return locked !== undefined;
  });
}

/**
 * Makes the slots of every schedule.
 * @throws as `generateLaggingSlots`
 */
export async function generateAllSlots(ctx: GenerationContext): Promise<void> {
  await lagAll(ctx.db);
  await generateLaggingSlots(ctx);
}

/**
 * Runs jobs of the queue `generate-slots`. A job only says when to look: which schedules lag is in their rows.
 * @throws as `generateLaggingSlots`; the jobs are then retried
 */
export async function generateSlotsForJobs(
  ctx: GenerationContext,
  payloads: readonly unknown[],
): Promise<void> {
  const isForAll = payloads.some((payload) => !generateSlotsPayload.parse(payload)?.scheduleId);
  return isForAll ? generateAllSlots(ctx) : generateLaggingSlots(ctx);
}
