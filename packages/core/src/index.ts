export { checkInBooking, markNoShow } from "./attendance.ts";
export { type Actor, isStaff, listAudit } from "./audit.ts";
export {
  cancelBooking,
  confirmBooking,
  createBooking,
  expireHolds,
  getBooking,
  placeHolds,
} from "./booking.ts";
export { BookingChanges } from "./booking-changes.ts";
export { exportBookings } from "./booking-export.ts";
export { createBookings } from "./booking-lines.ts";
export { listBookings } from "./booking-lists.ts";
export { confirmOrReacquireBooking, extendHold, rescheduleBooking } from "./booking-moves.ts";
export type {
  Context,
  ReleaseContext,
  WriteContext,
} from "./context.ts";
export { eraseCustomer } from "./customer.ts";
export { toBusy } from "./database-errors.ts";
export { forgetEvents, listEvents } from "./events.ts";
export { generateSlots, generateSlotsForJobs } from "./generate-slots.ts";
export { type Asker, type HoldLimitSettings, HoldLimits, MANY_PEOPLE } from "./hold-limits.ts";
export { HoldQueue } from "./hold-queue.ts";
export type { Abortable } from "./hold-waiting.ts";
export { requireHolder, requireWaiting } from "./holder.ts";
export { inOneGo } from "./in-one-go.ts";
export { brokenInvariants } from "./invariants.ts";
export {
  EXPIRE_HOLDS,
  FETCH_MAX_JOBS,
  FORGET_EVENTS,
  FORGET_RECEIPTS,
  GENERATE_SLOTS,
  type Jobs,
  openJobs,
  POLL_SECONDS,
  UNHURRIED_POLL_SECONDS,
} from "./jobs.ts";
export { KEY_CACHED_SECONDS, KeyRing } from "./key-ring.ts";
export { createKey, hasUsableKey, listKeys, revokeKey } from "./keys.ts";
export { forgetReceipts } from "./receipts.ts";
export { createResource, getResource, listResources, updateResource } from "./resource.ts";
export { createSchedule, deleteSchedule, getSchedule, listSchedules, updateSchedule } from "./schedule.ts";
export { createSlot, deleteSlot, getSlot, listSlots, updateSlot } from "./slot.ts";
export { getWaitlistEntry, joinWaitlist, leaveWaitlist, listWaitlist } from "./waitlist.ts";
