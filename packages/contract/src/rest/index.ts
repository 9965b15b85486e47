export { restAbsence, restAbsenceInput } from "./absence.ts";
export { restAuditEntry, restListAuditQuery, toRestAuditEntry } from "./audit.ts";
export {
  exportColumns,
  restBookInput,
  restBooking,
  restBookManyInput,
  restCancelledBooking,
  restChangeQuantityInput,
  restCheckedInBooking,
  restCheckedOutBooking,
  restCheckInInput,
  restCheckOutInput,
  restConfirmQuery,
  restExportBookingsQuery,
  restGetBookingQuery,
  restHandedOverBooking,
  restHandOverInput,
  restHold,
  restHolds,
  restListBookingsQuery,
  restRescheduleInput,
  restUpdateBookingInput,
  toRestBooking,
  toRestHolds,
} from "./booking.ts";
export {
  restCalendar,
  restCalendarParams,
  restCalendarText,
  restCreateCalendarInput,
  restNewCalendar,
  restRevokedCalendar,
} from "./calendar.ts";
export { restEraseCustomerInput, restErasure } from "./customer.ts";
export { doorColumns, restAttendance, restDoorEntry, restDoorList, restPresence } from "./door.ts";
export { NAMED_ENUMS } from "./enums.ts";
export { restEvent, restListEventsQuery, toRestEvent } from "./event.ts";
export { restLiveness, restReadiness } from "./health.ts";
export {
  restHolidaysParams,
  restImportedHolidays,
  restImportHolidaysInput,
  toRestImportedHolidays,
} from "./holiday.ts";
export { restCreateKeyInput, restKey, restNewKey } from "./key.ts";
export {
  restMoveBookingsInput,
  restMovedBookings,
  restMovePreview,
  restPreviewMovesInput,
  toRestMovedBookings,
  toRestMovePreview,
} from "./move.ts";
export { snakeCase, snakeName, snakeText } from "./names.ts";
export { restOrder, toRestOrder } from "./order.ts";
export { restOverview, restOverviewQuery } from "./overview.ts";
export { type RestProblem, restProblem } from "./problem.ts";
export { documentOf, restIdempotencyKey, restIdParams, restList, restListQuery } from "./request.ts";
export {
  restDoctorInput,
  restListResourcesQuery,
  restResource,
  restShowInput,
  restUpdateDoctorInput,
  restUpdateShowInput,
} from "./resource.ts";
export {
  restListScansQuery,
  restMergedScans,
  restMergeScansInput,
  restScan,
  toRestMergedScans,
} from "./scan.ts";
export {
  restDeletedSchedule,
  restGeneratedSlots,
  restListSchedulesQuery,
  restPreviewScheduleInput,
  restSchedule,
  restScheduleExceptionParams,
  restScheduleInput,
  restSchedulePreview,
  restUpdateScheduleInput,
  toRestSchedulePreview,
} from "./schedule.ts";
export {
  restDeletedSlot,
  restListSlotsQuery,
  restSlot,
  restSlotInput,
  restSlots,
  restSlotsInput,
  restUpdateSlotInput,
  restWatchSlotsQuery,
  toRestSlot,
} from "./slot.ts";
export {
  restJoinedWaitlistEntry,
  restJoinWaitlistInput,
  restListSlotWaitlistQuery,
  restListWaitlistQuery,
  restWaitlistEntry,
} from "./waitlist.ts";
export {
  restCreateWebhookInput,
  restDeletedWebhook,
  restDelivery,
  restListDeliveriesQuery,
  restNewWebhook,
  restReplayedDeliveries,
  restReplayWebhookInput,
  restUpdateWebhookInput,
  restWebhook,
  toRestDelivery,
} from "./webhook.ts";
