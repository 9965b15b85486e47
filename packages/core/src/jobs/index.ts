export { ExpiryCover, type ExpiryJobContext, enqueueExpiryJob, ensureExpiryJob } from "./expiry-job.ts";
export {
  DELETE_EXPIRED_RECORDS,
  DELETE_OLD_DELIVERIES,
  DELIVER_WEBHOOKS,
  EXPIRE_HOLDS,
  enqueueDelivery,
  enqueueGeneration,
  FETCH_MAX_JOBS,
  GENERATE_SLOTS,
  generateSlotsPayload,
  JOBS_MAX_CONNECTIONS,
  openJobs,
  POLL_SECONDS,
  SLOW_POLL_SECONDS,
} from "./queues.ts";
