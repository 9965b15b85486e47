import { type GeneratedSlots, HoldfastError } from "@holdfast/contract";
import { lockingTransaction } from "../concurrency/index.ts";
import { generateSlotsPayload } from "../jobs/index.ts";
import type { Db, WriteContext } from "../shared/index.ts";
import {
  deleteUnusedSlots,
  insertSlots,
  lockSchedule,
  type ScheduleSlot,
  slotsOfSchedule,
} from "./slots-of-schedule.ts";
import { MINUTE_MILLISECONDS, type SlotTimes, slotTimes } from "./times.ts";

/**
 * Brings a schedule's slots in line with its rules: deletes those that the rules no longer make, and makes the missing
 * ones that overlap no other. A slot that ever had a booking or an entry, has begun or was changed by hand is never
 * touched, and a repetition changes nothing.
 * @returns how many slots were made and deleted
 * @throws SCHEDULE_NOT_FOUND; PostgreSQL's lock timeout where a slot or the schedule stays locked
 */
export async function generateSlots(
  { db, actor }: WriteContext,
  { id }: { id: string },
): Promise<GeneratedSlots> {
  return lockingTransaction(db, id, async (trx) => {
    const locked = await lockSchedule(trx, id);
    const { schedule, lockedAt } = locked;
    const earliestStart = lockedAt.getTime() + schedule.leadMinutes * MINUTE_MILLISECONDS;
    const times = slotTimes(schedule, lockedAt, schedule.horizonDays);
    const current = await slotsOfSchedule(trx, locked);

    const wanted = new Map(times.map((slot) => [slot.startsAt.getTime(), slot]));
    const isStale = (slot: ScheduleSlot) => {
      const slotTime = wanted.get(slot.startsAt.getTime());
      if (!slotTime) return true;
      // It is replaced by one with another end or capacity, unless its lead time has passed.
      const isChanged =
        slotTime.endsAt.getTime() !== slot.endsAt.getTime() || schedule.capacity !== slot.capacity;
      return isChanged && slot.startsAt.getTime() >= earliestStart;
    };
    const stale = current.filter((slot) => !slot.isFixed && isStale(slot)).map(({ id }) => id);
    const deleted = await deleteUnusedSlots(trx, actor, stale);

    const kept = current.filter((slot) => !deleted.has(slot.id));
    const missing = withoutOverlaps(times, kept).filter((slot) => slot.startsAt.getTime() >= earliestStart);
    return { slotsCreated: await insertSlots(trx, actor, locked, missing), slotsDeleted: deleted.size };
  });
}

/** The times that overlap none of the slots; both are in the order of their starts. */
function withoutOverlaps(times: readonly SlotTimes[], slots: readonly SlotTimes[]): SlotTimes[] {
  let next = 0;
  let latestEnd = 0;
  return times.filter(({ startsAt, endsAt }) => {
    for (let slot = slots[next]; slot && slot.startsAt < endsAt; slot = slots[next]) {
      latestEnd = Math.max(latestEnd, slot.endsAt.getTime());
      next += 1;
    }
    return latestEnd <= startsAt.getTime();
  });
}

/** Schedules that `generateAllSlots` reads at a time. */
const GENERATE_BATCH_SCHEDULES = 500;

async function* allSchedules(db: Db): AsyncGenerator<string> {
  for (let after: string | undefined; ; ) {
    let query = db.selectFrom("schedules").select("id").orderBy("id").limit(GENERATE_BATCH_SCHEDULES);
    if (after) query = query.where("id", ">", after);
    const batch = (await query.execute()).map(({ id }) => id);
    yield* batch;
    after = batch.at(-1);
    if (batch.length < GENERATE_BATCH_SCHEDULES) return;
  }
}

/**
 * Makes the slots of every schedule.
 * @throws an AggregateError of all failures, after the last schedule
 */
export const generateAllSlots = (ctx: WriteContext): Promise<void> => generateEach(ctx, allSchedules(ctx.db));

/**
 * Runs jobs of the queue `generate-slots`. A job for a deleted schedule does nothing.
 * @throws an AggregateError of all failures; the jobs are then retried
 */
export async function generateSlotsForJobs(ctx: WriteContext, payloads: readonly unknown[]): Promise<void> {
  const scheduleIds = payloads.map((payload) => generateSlotsPayload.parse(payload)?.scheduleId);
  const ids = new Set(scheduleIds.filter((id) => id !== undefined));
  return scheduleIds.includes(undefined) ? generateAllSlots(ctx) : generateEach(ctx, ids);
}

/** Makes the slots of the schedules one after the other, each in a transaction of its own. */
async function generateEach(ctx: WriteContext, ids: AsyncIterable<string> | Iterable<string>): Promise<void> {
  const failures: unknown[] = [];
  for await (const id of ids) {
    await generateSlots(ctx, { id }).catch((error: unknown) => {
      const isDeleted = error instanceof HoldfastError && error.code === "SCHEDULE_NOT_FOUND";
      if (!isDeleted) failures.push(error);
    });
  }
  if (failures.length > 0) throw new AggregateError(failures, `${failures.length} schedules failed`);
}
