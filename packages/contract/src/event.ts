import { z } from "zod";
import { id, page, pageInput, someFields, utcTime } from "./common.ts";

/** What each type of event tells. Consumers must leave types alone that they do not know: more may come. */
export const EVENT_TYPES = {
  "booking.held": "A hold was placed",
  "booking.confirmed": "A hold was confirmed, also one that had expired (`reacquire`)",
  "booking.cancelled": "A hold or a confirmed booking was cancelled, and `releasedPlaces` places came free",
  "booking.expired": "A hold was not confirmed in time",
  "booking.extended": "A hold got more time",
  "booking.shortened": "A hold expires earlier, because its slot ends or closes earlier",
  "booking.rescheduled": "A booking was moved from the slot `previousSlotId`",
  "booking.quantity_changed": "A booking got more places, or fewer, than the `previousQuantity`",
  "booking.updated":
    "The customer's name or contact, the attendees, the answers, metadata, the external id, the language or the trouble with mails of a booking changed",
  "booking.handed_over": "A booking is somebody else's from now on, and its earlier tokens have ended",
  "booking.checked_in":
    "The customer has come, or more of the persons, or some have come back: `checkedIn` says how many have come, `checkedOut` how many of these are out",
  "booking.checked_out": "The customer has left, or some of the persons: `checkedOut` says how many are out",
  "booking.no_show": "The customer did not come",
  "booking.no_show_cleared": "The slot got another time, so a no-show counts no longer",
  "booking.confirmed_too_late":
    "A late confirmation found the places taken; a payment may need a refund. Once per booking",
  "slot.created": "A slot was made",
  "slot.updated": "Fields of a slot changed",
  "slot.closed": "A slot was closed for new bookings",
  "slot.reopened": "A closed slot was opened again",
  "slot.deleted": "A slot was deleted",
  "slot.sold_out": "The last free place of a slot was taken",
  "slot.available": "A sold-out slot has a free place again that no entry waits for",
  "waitlist.joined": "An entry (`entryId`) joined a waitlist",
  "waitlist.promoted": "An entry became a hold, which the customer has to confirm before `expiresAt`",
  "waitlist.left": "An entry left a waitlist",
  "waitlist.closed":
    "An entry can never be promoted, because its slot is gone, over or too small, or its contact has its share",
  "resource.created": "A doctor or show was made",
  "resource.updated": "Fields of a doctor or show changed",
  "absence.created": "A doctor or show is away for a time; its slots there are closed",
  "absence.ended": "An absence was ended; the slots that it had closed are open again",
  "schedule.created": "A schedule was made",
  "schedule.updated": "Fields, exceptions or holidays of a schedule changed",
  "schedule.deleted": "A schedule was deleted",
  "webhook.disabled": "The server disabled a webhook (`webhookId`)",
  "customer.erased": "Name and contact of a booking or an entry (`entryId`) were erased",
} as const;

export type EventType = keyof typeof EVENT_TYPES;

const types = Object.keys(EVENT_TYPES) as [EventType, ...EventType[]];

/** The type of an event. */
export const eventType = z
  .enum(types)
  .describe("What happened")
  .meta({ examples: ["booking.confirmed"] });

/**
 * A change that was committed, as others may hear of it. It has the public state after the change, but no name and no
 * contact: the booking has them.
 */
export const event = z.object({
  id: z
    .string()
    .describe("Its id: the same for everybody who reads it, at any time")
    .meta({ examples: ["evt_1024_1"] }),
  cursor: z
    .string()
    .describe("The cursor to read on from after this event")
    .meta({ examples: ["WyIxMDI0IiwxXQ"] }),
  at: utcTime.describe("When it happened"),
  type: eventType,
  slotId: id.nullable().describe("The slot, for events of slots, bookings and entries; else null"),
  bookingId: id.nullable().describe("The booking; null: none"),
  resourceId: id.nullable().describe("The doctor or show that it is about, or whose slot; null: none"),
  data: someFields.describe("The state after the change, and further fields, by type"),
});

/** Events after `cursor`, or from the first; of one type, slot, booking or resource. */
export const listEventsInput = z.strictObject({
  type: eventType.optional().describe("Only events of this type"),
  slotId: id.optional().describe("Only events of this slot, its bookings and its waitlist"),
  bookingId: id.optional().describe("Only events of this booking"),
  resourceId: id.optional().describe("Only events of this doctor or show, and of its slots and schedules"),
  ...pageInput,
});

/**
 * `nextCursor` is null after the newest event. A later call continues from the `cursor` of that event. A page may have fewer
 * items than its limit, or none, although more follow.
 */
export const eventPage = page(event);

export type Event = z.output<typeof event>;
export type EventPage = z.output<typeof eventPage>;
export type ListEventsInput = z.output<typeof listEventsInput>;
