export { deleteExpiredRecords, eraseRecords } from "./delete.ts";
export {
  hasRecord,
  type KeyedRequest,
  keyedChange,
  keyedRequest,
  keyMismatch,
  lockKeys,
  RECORD_KEPT_HOURS,
  writeRecords,
} from "./records.ts";
export { type EffectContext, runIdempotent, runIdempotentChange, runIdempotentWithin } from "./run.ts";
