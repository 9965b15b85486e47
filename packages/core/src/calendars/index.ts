export {
  bookingCalendar,
  bookingEvent,
  readToldBooking,
  type ToldBooking,
} from "./booking.ts";
export { getCalendar } from "./calendar.ts";
export { type CalendarEvent, type CalendarMethod, calendarText } from "./calendar-text.ts";
export { createCalendar } from "./create.ts";
export { CALENDAR_MAX_NAMES, CALENDAR_MAX_SLOTS, CALENDAR_PAST_DAYS, readCalendar } from "./feed.ts";
export { changesTimes, revisionOf, sequenceOf } from "./revisions.ts";
export { revokeCalendar } from "./revoke.ts";
export { placesText } from "./texts.ts";
export { inZone } from "./zones.ts";
