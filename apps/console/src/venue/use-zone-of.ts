import { useMemo } from "react";
import { useResources } from "./resources.ts";
import { venueZone } from "./zones.ts";

/** Returns the function that says by which clocks the times of a doctor or show are written, and the venue's own zone. */
export function useZoneOf(): { zoneOf: (resourceId: string) => string; zone: string } {
  const { data } = useResources();
  return useMemo(() => {
    const resources = data ?? [];
    const zone = venueZone(resources);
    const zones = new Map(resources.map(({ id, timeZone }) => [id, timeZone]));
    return { zone, zoneOf: (resourceId) => zones.get(resourceId) ?? zone };
  }, [data]);
}
