import type { Resource, Slot } from "@holdfast/contract";
import { type FreeSlot, freeDays, listSlots, nextFreeSlots } from "@holdfast/core";
import { chargeRows } from "../../limits/index.ts";
import { wholeMinute } from "../minute.ts";
import type { Times } from "../texts/index.ts";
import type { Visit } from "../visit.ts";
import { type Asked, type Days, daysFrom, daysOfMonth, daysOfWeek, monthOf, nextDay } from "./calendar.ts";

/** Slots of a day, or of a week, that a page shows. */
const SHOWN_MAX_SLOTS = 500;
/** Where nothing is free: what there is all the same. */
const UPCOMING_MAX_SLOTS = 10;

/** What the page of a resource shows. */
export interface Shown {
  keys: readonly string[];
  /** How many slots are free, by the day. */
  free: ReadonlyMap<string, number>;
  /** The day whose slots are shown; of a week, one of them. */
  day: string;
  /** The slots of the day, or of the week, full ones too. */
  slots: readonly Slot[];
  /** Whether there are more of them. */
  isCut: boolean;
  /** Where nothing is free in what is shown: the next that is; undefined: nothing is. */
  next: FreeSlot | undefined;
  /** Where nothing is free at all: what is planned, full or not open yet. */
  upcoming: readonly Slot[];
}

/** Reads what a visitor asks to see, or, where nothing is asked for, the month in which something is free next. */
export async function readShown(
  visit: Visit,
  resource: Resource,
  times: Times,
  asked: Asked,
): Promise<Shown> {
  const { deps, now } = visit;
  const { id } = resource;
  const readNext = async () => (await nextFreeSlots(deps, { resourceIds: [id] })).get(id);
  const hasAsked = asked.day !== undefined || asked.month !== undefined;
  const first = hasAsked ? undefined : await readNext();
  const day = asked.day ?? times.dayKey(first ? new Date(first.startsAt) : new Date(now));
  const zone = times.timeZone;
  const days = asked.view === "week" ? daysOfWeek(day, zone) : daysOfMonth(asked.month ?? monthOf(day), zone);
  const counting = freeDays(deps, {
    resourceId: id,
    timeZone: zone,
    from: days.keys[0] as string,
    to: nextDay(days.keys.at(-1) as string),
  });
  const slotsOf = (range: Days) => readSlots(visit, id, range);
  const early =
    asked.month === undefined ? slotsOf(asked.view === "week" ? days : daysFrom(day, 1, zone)) : undefined;
  const [counted, known] = await Promise.all([counting, early]);
  const free = new Map(counted.days.filter(({ slots }) => slots > 0).map((each) => [each.day, each.slots]));
  const shownDay = known ? day : (free.keys().next().value ?? (days.keys[0] as string));
  const { items, nextCursor } = known ?? (await slotsOf(daysFrom(shownDay, 1, zone)));
  const next = free.size > 0 ? undefined : (counted.next ?? first ?? (await readNext()));
  return {
    keys: days.keys,
    free,
    day: shownDay,
    slots: items,
    isCut: nextCursor !== null,
    next,
    upcoming: free.size > 0 || next ? [] : await readUpcoming(visit, id),
  };
}

/** The slots of days that have not begun, or only just. */
async function readSlots({ c, deps, now }: Visit, resourceId: string, { from, to }: Days) {
  const earliest = new Date(Math.max(from.getTime(), wholeMinute(now)));
  if (earliest >= to) return { items: [], nextCursor: null };
  const page = await listSlots(deps, {
    resourceId,
    availableOnly: false,
    from: earliest,
    to,
    limit: SHOWN_MAX_SLOTS,
  });
  const usage = c.get("usage");
  if (usage) chargeRows(usage, page.items.length);
  return page;
}

async function readUpcoming({ deps, now }: Visit, resourceId: string): Promise<readonly Slot[]> {
  const from = new Date(wholeMinute(now));
  const { items } = await listSlots(deps, {
    resourceId,
    availableOnly: false,
    from,
    limit: UPCOMING_MAX_SLOTS,
  });
  return items;
}
