import type { EventType, SomeFields } from "@holdfast/contract";
import { sql } from "kysely";
import type { DbContext, Trx } from "../shared/index.ts";

/** An event to write. It has no names and no contacts, because its readers can read the booking. */
interface NewEvent {
  type: EventType;
  slotId: string;
  bookingId?: string;
  data?: SomeFields;
}

/** Writes events in the caller's transaction. An event that exists already is not written again. */
export async function writeEvents(trx: Trx, events: readonly NewEvent[]): Promise<void> {
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
export async function hasEvent(trx: Trx, type: EventType, bookingId: string): Promise<boolean> {
  const event = await trx
    .selectFrom("events")
    .select("id")
    .where("booking_id", "=", bookingId)
    .where("type", "=", sql.lit(type))
    .executeTakeFirst();
  return event !== undefined;
}

/** The age of an event that is deleted. */
export const EVENTS_KEPT_DAYS = 30;
const DELETE_MAX_EVENTS = 5_000;

/** Deletes events older than `EVENTS_KEPT_DAYS`, a bounded number in each statement. Safe to repeat. */
export async function deleteOldEvents({ db }: DbContext): Promise<void> {
  for (;;) {
    const { numAffectedRows = 0n } = await sql`
      DELETE FROM events WHERE (transaction_id, id) IN (
        SELECT transaction_id, id FROM events
        WHERE at < clock_timestamp() - make_interval(days => ${EVENTS_KEPT_DAYS})
        ORDER BY at LIMIT ${DELETE_MAX_EVENTS} FOR UPDATE SKIP LOCKED
      )`.execute(db);
    if (numAffectedRows < DELETE_MAX_EVENTS) return;
  }
}
