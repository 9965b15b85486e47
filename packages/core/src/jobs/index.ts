export { ExpiryCover, type ExpiryJobContext, enqueueExpiryJob, ensureExpiryJob } from "./expiry-job.ts";
export {
  DELETE_EXPIRED_RECORDS,
  EXPIRE_HOLDS,
  enqueueGeneration,
  FETCH_MAX_JOBS,
  GENERATE_SLOTS,
  generateSlotsPayload,
  JOBS_MAX_CONNECTIONS,
  openJobs,
  POLL_SECONDS,
  SLOW_POLL_SECONDS,
} from "./queues.ts";
