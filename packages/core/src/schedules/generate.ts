import { type GeneratedSlots, HoldfastError } from "@holdfast/contract";
import { patiently } from "../concurrency/index.ts";
import { generateSlotsPayload } from "../jobs/index.ts";
import type { WriteContext } from "../shared/index.ts";
import {
  deleteNeverBooked,
  insertSlots,
  lockSchedule,
  type PresentSlot,
  presentSlots,
} from "./slots-of-schedule.ts";
import { type SlotTimes, slotTimes } from "./times.ts";

const MINUTE_MILLISECONDS = 60_000;

/**
 * Brings a schedule's slots in line with its rules: what they no longer make and nobody ever booked goes, what is
 * missing is made, unless it would overlap a slot of the schedule that stays. Repeating it changes nothing.
 * A slot that had a booking, has begun or was changed by hand is never touched.
 * @throws SCHEDULE_NOT_FOUND; PostgreSQL's lock timeout where a slot or the schedule stays locked
 */
export async function generateSlots(
  { db, actor }: WriteContext,
  { id }: { id: string },
): Promise<GeneratedSlots> {
  return patiently(db, id, async (trx) => {
    const locked = await lockSchedule(trx, id);
    const { schedule, lockedAt } = locked;
    const earliestStart = lockedAt.getTime() + schedule.leadMinutes * MINUTE_MILLISECONDS;
    const times = slotTimes(schedule, lockedAt, schedule.horizonDays);
    const present = await presentSlots(trx, locked);

    const made = new Map(times.map((slot) => [slot.startsAt.getTime(), slot]));
    const isStale = (slot: PresentSlot) => {
      const wanted = made.get(slot.startsAt.getTime());
      if (!wanted) return true;
      // It would be made anew with other hours or places: not where it is too late to make it.
      const isOther =
        wanted.endsAt.getTime() !== slot.endsAt.getTime() || schedule.capacity !== slot.capacity;
      return isOther && slot.startsAt.getTime() >= earliestStart;
    };
    const stale = present.filter((slot) => !slot.isFixed && isStale(slot));
    const deleted = await deleteNeverBooked(
      trx,
      actor,
      stale.map((slot) => slot.id),
    );

    const kept = present.filter((slot) => !deleted.has(slot.id));
    const missing = withoutOverlaps(times, kept).filter((slot) => slot.startsAt.getTime() >= earliestStart);
    return { slotsCreated: await insertSlots(trx, actor, locked, missing), slotsDeleted: deleted.size };
  });
}

/** Those of the times that overlap none of the slots; both are in the order of their starts. */
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

/** Schedules whose ids one step of `generateAllSlots` reads. */
const GENERATE_BATCH_SCHEDULES = 500;

/**
 * Makes the slots of every schedule, each in a transaction of its own.
 * @throws an AggregateError of all that went wrong, once every schedule had its turn
 */
export async function generateAllSlots(ctx: WriteContext): Promise<void> {
  const failures: unknown[] = [];
  for (let after: string | undefined; ; ) {
    let query = ctx.db.selectFrom("schedules").select("id").orderBy("id").limit(GENERATE_BATCH_SCHEDULES);
    if (after) query = query.where("id", ">", after);
    const batch = (await query.execute()).map(({ id }) => id);
    failures.push(...(await generateEach(ctx, batch)));
    after = batch.at(-1);
    if (batch.length < GENERATE_BATCH_SCHEDULES) break;
  }
  if (failures.length > 0) throw new AggregateError(failures, `${failures.length} schedules failed`);
}

/**
 * Does what jobs of the queue `generate-slots` ask for; those for a schedule that is gone ask for nothing.
 * @throws an AggregateError of all that went wrong; the jobs are tried again
 */
export async function generateSlotsForJobs(ctx: WriteContext, payloads: readonly unknown[]): Promise<void> {
  const wanted = payloads.map((payload) => generateSlotsPayload.parse(payload)?.scheduleId);
  const ids = new Set(wanted.filter((id) => id !== undefined));
  if (wanted.includes(undefined)) return generateAllSlots(ctx);
  const failures = await generateEach(ctx, [...ids]);
  if (failures.length > 0) throw new AggregateError(failures, `${failures.length} schedules failed`);
}

/** Makes the slots of one schedule after the other; returns what went wrong with any of them. */
async function generateEach(ctx: WriteContext, ids: readonly string[]): Promise<unknown[]> {
  const failures: unknown[] = [];
  for (const id of ids) {
    await generateSlots(ctx, { id }).catch((error: unknown) => {
      const isGone = error instanceof HoldfastError && error.code === "SCHEDULE_NOT_FOUND";
      if (!isGone) failures.push(error);
    });
  }
  return failures;
}
