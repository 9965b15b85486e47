import { setTimeout as sleep } from "node:timers/promises";
import { isLockTimeout, limitLockWait, type OnLocked, type ReleaseContext } from "../shared/index.ts";
import { findSlotsWithExpiredHolds, releaseExpiredHolds } from "./expiry.ts";
import { lockSlots } from "./locks.ts";
import { promoteEverywhere, promoteOn } from "./promotion.ts";

/**
 * Releases the holds that have expired: FAILED with HOLD_EXPIRED, their places back on the slots' counters, or to those who
 * wait for them.
 * Safe to repeat and to run anywhere at once; it only writes down what `expires_at` has decided.
 * It holds no lock while it waits for another: a slot that is in use is waited for alone, and not for long. One that stays
 * locked is left out, and the others go on.
 * It rests after each step: bookings on other slots go on meanwhile.
 * @throws PostgreSQL's lock timeout where a slot stayed locked, once all others are done; the next call tries again
 */
export async function expireHolds(ctx: ReleaseContext): Promise<void> {
  const lockTimeout = await releaseAllExpired(ctx);
  await promoteEverywhere(ctx);
  if (lockTimeout) throw lockTimeout;
}

/** Slots whose holds one step releases. */
const STEP_MAX_SLOTS = 100;

/** How long a step waits for a slot that is in use: holds of other slots are released meanwhile. */
const STEP_MAX_WAIT_MILLISECONDS = 500;

/** The rest after a step, in the time that the step worked: bookings go on meanwhile, and nobody waits for a release. */
const REST_FACTOR = 2;

/** What a step came to. */
interface Step {
  isProgress: boolean;
  /** How long it waited for a slot that was in use. */
  waitedMilliseconds: number;
  /** A slot that stayed locked, and PostgreSQL's lock timeout. */
  stuck?: { slotId: string; lockTimeout: unknown };
}

/**
 * Releases until no expired hold is left but what is being confirmed at this moment, and what is on slots that stay locked.
 * @returns the lock timeout of the last of those, if any
 */
export async function releaseAllExpired(ctx: ReleaseContext): Promise<unknown> {
  const stuck: string[] = [];
  let lockTimeout: unknown;
  for (;;) {
    const startedAt = performance.now();
    const slotIds = await findSlotsWithExpiredHolds(ctx.db, STEP_MAX_SLOTS, stuck);
    if (slotIds.length === 0) return lockTimeout;
    const step = await releaseStep(ctx, slotIds);
    if (step.stuck) {
      stuck.push(step.stuck.slotId);
      lockTimeout = step.stuck.lockTimeout;
    } else if (!step.isProgress) return lockTimeout; // what is left is being confirmed at this moment
    await sleep((performance.now() - startedAt - step.waitedMilliseconds) * REST_FACTOR);
  }
}

/** Releases holds of the slots that nobody else has locked, then of one of those that are in use, for which it waits. */
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
    await promoteOn({ trx, ...release }, slots);
    return { locked, isProgress: released.size > 0, waitedMilliseconds };
  });
}
