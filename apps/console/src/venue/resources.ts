import type { Resource } from "@holdfast/client";
import { queryOptions, useQuery } from "@tanstack/react-query";
import { client, trpc } from "../holdfast.ts";

const PAGE_ITEMS = 500;
/** A page that shows more would be no help to anybody. */
const RESOURCES_MAX = 2_000;
const STALE_MILLISECONDS = 60_000;

export const resourcesQuery = queryOptions({
  queryKey: [...trpc.resources.list.pathKey(), "all"],
  queryFn: async ({ signal }) => {
    const resources: Resource[] = [];
    for await (const resource of client.resources.list.all(
      { limit: PAGE_ITEMS, archived: true },
      { signal },
    )) {
      resources.push(resource);
      if (resources.length === RESOURCES_MAX) break;
    }
    return resources;
  },
  staleTime: STALE_MILLISECONDS,
});

/** All doctors and shows, archived ones too: their bookings are still read. */
export const useResources = () => useQuery(resourcesQuery);
