export {
  type Day,
  dayAfter,
  dayIn,
  dayNameOf,
  isDay,
  minuteOf,
  minutesIn,
  momentOf,
  todayIn,
} from "./day.ts";
export { resourcesQuery, useResources } from "./resources.ts";
export { useZoneOf } from "./use-zone-of.ts";
export { ownZone, venueZone, zonesOf } from "./zones.ts";
