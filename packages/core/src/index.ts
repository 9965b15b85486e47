export {
  cancelBooking,
  confirmBooking,
  createBooking,
  expireHolds,
  getBooking,
  type HoldAnswer,
  listBookings,
  placeHolds,
  SLOT_LOCKED,
} from "./booking.ts";
export type { Context, DbContext, ScheduleContext, TransactionContext } from "./context.ts";
export { toBusy } from "./database-errors.ts";
export { generateAllSlots, generateSlots, generateSlotsForJobs } from "./generate-slots.ts";
export { type Abortable, HoldQueue } from "./hold-queue.ts";
export type { HoldRequest } from "./hold-statements.ts";
export { brokenInvariants } from "./invariants.ts";
export {
  EXPIRE_HOLDS,
  ExpiryCover,
  FETCH_MAX_JOBS,
  GENERATE_POLL_SECONDS,
  GENERATE_SLOTS,
  type Jobs,
  openJobs,
  POLL_SECONDS,
} from "./jobs.ts";
export { createResource, getResource, listResources, updateResource } from "./resource.ts";
export { createSchedule, deleteSchedule, getSchedule, listSchedules, updateSchedule } from "./schedule.ts";
export { createSlot, getSlot, listSlots, updateSlot } from "./slot.ts";
