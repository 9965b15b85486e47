import type { Booking, Slot } from "@holdfast/client";
import { useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { client, trpc } from "../holdfast.ts";
import type { Day } from "../time/index.ts";
import { mergeSlots } from "./live-slots.ts";
import { useStreams } from "./use-streams.ts";

const PAGE_ITEMS = 500;
const SLOTS_MAX = 4_000;
/** The names in the grid are a help, not a list: a theatre's thousands are not read. */
const BOOKINGS_MAX = 1_000;
/** How often the day is read: seldom where streams tell all that is seen, else often. */
const STREAMED_MILLISECONDS = 60_000;
const POLLED_MILLISECONDS = 5_000;
const NAMES_MILLISECONDS = 20_000;

async function take<Item>(items: AsyncIterable<Item>, max: number): Promise<Item[]> {
  const taken: Item[] = [];
  for await (const item of items) {
    taken.push(item);
    if (taken.length === max) break;
  }
  return taken;
}

const boundsOf = ({ from, to }: Day) => ({ from: from.toISOString(), to: to.toISOString() });

/**
 * The slots of a day, as they are now.
 * @param seen the resources whose columns can be seen: their slots are streamed, as far as connections allow
 */
export function useDaySlots(day: Day, seen: readonly string[]) {
  const { streamed, isComplete } = useStreams(seen);
  const bounds = boundsOf(day);
  const query = useQuery({
    queryKey: [...trpc.slots.list.pathKey(), "day", bounds],
    queryFn: ({ signal }): Promise<Slot[]> =>
      take(client.slots.list.all({ ...bounds, limit: PAGE_ITEMS }, { signal }), SLOTS_MAX),
    refetchInterval: isComplete ? STREAMED_MILLISECONDS : POLLED_MILLISECONDS,
  });
  const { data } = query;
  const slots = useMemo(() => data && mergeSlots(data, streamed, day), [data, streamed, day]);
  return { query, slots };
}

/** The live bookings of a day by slot, for the names in the grid. */
export function useDayBookings(day: Day): ReadonlyMap<string, Booking[]> {
  const bounds = boundsOf(day);
  const { data } = useQuery({
    queryKey: [...trpc.bookings.list.pathKey(), "day", bounds],
    queryFn: ({ signal }): Promise<Booking[]> =>
      take(client.bookings.list.all({ ...bounds, limit: PAGE_ITEMS }, { signal }), BOOKINGS_MAX),
    refetchInterval: NAMES_MILLISECONDS,
  });
  return useMemo(() => {
    const live = (data ?? []).filter(({ status }) => status === "CONFIRMED" || status === "PENDING");
    return Map.groupBy(live, ({ slotId }) => slotId);
  }, [data]);
}
