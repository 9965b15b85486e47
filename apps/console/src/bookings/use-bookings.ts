import type { RouterInputs } from "@holdfast/client";
import { useInfiniteQuery } from "@tanstack/react-query";
import { LONG_LISTS } from "../booking/index.ts";
import { client } from "../holdfast.ts";

const PAGE_ITEMS = 500;

/** What a list of bookings may be narrowed by. */
export type Filters = Omit<RouterInputs["bookings"]["list"], "limit" | "cursor" | "expand">;

/** The bookings that fit, the newest first, as many pages as were scrolled to. */
export function useBookings(filters: Filters) {
  return useInfiniteQuery({
    queryKey: [...LONG_LISTS, filters],
    queryFn: ({ pageParam, signal }) =>
      client.bookings.list.query(
        { ...filters, limit: PAGE_ITEMS, ...(pageParam !== null && { cursor: pageParam }) },
        { signal },
      ),
    initialPageParam: null as string | null,
    getNextPageParam: ({ nextCursor }) => nextCursor,
    // Reading again would read every page that was scrolled to.
    refetchOnWindowFocus: false,
    refetchOnReconnect: false,
    // Two hundred pages are compared faster by not comparing them.
    structuralSharing: false,
  });
}
