import { z } from "zod";
import { id, page, pageInput, someFields, utcTime } from "./common.ts";

/**
 * The types of events.
 * - `booking.confirmed_too_late`: a late confirmation found the places taken; a payment may need a refund.
 * - `waitlist.promoted`: an entry became a hold, which the customer has to confirm before `expiresAt`.
 * - `waitlist.closed`: the slot of an entry (`entryId`) is gone.
 */
export const eventType = z
  .enum(["booking.confirmed_too_late", "waitlist.promoted", "waitlist.closed"])
  .describe("What happened");

/** A change that was committed, as others may hear of it. It has no name and no contact: the booking has them. */
export const event = z.object({
  cursor: z
    .string()
    .describe("The cursor to read on from after this event")
    .meta({ examples: ["WzEwMjRd"] }),
  at: utcTime.describe("When it happened"),
  type: eventType,
  slotId: id.describe("The slot"),
  bookingId: id.nullable().describe("The booking; null: none"),
  data: someFields.describe("Further fields, by type"),
});

/** The events after `cursor`, or from the oldest that is kept. */
export const listEventsInput = z.strictObject(pageInput);

/** `nextCursor` is null after the newest event. A later call continues from the `cursor` of that event. */
export const eventPage = page(event);

export type EventType = z.output<typeof eventType>;
export type Event = z.output<typeof event>;
export type EventPage = z.output<typeof eventPage>;
export type ListEventsInput = z.output<typeof listEventsInput>;
