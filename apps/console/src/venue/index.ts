export { DemoOffer } from "./demo-offer.tsx";
export { resourcesQuery, useResources } from "./resources.ts";
export { useZoneOf } from "./use-zone-of.ts";
export { ownZone, venueZone, zonesOf } from "./zones.ts";
