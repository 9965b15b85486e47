import type { GeneratedSlots } from "@holdfast/contract";
import { releaseAllExpiredHolds, withLockedSlots } from "../inventory/index.ts";
import type { Actor, PromotionContext } from "../shared/index.ts";
import type { LockedSchedule } from "./lock.ts";
import { isUnruly, planSlots, rulesOf } from "./plan.ts";
import {
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
 * Brings the slots of a locked schedule in line with these times. Slots that are unruly are locked, and judged by what is
 * true then: a hold that is being placed meanwhile is either seen, or finds its slot deleted or closed. Places that become
 * free promote entries.
 * @param times of all slots that the rules make from `lockedAt` on, in the order of their starts
 * @returns how many slots were made and deleted
 */
export async function followTimes(
  { actor, ...ctx }: FollowContext,
  schedule: LockedSchedule,
  times: readonly SlotTimes[],
): Promise<GeneratedSlots> {
  const { trx } = ctx;
  const rules = rulesOf(schedule.schedule, times, schedule.lockedAt);
  const [unruly, others] = partition(await slotsOfSchedule(trx, schedule), (slot) => isUnruly(rules, slot));
  const ids = unruly.map(({ id }) => id);
  return withLockedSlots(ctx, ids, async (locked) => {
    await releaseAllExpiredHolds(trx, ids);
    const slots = [...others, ...(await lockedSlotsOfSchedule(trx, schedule, ids))];
    const now = locked[0]?.lockedAt ?? schedule.lockedAt;
    const plan = planSlots({ ...rules, now }, slots, await exclusiveTimes(trx, schedule));
    await deleteSlots(trx, actor, plan.deleted);
    await updateSlots(trx, actor, plan.updated);
    const slotsCreated = await insertSlots(trx, actor, schedule, plan.created);
    return { slotsCreated, slotsDeleted: plan.deleted.length };
  });
}

/** Those that fulfil a condition, and the others. */
function partition<Item>(items: readonly Item[], condition: (item: Item) => boolean): [Item[], Item[]] {
  const fulfilling: Item[] = [];
  const others: Item[] = [];
  for (const item of items) (condition(item) ? fulfilling : others).push(item);
  return [fulfilling, others];
}
