import { z } from "zod";
import { absence } from "./absence.ts";
import { booking, cancelledBooking } from "./booking.ts";
import { id, utcTime } from "./common.ts";
import { EVENT_TYPES, type EventType, event } from "./event.ts";
import { resource } from "./resource.ts";
import { restObject } from "./rest/names.ts";
import { schedule } from "./schedule.ts";
import { slot } from "./slot.ts";
import { waitlistEntry } from "./waitlist.ts";
import { PING_TYPE, webhookFault } from "./webhook.ts";

/* What webhooks are sent, by type. The client's types are generated from it; a test compares it with what is sent. */

const { slotId, bookingId, resourceId } = event.shape;
const eventId = event.shape.id.describe("The id of the event, and the header `webhook-id`");
const entryId = id.describe("The entry of the waitlist");
const webhookId = id.describe("The webhook");

const aSlot = id.describe("The slot");
const aBooking = id.describe("The booking");
const aResource = id.describe("The doctor or show");

const ids = z.object({ id: eventId, slotId, bookingId, resourceId });

const { orderId, status, failureReason, quantity, expiresAt, checkedInAt, checkedIn, checkedOut, noShowAt } =
  booking.shape;
const ofBooking = ids.extend({
  slotId: aSlot,
  bookingId: aBooking,
  orderId,
  status,
  failureReason,
  quantity,
  expiresAt,
  checkedInAt,
  checkedIn,
  checkedOut,
  noShowAt,
});

/** Fields that no event has: counters, copies of others, and what may name a person. */
const UNTOLD = new Set([
  "id",
  "createdAt",
  "updatedAt",
  "metadata",
  "questions",
  "attendees",
  "answers",
  "booked",
  "available",
  "waiting",
  "resourceName",
]);

/** The fields of a noun that its events may have. */
const fieldsOf = (noun: z.ZodObject) =>
  Object.fromEntries(Object.entries(noun.partial().shape).filter(([name]) => !UNTOLD.has(name)));

const ofSlot = ids.extend({ ...fieldsOf(slot), slotId: aSlot, resourceId, closed: slot.shape.closed });

const ofEntry = ids.extend({
  slotId: aSlot,
  entryId,
  status: waitlistEntry.shape.status.optional(),
  quantity: quantity.optional(),
});

/** The data of each type that differs from the rest of its noun. */
const OWN = {
  "booking.rescheduled": ofBooking.extend({ previousSlotId: id.describe("The slot before") }),
  "booking.quantity_changed": ofBooking.extend({
    previousQuantity: quantity.describe("How many places it had before"),
  }),
  "booking.cancelled": ofBooking.extend({ releasedPlaces: cancelledBooking.shape.releasedPlaces }),
  "waitlist.promoted": ofEntry.extend({ bookingId: aBooking, quantity, expiresAt }),
  "customer.erased": ofBooking.partial().extend({ ...ids.shape, entryId: entryId.optional() }),
  "webhook.disabled": ids.extend({
    webhookId,
    active: z.boolean().describe("Whether events are sent: false"),
    disabledFor: webhookFault,
  }),
} as const;

const OF_NOUN: Readonly<Record<string, z.ZodObject>> = {
  booking: ofBooking,
  slot: ofSlot,
  waitlist: ofEntry,
  resource: ids.extend({ ...fieldsOf(resource), resourceId: aResource }),
  absence: ids.extend({
    resourceId: aResource,
    from: absence.shape.from,
    until: absence.shape.until,
    slotsClosed: absence.shape.slotsClosed,
    endedAt: absence.shape.endedAt.optional(),
    slotsReopened: z.int().optional().describe("How many slots its end has opened again"),
  }),
  schedule: ids.extend({
    ...fieldsOf(schedule),
    holidays: z
      .array(z.string())
      .optional()
      .describe("Imported days without slots, each with the name of its file")
      .meta({ examples: [["2031-12-25 feiertage-be"]] }),
    resourceId: aResource,
  }),
};

const dataOf = (type: EventType): z.ZodObject => {
  const schema = (OWN as Partial<Record<EventType, z.ZodObject>>)[type] ?? OF_NOUN[type.replace(/\..*/, "")];
  if (!schema) throw new Error(`${type} has no data`);
  return restObject(schema);
};

/** A type of what webhooks are sent: its text, and the schema of its `data` under REST's names. */
interface WebhookEventType {
  text: string;
  data: z.ZodObject;
}

/** Every type of what webhooks are sent, the ping among them. */
export const WEBHOOK_EVENTS: Readonly<Record<string, WebhookEventType>> = {
  ...Object.fromEntries(
    Object.entries(EVENT_TYPES).map(([type, text]) => [type, { text, data: dataOf(type as EventType) }]),
  ),
  [PING_TYPE]: {
    text: "A ping, which an admin asked for; it is no event",
    data: restObject(z.object({ id: eventId, webhookId })),
  },
};

/** When it happened, in what webhooks are sent. */
export const webhookTimestamp = utcTime.describe("When it happened");
