import type { EventType, SomeFields } from "@holdfast/contract";
import type { Database } from "@holdfast/db";
import { sql, type Transaction } from "kysely";

/** An event to write. It has no names and no contacts, because its readers can read the booking. */
export interface NewEvent {
  type: EventType;
  slotId: string;
  bookingId?: string;
  data?: SomeFields;
}

/** Writes events in the caller's transaction. An event that exists already is not written again. */
export async function writeEvents(trx: Transaction<Database>, events: readonly NewEvent[]): Promise<void> {
  if (events.length === 0) return;
  await trx
    .insertInto("events")
    .values(
      events.map(({ type, slotId, bookingId, data }) => ({
        type,
        slot_id: slotId,
        booking_id: bookingId ?? null,
        data: JSON.stringify(data ?? {}),
      })),
    )
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}

/** Whether a booking has an event of a type that is still kept. */
export async function hasEvent(
  trx: Transaction<Database>,
  type: EventType,
  bookingId: string,
): Promise<boolean> {
  const event = await trx
    .selectFrom("events")
    .select("id")
    .where("booking_id", "=", bookingId)
    .where("type", "=", sql.lit(type))
    .executeTakeFirst();
  return event !== undefined;
}
