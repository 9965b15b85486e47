export {
  cancelBooking,
  confirmBooking,
  createBooking,
  expireHolds,
  getBooking,
  type HoldAnswer,
  listBookings,
  placeHolds,
} from "./booking.ts";
export type { Context, ReadContext, TransactionContext } from "./context.ts";
export { brokenInvariants } from "./invariants.ts";
export { EXPIRE_HOLDS, FETCH_MAX_JOBS, type Jobs, openJobs, POLL_SECONDS } from "./jobs.ts";
export type { Page } from "./pages.ts";
export { createResource, getResource, listResources, updateResource } from "./resource.ts";
export { createSlot, getSlot, listSlots, updateSlot } from "./slot.ts";
