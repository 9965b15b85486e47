export { restAuditEntry, restListAuditQuery } from "./audit.ts";
export {
  restBookInput,
  restBooking,
  restBookManyInput,
  restConfirmQuery,
  restExportBookingsQuery,
  restHold,
  restHolds,
  restListBookingsQuery,
  restRescheduleInput,
} from "./booking.ts";
export { restErasure } from "./customer.ts";
export { restEvent } from "./event.ts";
export { restCreateKeyInput, restKey, restNewKey } from "./key.ts";
export { restSlotName, snakeName } from "./names.ts";
export { type RestProblem, restProblem } from "./problem.ts";
export { restIdempotencyKey, restIdParams, restListQuery } from "./request.ts";
export {
  restDoctorInput,
  restResource,
  restShowInput,
  restUpdateDoctorInput,
  restUpdateShowInput,
} from "./resource.ts";
export { restDeletedSchedule, restSchedule, restScheduleInput, restUpdateScheduleInput } from "./schedule.ts";
export {
  type RestSlot,
  restDeletedSlot,
  restListSlotsQuery,
  restSlot,
  restSlotInput,
  restUpdateSlotInput,
} from "./slot.ts";
export { restJoinedWaitlistEntry, restWaitlistEntry } from "./waitlist.ts";
