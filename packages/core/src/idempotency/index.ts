export { deleteExpiredRecords, eraseRecords } from "./delete.ts";
export {
  hasRecord,
  type KeyedRequest,
  keyedRequest,
  keyMismatch,
  lockKeys,
  RECORD_KEPT_HOURS,
  writeRecords,
} from "./records.ts";
export { type EffectContext, runIdempotent, runIdempotentWithin } from "./run.ts";
