export type { HoldsContext } from "./context.ts";
export { NO_SEAT } from "./grant.ts";
export { type HoldLimitSettings, HoldLimits, withinHoldLimits } from "./limits.ts";
export { placeHolds } from "./place.ts";
export { HoldQueue } from "./queue/hold-queue.ts";
export { type HoldRequest, holdRequest, isHold, ReplayedHold } from "./request.ts";
export type { TransactionContext } from "./transaction-context.ts";
