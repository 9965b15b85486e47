export { ExpiryCover, type ExpiryJobContext, enqueueExpiryJob, ensureExpiryJob } from "./expiry-job.ts";
export { healthOfJobs } from "./health.ts";
export { enqueueMails, enqueueReminders, mailPayload, reminderPayload } from "./mail-jobs.ts";
export {
  DELETE_ENDED_SESSIONS,
  DELETE_EXPIRED_RECORDS,
  DELETE_OLD_DELIVERIES,
  DELETE_OLD_MAILS,
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
  REMIND,
  SEND_MAIL,
  SLOW_POLL_SECONDS,
} from "./queues.ts";
