import { z } from "zod";
import { id, page, pageInput, someFields, utcTime } from "./common.ts";

/**
 * What the world outside should hear of.
 * - `booking.confirmed_too_late`: a late confirmation found the places taken; money may have to go back.
 * - `waitlist.promoted`: somebody who waited has a hold now, to be confirmed until `expiresAt`: tell them.
 * - `waitlist.closed`: the slot that somebody (`entryId`) waited for is gone.
 */
export const eventType = z.enum(["booking.confirmed_too_late", "waitlist.promoted", "waitlist.closed"]);

/** Something that has happened. Names and contacts are not in it: look the booking up. */
export const event = z.object({
  /** Where to go on reading after this event. */
  cursor: z.string(),
  at: utcTime,
  type: eventType,
  slotId: id,
  bookingId: id.nullable(),
  /** What else there is to know, by type. */
  data: someFields,
});

/** Events after the one with this cursor, or from the oldest that is kept. */
export const listEventsInput = z.strictObject(pageInput);

/** `nextCursor` is null where no more events are there yet: go on later with the last event's own. */
export const eventPage = page(event);

export type EventType = z.output<typeof eventType>;
export type Event = z.output<typeof event>;
export type EventPage = z.output<typeof eventPage>;
export type ListEventsInput = z.output<typeof listEventsInput>;
