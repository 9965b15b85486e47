import { setTimeout as sleep } from "node:timers/promises";
import { isLockTimeout, limitLockWait, type OnLocked, type ReleaseContext } from "../shared/index.ts";
import { lockSlots } from "./locks.ts";
import { promoteEverywhere, promoteOnLocked } from "./promotion.ts";
import { findSlotsWithExpiredHolds, releaseExpiredHolds } from "./release-expired.ts";

/**
 * Releases expired holds, and promotes entries to their places; safe to repeat and to run anywhere at once. It holds no
 * lock while it waits for another: it waits for one locked slot at a time, not for long, and leaves out one that stays
 * locked.
 * @param signal ends it after the step under way; the next call goes on
 * @throws PostgreSQL's lock timeout where a slot stayed locked, once all others are done; the next call tries again
 */
export async function expireHolds(ctx: ReleaseContext, signal = new AbortController().signal): Promise<void> {
  const lockTimeout = await releaseAllExpired(ctx, signal);
  await promoteEverywhere(ctx);
  if (lockTimeout) throw lockTimeout;
}

/** Slots whose holds one step releases. */
const STEP_MAX_SLOTS = 100;
/** The wait of a step for a locked slot, short because holds of other slots expire meanwhile. */
const STEP_MAX_WAIT_MILLISECONDS = 500;
/** The rest before the next step, as a multiple of the step's own time: bookings on other slots go on meanwhile. */
const REST_FACTOR = 4;
/** A bound on a rest: a step may have taken long because PostgreSQL stood still. */
const REST_MAX_MILLISECONDS = 500;
/** The time with such rests; then a rest is as long as its step, so that a slow machine comes to an end, too. */
const GENTLE_MILLISECONDS = 20_000;

/** The result of a step. */
interface Step {
  isProgress: boolean;
  /** The wait for a locked slot. */
  waitedMilliseconds: number;
  /** A slot that stayed locked, and PostgreSQL's lock timeout. */
  stuck?: { slotId: string; lockTimeout: unknown };
}

/**
 * Releases until no expired hold is left, except those under confirmation and those on slots that stay locked.
 * @returns the lock timeout of the last of those, if any
 */
async function releaseAllExpired(ctx: ReleaseContext, signal: AbortSignal): Promise<unknown> {
  const gentleUntil = performance.now() + GENTLE_MILLISECONDS;
  const stuck: string[] = [];
  let lockTimeout: unknown;
  let restMilliseconds = 0;
  while (!signal.aborted) {
    const slotIds = await findSlotsWithExpiredHolds(ctx.db, STEP_MAX_SLOTS, stuck);
    if (slotIds.length === 0) break;
    await sleep(restMilliseconds, undefined, { signal }).catch(() => {}); // aborted
    if (signal.aborted) break;
    const startedAt = performance.now();
    const step = await releaseStep(ctx, slotIds);
    if (step.stuck) {
      stuck.push(step.stuck.slotId);
      lockTimeout = step.stuck.lockTimeout;
    } else if (!step.isProgress) break; // the rest is under confirmation at this moment
    const now = performance.now();
    const workedMilliseconds = now - startedAt - step.waitedMilliseconds;
    const factor = now < gentleUntil ? REST_FACTOR : 1;
    restMilliseconds = Math.min(workedMilliseconds * factor, REST_MAX_MILLISECONDS);
  }
  return lockTimeout;
}

/** Releases holds of the slots that no other transaction has locked, then of one locked slot, after a wait. */
async function releaseStep(ctx: ReleaseContext, slotIds: readonly string[]): Promise<Step> {
  const { locked, isProgress } = await releaseExpiredOn(ctx, slotIds, "skip");
  const inUse = slotIds.find((id) => !locked.includes(id));
  if (!inUse) return { isProgress, waitedMilliseconds: 0 };
  try {
    const waitedFor = await releaseExpiredOn(ctx, [inUse], "wait");
    return { ...waitedFor, isProgress: isProgress || waitedFor.isProgress };
  } catch (error) {
    if (!isLockTimeout(error)) throw error;
    const waitedMilliseconds = STEP_MAX_WAIT_MILLISECONDS;
    return { isProgress, waitedMilliseconds, stuck: { slotId: inUse, lockTimeout: error } };
  }
}

/** One transaction: the slots that it locked, and whether any hold was released. */
async function releaseExpiredOn(
  { db, ...release }: ReleaseContext,
  slotIds: readonly string[],
  onLocked: OnLocked,
) {
  const askedAt = performance.now();
  return db.transaction().execute(async (trx) => {
    await limitLockWait(trx, STEP_MAX_WAIT_MILLISECONDS);
    const slots = await lockSlots(trx, slotIds, onLocked);
    const waitedMilliseconds = performance.now() - askedAt;
    const locked = slots.map((slot) => slot.id);
    const released = await releaseExpiredHolds(trx, locked);
    await promoteOnLocked({ trx, ...release }, slots);
    return { locked, isProgress: released.size > 0, waitedMilliseconds };
  });
}
