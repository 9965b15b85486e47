import type { EventType, SomeFields } from "@holdfast/contract";
import type { Database } from "@holdfast/db";
import { sql, type Transaction } from "kysely";

/** An event to write. No names or contacts: whoever reads it may look the booking up. */
export interface NewEvent {
  type: EventType;
  slotId: string;
  bookingId?: string;
  data?: SomeFields;
}

/** Writes events; they can be read once the caller's transaction is committed. */
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
    .onConflict((conflict) => conflict.doNothing()) // told already
    .execute();
}

/** Whether an event of a type has been written of a booking, and is still kept. */
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
