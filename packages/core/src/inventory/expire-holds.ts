import { setTimeout as sleep } from "node:timers/promises";
import { isLockTimeout, type ReleaseContext, waitBriefly } from "../shared/index.ts";
import { findSlotsWithDueHolds, releaseDueHolds } from "./expiry.ts";
import { lockSlots } from "./locks.ts";
import { promoteEverywhere, promoteOn } from "./promotion.ts";

/**
 * Releases the holds that are due: FAILED with HOLD_EXPIRED, their places back on the slots' counters, or to those who
 * wait for them.
 * Safe to repeat and to run anywhere at once; it only writes down what `expires_at` has decided.
 * It holds no lock while it waits for another: a slot that is in use is waited for alone, and not for long. One that stays
 * locked is left out, and the others go on.
 * Between two steps it rests for as long as a step took, at first: bookings on other slots go on meanwhile.
 * @throws PostgreSQL's lock timeout where a slot stayed locked, once all others are done; the next call tries again
 */
export async function expireHolds(ctx: ReleaseContext): Promise<void> {
  const lockTimeout = await releaseAllDue(ctx);
  await promoteEverywhere(ctx);
  if (lockTimeout) throw lockTimeout;
}

/** Slots whose holds one step releases. */
const STEP_MAX_SLOTS = 100;

/** How long a step waits for a slot that is in use: holds of other slots end meanwhile. */
const STEP_MAX_WAIT_MILLISECONDS = 500;

/** How long bookings get half of the time; then what is still due has waited long enough. */
const GENTLE_MILLISECONDS = 2_500;

/** What a step came to. */
interface Step {
  /** Slots where holds were released. */
  released: ReadonlySet<string>;
  /** Slots that it had locked and did not get to: a step has a bound. */
  left: string[];
  /** How long it waited for a slot that was in use. */
  waitedMilliseconds: number;
  /** A slot that stayed locked, and PostgreSQL's lock timeout. */
  stuck?: { slotId: string; lockTimeout: unknown };
}

/**
 * Releases until nothing is due but what is being confirmed at this moment, and what is on slots that stay locked.
 * @returns the lock timeout of the last of those, if any
 */
export async function releaseAllDue(ctx: ReleaseContext): Promise<unknown> {
  const startedAt = performance.now();
  const stuck: string[] = [];
  let lockTimeout: unknown;
  let left: string[] = [];
  for (;;) {
    const stepStartedAt = performance.now();
    // What the step before had locked, and did not get to, need not be looked for again.
    const slotIds = left.length > 0 ? left : await findSlotsWithDueHolds(ctx.db, STEP_MAX_SLOTS, stuck);
    if (slotIds.length === 0) return lockTimeout;
    const step = await releaseStep(ctx, slotIds);
    if (step.stuck) {
      stuck.push(step.stuck.slotId);
      lockTimeout = step.stuck.lockTimeout;
    }
    const isProgress = step.released.size > 0 || step.stuck !== undefined;
    if (!isProgress && left.length === 0) return lockTimeout; // what is left is being confirmed at this moment
    left = isProgress ? step.left : [];
    const now = performance.now();
    if (now - startedAt < GENTLE_MILLISECONDS) await sleep(now - stepStartedAt - step.waitedMilliseconds);
  }
}

/** Releases holds of the slots that nobody else has locked, then of one of those that are in use, for which it waits. */
async function releaseStep(ctx: ReleaseContext, slotIds: readonly string[]): Promise<Step> {
  const { locked, released } = await releaseDueOn(ctx, slotIds, "skip");
  const left = locked.filter((id) => !released.has(id));
  const inUse = slotIds.find((id) => !locked.includes(id));
  if (!inUse) return { released, left, waitedMilliseconds: 0 };
  try {
    const waitedFor = await releaseDueOn(ctx, [inUse], "wait");
    return { ...waitedFor, released: new Set([...released, ...waitedFor.released]), left };
  } catch (error) {
    if (!isLockTimeout(error)) throw error;
    const waitedMilliseconds = STEP_MAX_WAIT_MILLISECONDS;
    return { released, left, waitedMilliseconds, stuck: { slotId: inUse, lockTimeout: error } };
  }
}

/** One transaction: the slots that it locked, and those where holds were released. */
async function releaseDueOn(
  { db, ...release }: ReleaseContext,
  slotIds: readonly string[],
  locking: "wait" | "skip",
) {
  const askedAt = performance.now();
  return db.transaction().execute(async (trx) => {
    await waitBriefly(trx, STEP_MAX_WAIT_MILLISECONDS);
    const slots = await lockSlots(trx, slotIds, locking);
    const waitedMilliseconds = performance.now() - askedAt;
    const locked = slots.map((slot) => slot.id);
    const released = new Set((await releaseDueHolds(trx, locked)).keys());
    await promoteOn({ trx, ...release }, slots);
    return { locked, released, waitedMilliseconds };
  });
}
