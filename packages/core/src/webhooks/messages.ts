import { type Event, snakeCase } from "@holdfast/contract";

/** Beyond this a message has the ids of its event alone: a receiver may read the rest. */
export const MESSAGE_MAX_BYTES = 16 * 1024;

/** What a webhook is sent. */
export interface Message {
  /** The id of the event, and the header `webhook-id`. */
  id: string;
  type: string;
  /** JSON, byte for byte as it is signed and sent. */
  body: string;
  /** What it is in order with: the booking; else the slot, or what else the event is about. */
  orderKey: string;
}

/** Makes the JSON that webhooks are sent. */
export const bodyOf = (type: string, timestamp: string, data: object): string =>
  JSON.stringify({ type, timestamp, data });

/** The message of an event.  */
export function messageOf(event: Event): Message {
  const { id, type, at, slotId, bookingId, resourceId, data } = event;
  const ids = { id, slotId, bookingId, resourceId };
  const whole = bodyOf(type, at, snakeCase({ ...data, ...ids }));
  const isLarge = Buffer.byteLength(whole) > MESSAGE_MAX_BYTES;
  return {
    id,
    type,
    body: isLarge ? bodyOf(type, at, snakeCase(ids)) : whole,
    orderKey: bookingId ?? slotId ?? subjectOf(event),
  };
}

/** What an event is about that is neither of a booking nor of a slot; that of an erased customer, its entry. */
function subjectOf({ id, resourceId, data: { webhookId, entryId } }: Event): string {
  const subject = resourceId ?? webhookId ?? entryId;
  if (typeof subject !== "string") throw new Error(`${id} is about nothing`);
  return subject;
}
