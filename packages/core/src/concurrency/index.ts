export { inOneGo } from "./batch-per-tick.ts";
export { GroupCommit, type OnBatchFailure } from "./group-commit.ts";
export { patiently } from "./keyed-bulkhead.ts";
export { giveUpTime, takeLate, WaitingCount } from "./queue-limits.ts";
