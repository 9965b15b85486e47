export { inOneGo } from "./batch-per-tick.ts";
export { GROUP_MAX_REQUESTS, GroupCommit, type OnBatchFailure } from "./group-commit.ts";
export { patiently, TURNS_MAX } from "./keyed-bulkhead.ts";
export {
  giveUpTime,
  takeLate,
  WAITING_MAX_MILLISECONDS,
  WAITING_MAX_REQUESTS,
  WaitingCount,
} from "./queue-limits.ts";
