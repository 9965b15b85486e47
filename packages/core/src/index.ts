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
export type { Context, DbContext, TransactionContext } from "./context.ts";
export { toBusy } from "./database-errors.ts";
export { type Abortable, HoldQueue } from "./hold-queue.ts";
export type { HoldRequest } from "./hold-statements.ts";
export { brokenInvariants } from "./invariants.ts";
export { EXPIRE_HOLDS, ExpiryCover, FETCH_MAX_JOBS, type Jobs, openJobs, POLL_SECONDS } from "./jobs.ts";
export { createResource, getResource, listResources, updateResource } from "./resource.ts";
export { createSlot, deleteSlot, getSlot, listSlots, updateSlot } from "./slot.ts";
