import { absence, absencePage } from "./absence.ts";
import { auditPage } from "./audit.ts";
import {
  bookingPage,
  cancelledBooking,
  checkedInBooking,
  checkedOutBooking,
  expandedBooking,
  handedOverBooking,
  hold,
  holds,
} from "./booking.ts";
import { calendar, newCalendar, revokedCalendar } from "./calendar.ts";
import { erasure } from "./customer.ts";
import { attendance, doorPage, presencePage } from "./door.ts";
import { eventPage } from "./event.ts";
import { importedHolidays } from "./holiday.ts";
import { key, keyPage, newKey } from "./key.ts";
import { movedBookings, movePreview } from "./move.ts";
import { order } from "./order.ts";
import { overview } from "./overview.ts";
import { resource, resourcePage } from "./resource.ts";
import { mergedScans, scanPage } from "./scan.ts";
import { deletedSchedule, generatedSlots, schedule, schedulePage, schedulePreview } from "./schedule.ts";
import { deletedSlot, slot, slotPage, slots, trackedMessage } from "./slot.ts";
import { joinedWaitlistEntry, waitlistEntry, waitlistPage } from "./waitlist.ts";
import {
  deletedWebhook,
  delivery,
  deliveryPage,
  newWebhook,
  replayedDeliveries,
  webhook,
  webhookPage,
} from "./webhook.ts";

/** What procedures return, by the name under which docs/reference/endpoints.md prints it. */
export const OUTPUT_SCHEMAS = {
  Resource: resource,
  Absence: absence,
  Slot: slot,
  DeletedSlot: deletedSlot,
  Attendance: attendance,
  MergedScans: mergedScans,
  "stream of { id, data }": trackedMessage,
  Schedule: schedule,
  DeletedSchedule: deletedSchedule,
  ImportedHolidays: importedHolidays,
  Booking: expandedBooking, // without what `expand` brings along it is what changes of bookings return
  CancelledBooking: cancelledBooking,
  CheckedInBooking: checkedInBooking,
  CheckedOutBooking: checkedOutBooking,
  HandedOverBooking: handedOverBooking,
  MovePreview: movePreview,
  MovedBookings: movedBookings,
  Hold: hold,
  Order: order,
  WaitlistEntry: waitlistEntry,
  JoinedWaitlistEntry: joinedWaitlistEntry,
  Calendar: calendar,
  NewCalendar: newCalendar,
  RevokedCalendar: revokedCalendar,
  Erasure: erasure,
  Key: key,
  NewKey: newKey,
  Overview: overview,
  Webhook: webhook,
  NewWebhook: newWebhook,
  DeletedWebhook: deletedWebhook,
  Delivery: delivery,
  "{ replayed, continueFrom }": replayedDeliveries,
  SchedulePreview: schedulePreview,
  "{ slotsCreated, slotsDeleted }": generatedSlots,
  "{ orderId, token, items: Hold[] }": holds,
  "{ items: Slot[] }": slots,
  "{ items: Resource[], nextCursor }": resourcePage,
  "{ items: Absence[], nextCursor }": absencePage,
  "{ items: Slot[], nextCursor }": slotPage,
  "{ items: Presence[], nextCursor }": presencePage,
  "{ items: DoorEntry[], nextCursor }": doorPage,
  "{ items: Scan[], nextCursor }": scanPage,
  "{ items: Schedule[], nextCursor }": schedulePage,
  "{ items: Booking[], nextCursor }": bookingPage,
  "{ items: WaitlistEntry[], nextCursor }": waitlistPage,
  "{ items: AuditEntry[], nextCursor }": auditPage,
  "{ items: Event[], nextCursor }": eventPage,
  "{ items: Key[], nextCursor }": keyPage,
  "{ items: Webhook[], nextCursor }": webhookPage,
  "{ items: Delivery[], nextCursor }": deliveryPage,
} as const;
