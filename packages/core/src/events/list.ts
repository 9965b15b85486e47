import type { Event, EventPage, EventType, ListEventsInput } from "@holdfast/contract";
import type { EventsTable } from "@holdfast/db";
import { type Selectable, sql } from "kysely";
import { z } from "zod";
import {
  type DbContext,
  decodeCursor,
  encodeCursor,
  rowNumber,
  toPage,
  transactionNumber,
} from "../shared/index.ts";
import { RESTORED } from "./restore.ts";

/** The position of an event: its transaction's id, then its own. */
const positionSchema = z.tuple([transactionNumber, rowNumber]);

const positionOf = (row: Selectable<EventsTable>) => [row.transaction_id, row.id];

/**
 * Lists events in the order of their transactions. An event is listed only once all older transactions have ended, so
 * that a reader who continues from a cursor misses none.
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
    // A cursor from before a restore names a transaction that is still to come here: it goes on among the restored events.
    query = query.where(sql<boolean>`(transaction_id, id) > (
      CASE WHEN ${transactionId}::xid8 < pg_snapshot_xmax(pg_current_snapshot()) THEN ${transactionId}::xid8
      ELSE ${RESTORED} END, ${id}::bigint)`);
  }
  const rows = await query.execute();
  return toPage(rows, input.limit, (row) => toEvent(row, encodeCursor(positionOf(row))), positionOf);
}

/** Maps a row to the contract's `Event`; `cursor` is its position. */
const toEvent = (row: Selectable<EventsTable>, cursor: string): Event => ({
  cursor,
  at: row.at.toISOString(),
  type: row.type as EventType,
  slotId: row.slot_id,
  bookingId: row.booking_id,
  data: row.data,
});
