export { ExpiryCover, type ExpiryJobContext, enqueueExpiryJob, ensureExpiryJob } from "./expiry-job.ts";
export { enqueueGeneration, generateSlotsPayload } from "./generation-job.ts";
export {
  EXPIRE_HOLDS,
  FETCH_MAX_JOBS,
  FORGET_EVENTS,
  FORGET_RECEIPTS,
  GENERATE_SLOTS,
  openJobs,
  POLL_SECONDS,
  UNHURRIED_POLL_SECONDS,
} from "./queues.ts";
