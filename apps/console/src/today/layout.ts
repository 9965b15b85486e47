import type { Slot } from "@holdfast/client";
import { type Day, minuteOf, minutesIn, momentOf } from "../time/index.ts";

const HOUR_MINUTES = 60;
/** What a grid shows at least: a day of which nobody knows anything has office hours. */
const USUAL_FROM_MINUTE = 8 * HOUR_MINUTES;
const USUAL_TO_MINUTE = 18 * HOUR_MINUTES;
/** What the shortest slot needs for a line of text, and how far that may stretch an hour. */
const BLOCK_MIN_PIXELS = 42;
const HOUR_MIN_PIXELS = 64;
const HOUR_MAX_PIXELS = 300;

/** The slot's times alone: a layout needs nothing else of it. */
type Timed = Pick<Slot, "startsAt" | "endsAt">;

/** A slot's place in its column, in minutes since the day began; of slots that overlap each has a lane. */
export interface Block<Item> {
  slot: Item;
  from: number;
  to: number;
  lane: number;
  lanes: number;
}

/** The part of the day that the grid shows, in minutes since the day began, and its scale. */
export interface Range {
  from: number;
  to: number;
  pixelsPerMinute: number;
}

/** A line of the grid: when it is, and how many minutes after the day began. */
export interface Tick {
  minute: number;
  at: Date;
}

/** A slot's part of the day: what is after the day's end is cut off. */
const within = (day: Day, { startsAt, endsAt }: Timed): [number, number] => [
  Math.max(0, minuteOf(day, startsAt)),
  Math.min(minutesIn(day), minuteOf(day, endsAt)),
];

/** The hours that all slots of the day need, and a scale at which the shortest of them can be read. */
export function rangeOf(day: Day, slots: readonly Timed[]): Range {
  const spans = slots.map((slot) => within(day, slot));
  const hours = (minute: number) => minute / HOUR_MINUTES;
  const starts = spans.map(([from]) => from);
  const ends = spans.map(([, to]) => to);
  const from = spans.length ? Math.min(...starts) : USUAL_FROM_MINUTE;
  const to = spans.length ? Math.max(...ends) : USUAL_TO_MINUTE;
  const shortest = Math.min(HOUR_MINUTES, ...spans.map(([start, end]) => Math.max(1, end - start)));
  const hourPixels = (BLOCK_MIN_PIXELS / shortest) * HOUR_MINUTES;
  return {
    from: Math.floor(hours(from)) * HOUR_MINUTES,
    to: Math.min(minutesIn(day), Math.ceil(hours(to)) * HOUR_MINUTES),
    pixelsPerMinute: Math.min(HOUR_MAX_PIXELS, Math.max(HOUR_MIN_PIXELS, hourPixels)) / HOUR_MINUTES,
  };
}

/** A line for each full hour that passes; what the clock says then is the caller's to format. */
export function ticksOf(day: Day, { from, to }: Range): Tick[] {
  const ticks: Tick[] = [];
  for (let minute = from; minute < to; minute += HOUR_MINUTES)
    ticks.push({ minute, at: momentOf(day, minute) });
  return ticks;
}

/** Where each slot of one column stands. Slots that overlap stand beside each other. */
export function layoutColumn<Item extends Timed>(day: Day, slots: readonly Item[]): Block<Item>[] {
  const blocks = slots
    .map((slot) => {
      const [from, to] = within(day, slot);
      return { slot, from, to, lane: 0, lanes: 1 };
    })
    .sort((first, second) => first.from - second.from || second.to - first.to);
  let group: Block<Item>[] = [];
  let groupEnd = Number.NEGATIVE_INFINITY;
  for (const block of blocks) {
    if (block.from >= groupEnd) group = [];
    const taken = new Set(group.filter(({ to }) => to > block.from).map(({ lane }) => lane));
    while (taken.has(block.lane)) block.lane++;
    group.push(block);
    groupEnd = Math.max(group.length === 1 ? block.to : groupEnd, block.to);
    const lanes = Math.max(...group.map(({ lane }) => lane)) + 1;
    for (const member of group) member.lanes = lanes;
  }
  return blocks;
}
