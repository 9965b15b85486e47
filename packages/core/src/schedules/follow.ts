import type { GeneratedSlots } from "@holdfast/contract";
import { releaseAllExpiredHolds, withLockedSlots } from "../inventory/index.ts";
import type { Actor, PromotionContext } from "../shared/index.ts";
import type { LockedSchedule } from "./lock.ts";
import { isUnruly, planSlots, rulesOf } from "./plan.ts";
import {
  awayTimes,
  deleteSlots,
  exclusiveTimes,
  insertSlots,
  lockedSlotsOfSchedule,
  slotsOfSchedule,
  updateSlots,
} from "./slots-of-schedule.ts";
import type { SlotTimes } from "./times.ts";

/** The context of a transaction that makes slots of a schedule. */
export interface FollowContext extends PromotionContext {
  actor: Actor;
}

/**
 * Brings the slots of a locked schedule in line with these times. Unruly slots are locked, and judged by what is true
 * then: a hold that is being placed meanwhile is either seen, or finds its slot deleted or closed. Places that become
 * free promote entries.
 * @param times of all slots that the rules make from `lockedAt` on, in the order of their starts
 * @returns how many slots were made and deleted
 */
export async function followTimes(
  { actor, ...ctx }: FollowContext,
  locked: LockedSchedule,
  times: readonly SlotTimes[],
): Promise<GeneratedSlots> {
  const { trx } = ctx;
  const away = await awayTimes(trx, locked, { isLocking: false });
  const rules = { ...rulesOf(locked.schedule, times, locked.lockedAt), away };
  const slots = new Map((await slotsOfSchedule(trx, locked)).map((slot) => [slot.id, slot]));
  const unruly = [...slots.values()].filter((slot) => isUnruly(rules, slot)).map(({ id }) => id);
  return withLockedSlots(ctx, unruly, async (lockedSlots) => {
    await releaseAllExpiredHolds(trx, unruly);
    for (const slot of await lockedSlotsOfSchedule(trx, locked, unruly)) slots.set(slot.id, slot);
    const now = lockedSlots[0]?.lockedAt ?? locked.lockedAt;
    const awayNow = await awayTimes(trx, locked, { isLocking: true });
    // Slots in a new absence are not locked here: it has closed them itself.
    const known = awayNow.filter(({ id }) => away.some((before) => before.id === id));
    const others = [...(await exclusiveTimes(trx, locked)), ...awayNow];
    const plan = planSlots({ ...rules, away: known, now }, [...slots.values()], others);
    await deleteSlots(trx, actor, plan.deleted);
    await updateSlots(trx, actor, plan.updated);
    const slotsCreated = await insertSlots(trx, actor, locked, plan.created);
    return { slotsCreated, slotsDeleted: plan.deleted.length };
  });
}
