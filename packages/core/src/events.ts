import type { EventPage, EventType, ListEventsInput, SomeFields } from "@holdfast/contract";
import type { Database, EventsTable } from "@holdfast/db";
import { type Kysely, type Selectable, sql, type Transaction } from "kysely";
import { z } from "zod";
import type { DbContext } from "./context.ts";
import { decodeCursor, encodeCursor, rowNumber, toPage, transactionNumber } from "./pages.ts";
import { toEvent } from "./rows.ts";

/* What the world outside should hear of: a mail to send, money to give back. Written in the transaction of what has
   happened, read in order by whoever keeps a cursor. */

/** How long events are kept, in days. */
const EVENTS_KEPT_DAYS = 30;
const FORGET_MAX_EVENTS = 5_000;

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

/** A transaction's id and an event's. */
const positionSchema = z.tuple([transactionNumber, rowNumber]);
const positionOf = (row: Selectable<EventsTable>) => [row.transaction_id, row.id];

/**
 * Events in the order of their transactions. Only those are told of which all older transactions have ended, so that
 * who goes on from a cursor misses none.
 * @throws INVALID_INPUT for a cursor that is not of this list
 */
export async function listEvents({ db }: DbContext, input: ListEventsInput): Promise<EventPage> {
  let query = db
    .selectFrom("events")
    .selectAll()
    .where(sql<boolean>`transaction_id < pg_snapshot_xmin(pg_current_snapshot())`)
    .orderBy("transaction_id")
    .orderBy("id")
    .limit(input.limit + 1);
  if (input.cursor) {
    const [transactionId, id] = decodeCursor(positionSchema, input.cursor);
    query = query.where(sql<boolean>`(transaction_id, id) > (${transactionId}::xid8, ${id}::bigint)`);
  }
  const rows = await query.execute();
  return toPage(rows, input.limit, (row) => toEvent(row, encodeCursor(positionOf(row))), positionOf);
}

/** Deletes events older than `EVENTS_KEPT_DAYS`, in bounded steps. Safe to repeat. */
export async function forgetEvents({ db }: { db: Kysely<Database> }): Promise<void> {
  for (;;) {
    const { numAffectedRows = 0n } = await sql`
      DELETE FROM events WHERE (transaction_id, id) IN (
        SELECT transaction_id, id FROM events
        WHERE at < clock_timestamp() - make_interval(days => ${EVENTS_KEPT_DAYS})
        ORDER BY at LIMIT ${FORGET_MAX_EVENTS} FOR UPDATE SKIP LOCKED
      )`.execute(db);
    if (numAffectedRows < FORGET_MAX_EVENTS) return;
  }
}
