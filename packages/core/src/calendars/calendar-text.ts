/// <reference lib="esnext.temporal" />
import ical, {
  ICalAttendeeRole,
  ICalAttendeeStatus,
  ICalCalendarMethod,
  type ICalEventData,
  ICalEventStatus,
} from "ical-generator";
import { inZone, isToldByZone, timeZoneBlock } from "./zones.ts";

/** An entry of a calendar. */
export interface CalendarEvent {
  /** The same for all that is ever told of it. */
  uid: string;
  /** It rises with each change, and never falls. */
  sequence: number;
  status: "TENTATIVE" | "CONFIRMED" | "CANCELLED";
  startsAt: Date;
  endsAt: Date;
  /** IANA name of the zone in which its times are written. */
  timeZone: string;
  /** When it last changed. It stands where others have the present time, so that equal calendars are equal texts. */
  changedAt: Date;
  summary: string;
  description?: string | undefined;
  url?: string | undefined;
  /** Who invites whom, for iTIP. */
  organizer?: { name: string; email: string };
  attendee?: { name: string; email: string };
}

/** What a calendar is for: to be kept (PUBLISH), or an invitation or its withdrawal (iTIP). */
export type CalendarMethod = "PUBLISH" | "REQUEST" | "CANCEL";

/** How often clients are asked to look again at a calendar that they subscribe to. */
const REFRESH_SECONDS = 15 * 60;

/**
 * Writes a calendar as iCalendar (RFC 5545). Times are local, with their VTIMEZONE, except where a client would take them
 * for others: those are in UTC.
 * @param name of a calendar that clients subscribe to
 */
export function calendarText(
  method: CalendarMethod,
  events: readonly CalendarEvent[],
  name?: string,
): string {
  const calendar = ical({
    prodId: { company: "Holdfast", product: "Holdfast", language: "EN" },
    method: ICalCalendarMethod[method],
    timezone: { name: null, generator: timeZoneBlock },
    ...(name !== undefined && { name, ttl: REFRESH_SECONDS }),
  });
  for (const event of events) calendar.createEvent(toEventData(event));
  return `${calendar.toString()}\r\n`;
}

function toEventData(event: CalendarEvent): ICalEventData {
  const { startsAt, endsAt, timeZone, changedAt, organizer, attendee } = event;
  const stamp = instantOf(changedAt);
  return {
    id: event.uid,
    sequence: event.sequence,
    status: ICalEventStatus[event.status],
    stamp,
    lastModified: stamp,
    summary: event.summary,
    ...(event.description !== undefined && { description: event.description }),
    ...(event.url !== undefined && { url: event.url }),
    ...(isToldByZone(timeZone, [startsAt, endsAt])
      ? { timezone: timeZone, start: inZone(startsAt, timeZone), end: inZone(endsAt, timeZone) }
      : { start: instantOf(startsAt), end: instantOf(endsAt) }),
    ...(organizer && { organizer }),
    ...(attendee && {
      attendees: [
        {
          ...attendee,
          role: ICalAttendeeRole.REQ,
          rsvp: false,
          status: event.status === "TENTATIVE" ? ICalAttendeeStatus.TENTATIVE : ICalAttendeeStatus.ACCEPTED,
        },
      ],
    }),
  };
}

const instantOf = (time: Date) => Temporal.Instant.fromEpochMilliseconds(time.getTime());
