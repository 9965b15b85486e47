import MailComposer from "nodemailer/lib/mail-composer";
import {
  bookingEvent,
  type CalendarMethod,
  calendarText,
  sequenceOf,
  type ToldBooking,
} from "../calendars/index.ts";
import type { SiteContext } from "../shared/index.ts";
import type { MailKind } from "./kind.ts";
import { type MailFacts, writeMail } from "./templates.ts";
import { slotTimeText, timeText } from "./times.ts";

/** A mail that is to be sent. */
export interface MailToSend {
  id: string;
  kind: MailKind;
  /** The entry of the audit that it tells of. */
  entry: string;
  /** The token in its link. */
  token: string;
}

/** The status in a kind's calendar, and what the calendar is sent for; a reminder has none. */
const ITIP: Readonly<
  Record<MailKind, { method: CalendarMethod; status: ToldBooking["status"] } | undefined>
> = {
  confirmed: { method: "REQUEST", status: "CONFIRMED" },
  moved: { method: "REQUEST", status: "CONFIRMED" },
  changed: { method: "REQUEST", status: "CONFIRMED" },
  promoted: { method: "REQUEST", status: "PENDING" },
  cancelled: { method: "CANCEL", status: "CANCELLED" },
  reminder: undefined,
};

/**
 * Composes a mail: plain text, HTML, and for a change the calendar of the booking as of that change.
 * @returns the message as SMTP carries it
 */
export function composeMail(
  site: SiteContext,
  from: string,
  booking: ToldBooking & { customerContact: string },
  mail: MailToSend,
): Promise<Buffer> {
  const { kind } = mail;
  const language = booking.language ?? site.language;
  const { subject, text, html } = writeMail(language, kind, factsOf(site, booking, mail));
  const itip = ITIP[kind];
  const composer = new MailComposer({
    from: { name: booking.resourceName, address: from },
    to: { name: booking.customerName, address: booking.customerContact },
    subject,
    // The same at every attempt, so that a mail that came twice can be recognised.
    messageId: `<${mail.id}@${domainOf(from)}>`,
    text,
    html,
    headers: { "Auto-Submitted": "auto-generated", "Content-Language": language },
    ...(itip && {
      icalEvent: {
        method: itip.method,
        filename: "invite.ics",
        content: calendarText(itip.method, [invitation(site, from, booking, mail, itip)]),
      },
    }),
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  return composer.compile().build();
}

const domainOf = (address: string) => address.slice(address.lastIndexOf("@") + 1);

function factsOf(
  { language: standard, publicUrl }: SiteContext,
  booking: ToldBooking,
  mail: MailToSend,
): MailFacts {
  const { id, startsAt, endsAt, expiresAt } = booking;
  const language = booking.language ?? standard;
  const timeZone = booking.timeZone ?? "UTC";
  return {
    name: booking.customerName,
    resource: booking.resourceName,
    time: slotTimeText(language, timeZone, startsAt, endsAt),
    places: String(booking.quantity),
    id,
    expires: timeText(language, timeZone, expiresAt),
    // The token is behind a #, which browsers send to no server.
    link: publicUrl === undefined ? undefined : `${publicUrl}/b/${id}#${mail.token}`,
  };
}

/** The booking as of the change that a mail tells of, whatever has become of it since. */
function invitation(
  site: SiteContext,
  from: string,
  booking: ToldBooking & { customerContact: string },
  { entry }: MailToSend,
  { status }: { status: ToldBooking["status"] },
) {
  return {
    // A hold that is moved or changed is a hold still.
    ...bookingEvent(site, { ...booking, status: booking.status === "PENDING" ? booking.status : status }),
    sequence: sequenceOf(entry, booking.placedEntry),
    organizer: { name: booking.resourceName, email: from },
    attendee: { name: booking.customerName, email: booking.customerContact },
  };
}
