export {
  ApiKeyCache,
  createKey,
  hasUsableKey,
  KEY_CACHED_SECONDS,
  listKeys,
  requireBookingToken,
  requireEntryToken,
  revokeKey,
} from "./access/index.ts";
export { listAudit } from "./audit/index.ts";
export {
  ChangeQueues,
  cancelBooking,
  checkInBooking,
  confirmBooking,
  confirmOrReacquireBooking,
  createBooking,
  createBookings,
  ERASE_BATCH_BOOKINGS,
  eraseCustomer,
  exportBookings,
  extendHold,
  getBooking,
  listBookings,
  markNoShow,
  rescheduleBooking,
  updateBooking,
} from "./bookings/index.ts";
export {
  BULKHEAD_MAX_TRANSACTIONS,
  batchPerTick,
  GROUP_MAX_REQUESTS,
  QUEUED_MAX_MILLISECONDS,
  QUEUED_MAX_REQUESTS,
  READS_MAX,
  SHARED_MAX_QUESTIONS,
  withinReads,
} from "./concurrency/index.ts";
export { consumeEvents, EventHorizon, type EventsContext, listEvents } from "./events/index.ts";
export {
  BATCH_MAX_REQUESTS,
  CLIENT_GONE,
  COUNTED_MAX_HOLDS,
  type CountedRequest,
  type HoldCounts,
  type HoldLimitSettings,
  HoldLimits,
  HoldQueue,
  placeHolds,
  placesPerContact,
  SHARE_MIN_PLACES_PER_ADDRESS,
  SHARE_MIN_PLACES_PER_CONTACT,
} from "./holds/index.ts";
export { deleteExpiredRecords, RECORD_KEPT_HOURS } from "./idempotency/index.ts";
export { brokenInvariants } from "./invariants.ts";
export { expireHolds } from "./inventory/index.ts";
export {
  DELETE_EXPIRED_RECORDS,
  EXPIRE_HOLDS,
  FETCH_MAX_JOBS,
  GENERATE_SLOTS,
  JOBS_MAX_CONNECTIONS,
  openJobs,
  POLL_SECONDS,
  SLOW_POLL_SECONDS,
} from "./jobs/index.ts";
export {
  AUDIT_READ_MILLISECONDS,
  type LiveMessage,
  LiveSlots,
  MESSAGES_MAX_PER_SECOND,
  SLOT_TOLD_MILLISECONDS,
  type SlotStream,
  STATE_MAX_SLOTS,
  STREAMS_MAX,
  UNSENT_MAX_SLOTS,
  watchSlots,
} from "./live/index.ts";
export { createResource, getResource, listResources, updateResource } from "./resources/index.ts";
export {
  addException,
  createSchedule,
  deleteSchedule,
  generateLaggingSlots,
  generateSlots,
  generateSlotsForJobs,
  getSchedule,
  listSchedules,
  removeException,
  updateSchedule,
} from "./schedules/index.ts";
export { type Context, createServices, type ServicesSettings } from "./services.ts";
export {
  type Abortable,
  type Actor,
  type ClientAddress,
  isStaff,
  type Jobs,
  LOCK_MAX_WAIT_MILLISECONDS,
  type ReleaseContext,
  SHARED_ADDRESS,
  toBusy,
  type WriteContext,
} from "./shared/index.ts";
export {
  createSlot,
  createSlots,
  deleteSlot,
  getSlot,
  listSlots,
  REMEMBERED_MAX_PAGES,
  REMEMBERED_MAX_SLOTS,
  TOGETHER_MAX_PAGES,
  updateSlot,
} from "./slots/index.ts";
export { getWaitlistEntry, joinWaitlist, leaveWaitlist, listWaitlist } from "./waitlist/index.ts";
