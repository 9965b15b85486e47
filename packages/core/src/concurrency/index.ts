export { batchPerTick } from "./batch-per-tick.ts";
export { GROUP_MAX_REQUESTS, GroupCommit, type OnBatchFailure } from "./group-commit.ts";
export { BULKHEAD_MAX_TRANSACTIONS, lockingTransaction } from "./keyed-bulkhead.ts";
export {
  BOOKING_TOO_LATE,
  giveUpTime,
  QUEUED_MAX_MILLISECONDS,
  QUEUED_MAX_REQUESTS,
  QueueLimit,
} from "./queue-limits.ts";
export { READS_MAX, withinReads } from "./reads.ts";
export { SHARED_MAX_QUESTIONS, SharedReads } from "./shared-reads.ts";
export { sharing, sharingById } from "./sharing.ts";
