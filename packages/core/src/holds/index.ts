export { type CountedChange, countedQuantity, withinLimits } from "./counted-change.ts";
export { NO_SEAT } from "./grant.ts";
export {
  COUNTED_MAX_HOLDS,
  type CountedRequest,
  type GivenPlaces,
  type HoldCounts,
  type HoldLimitSettings,
  HoldLimits,
  type HoldsContext,
  placesPerContact,
  SHARE_MIN_PLACES_PER_ADDRESS,
  SHARE_MIN_PLACES_PER_CONTACT,
  withinHoldLimits,
} from "./hold-limits.ts";
export { placeHolds, type TransactionContext } from "./place.ts";
export { HoldQueue } from "./queue/hold-queue.ts";
export { BATCH_MAX_REQUESTS, CLIENT_GONE } from "./queue/lanes.ts";
export { type HoldRequest, holdRequest, isHold, ReplayedHold } from "./request.ts";
