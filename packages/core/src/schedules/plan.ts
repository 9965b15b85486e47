import type { Schedule } from "@holdfast/contract";
import { isOpenedByHand, ruledSlot, type ScheduleSlot } from "./ruled-slot.ts";
import type { AwayTimes, SlotChange } from "./slots-of-schedule.ts";
import type { SlotTimes } from "./times.ts";

/* What a schedule makes of its slots, worked out without the database. */

/** What a schedule's rules want. */
export interface Rules {
  schedule: Schedule;
  /** The times of all slots that they make from some moment on, in the order of their starts. */
  times: readonly SlotTimes[];
  /** The end of each of them, by its start. */
  ends: ReadonlyMap<number, number>;
  /** When the resource is away. */
  away: readonly AwayTimes[];
  /** The database's clock. What has begun by then is left alone. */
  now: Date;
}

export const rulesOf = (schedule: Schedule, times: readonly SlotTimes[], now: Date): Rules => ({
  schedule,
  times,
  ends: new Map(times.map(({ startsAt, endsAt }) => [startsAt.getTime(), endsAt.getTime()])),
  away: [],
  now,
});

/** What becomes of a schedule's slots. */
export interface Plan {
  deleted: string[];
  updated: SlotChange[];
  created: SlotTimes[];
}

/** Whether the rules want a slot otherwise than it is. */
export function isUnruly(rules: Rules, slot: ScheduleSlot): boolean {
  const after = asItStays(rules, slot);
  return !after || isDifferent(slot, after);
}

/**
 * Plans what brings slots in line with the rules. A slot that may not stay is given the times that the rules have for its
 * occurrence, or else deleted. Times that overlap what stays are left out.
 * @param slots of the schedule; those that are unruly are locked
 * @param others times that no slot of the schedule may overlap
 */
export function planSlots(rules: Rules, slots: readonly ScheduleSlot[], others: readonly SlotTimes[]): Plan {
  const changes: SlotChange[] = [];
  const replaced: ScheduleSlot[] = [];
  for (const before of slots) {
    const after = asItStays(rules, before);
    if (after) changes.push({ before, after });
    else replaced.push(before);
  }
  const staying = changes.map(({ before }) => before);
  const free = freeTimes(rules, staying, others);
  const deleted: string[] = [];
  for (const before of replaced) {
    const start = before.occurrenceAt.getTime();
    const endsAt = free.get(start)?.endsAt;
    if (endsAt) changes.push({ before, after: ruledSlot(rules.schedule, { ...before, endsAt }, false) });
    else deleted.push(before.id);
    free.delete(start);
  }
  const updated = changes.filter(({ before, after }) => isDifferent(before, after));
  return { deleted, updated, created: [...free.values()] };
}

/** A slot as the rules want it; undefined where it may not stay: its times are none of theirs, and nobody needs it. */
function asItStays(rules: Rules, slot: ScheduleSlot): ScheduleSlot | undefined {
  if (isFixed(rules, slot)) return slot;
  const isOutside = !hasRuledTimes(rules, slot);
  if (isOutside && !isNeeded(slot)) return undefined;
  return whileAway(rules, slot, ruledSlot(rules.schedule, slot, isOutside));
}

/**
 * A slot that is open while its resource is away is closed by that, as if it had been there before: a process of the release before
 * knows of no absences, and makes slots in them. What staff have opened, or moved there, stays.
 */
function whileAway({ away }: Rules, before: ScheduleSlot, after: ScheduleSlot): ScheduleSlot {
  const time = away.find(({ startsAt, endsAt }) => startsAt < after.endsAt && endsAt > after.startsAt);
  if (!time || after.closed || hasOwnTimes(after)) return after;
  if (isOpenedByHand(before)) return { ...after, overridden: before.overridden };
  return { ...after, closed: true, closedBy: time.id };
}

/** The times, by start, of the occurrences that no slot is yet, and that overlap none. */
function freeTimes(
  { times, now }: Rules,
  staying: readonly ScheduleSlot[],
  others: readonly SlotTimes[],
): Map<number, SlotTimes> {
  const taken = new Set(staying.map(({ occurrenceAt }) => occurrenceAt.getTime()));
  const obstacles = [...staying.filter(({ isDeleted }) => !isDeleted), ...others];
  const free = withoutOverlaps(times, obstacles).map((time) => [time.startsAt.getTime(), time] as const);
  return new Map(free.filter(([start]) => start >= now.getTime() && !taken.has(start)));
}

/** Whether a slot is left alone: it has begun, or staff have deleted it. */
const isFixed = ({ now }: Rules, slot: ScheduleSlot) => slot.isDeleted || slot.startsAt <= now;

/** Whether a slot must not be deleted: somebody has booked it or waits for it, or staff have opened it. */
const isNeeded = (slot: ScheduleSlot) => slot.booked > 0 || slot.waiting > 0 || isOpenedByHand(slot);

/**
 * Whether the rules make the occurrence that a slot is, and the slot has its times, or those that staff have set. An
 * occurrence of the past is what it was made as, because changes look ahead.
 */
function hasRuledTimes({ ends, now }: Rules, slot: ScheduleSlot): boolean {
  if (slot.occurrenceAt < now) return true;
  const end = ends.get(slot.occurrenceAt.getTime());
  return end !== undefined && (hasOwnTimes(slot) || end === slot.endsAt.getTime());
}

const hasOwnTimes = ({ overridden, startsAt, occurrenceAt }: ScheduleSlot) =>
  overridden.includes("times") || startsAt.getTime() !== occurrenceAt.getTime();

const isDifferent = (one: ScheduleSlot, other: ScheduleSlot) => JSON.stringify(one) !== JSON.stringify(other);

/** The times, in the order of their starts, that overlap none of the obstacles. */
function withoutOverlaps(times: readonly SlotTimes[], obstacles: readonly SlotTimes[]): SlotTimes[] {
  const byStart = obstacles.toSorted((one, other) => one.startsAt.getTime() - other.startsAt.getTime());
  let next = 0;
  let latestEnd = 0;
  return times.filter(({ startsAt, endsAt }) => {
    for (let slot = byStart[next]; slot && slot.startsAt < endsAt; slot = byStart[next]) {
      latestEnd = Math.max(latestEnd, slot.endsAt.getTime());
      next += 1;
    }
    return latestEnd <= startsAt.getTime();
  });
}
