import {
  type AuditAction,
  type AuditPage,
  type ListAuditInput,
  type SomeFields,
  timestamp,
} from "@holdfast/contract";
import { type Database, executeDeferred } from "@holdfast/db";
import { type RawBuilder, sql, type Transaction } from "kysely";
import { z } from "zod";
import type { DbContext } from "./context.ts";
import { decodeCursor, rowNumber, toPage } from "./pages.ts";
import { type AuditRow, toAuditEntry } from "./rows.ts";

/* Who changed what. Every verb that changes something writes its entry in the transaction of the change; the
   statements that change many bookings at once write theirs themselves. */

/** Who asks for a change: anybody, the system itself (time, a job), or the holder of an API key, by the key's id. */
export type Actor = "public" | "system" | `key:${string}`;

/** Whether an actor is staff: a caller that has shown a good API key. */
export const isStaff = (actor: Actor): boolean => actor.startsWith("key:");

/** The same of an actor in SQL. */
export const isStaffSql = (actor: RawBuilder<unknown>) => sql<boolean>`${actor} LIKE 'key:%'`;

/** A change of one thing, as the audit tells it. */
export interface Change {
  action: AuditAction;
  /** The booking, slot, resource, schedule or key. */
  subjectId: string;
  /** Of a slot and of a booking. */
  slotId?: string;
  /** The fields that were touched; left out where something was created. */
  before?: SomeFields;
  /** Left out where something was deleted. */
  after?: SomeFields;
}

/** Writes who made these changes; they commit with the caller's transaction. */
export async function writeAudit(
  trx: Transaction<Database>,
  actor: Actor,
  changes: readonly Change[],
): Promise<void> {
  if (changes.length === 0) return;
  await executeDeferred(
    trx,
    sql`
    INSERT INTO audit (actor, action, subject_id, slot_id, before, after)
    SELECT ${actor}, action, "subjectId", "slotId", before, after FROM json_to_recordset(${JSON.stringify(changes)}::json)
      AS change (action text, "subjectId" uuid, "slotId" uuid, before jsonb, after jsonb)`,
  );
}

/** What an answer has that nobody changes by hand: it follows from other changes. */
const DERIVED = new Set(["updatedAt", "booked", "available", "waiting"]);

/** The fields in which two answers differ, as they were and as they are. */
export function changedFields(
  before: Readonly<SomeFields>,
  after: Readonly<SomeFields>,
): Required<Pick<Change, "before" | "after">> {
  const names = Object.keys(after).filter(
    (name) => !DERIVED.has(name) && JSON.stringify(before[name]) !== JSON.stringify(after[name]),
  );
  const pick = (fields: Readonly<SomeFields>) =>
    Object.fromEntries(names.map((name) => [name, fields[name] ?? null]));
  return { before: pick(before), after: pick(after) };
}

/** The position of an entry: entries of one slot or booking are in the order of their times. */
const positionSchema = z.tuple([timestamp, rowNumber]);

/**
 * The changes of one booking, one slot with its bookings, one resource, schedule or key, oldest first; none where
 * there is no such thing.
 * @throws INVALID_INPUT for a cursor that is not of this list
 */
export async function listAudit({ db }: DbContext, input: ListAuditInput): Promise<AuditPage> {
  const { bookingId, limit, cursor } = input;
  const position = cursor ? decodeCursor(positionSchema, cursor) : undefined;
  const after = position
    ? sql`WHERE (at, id) > (${position[0]}::timestamptz, ${position[1]}::bigint)`
    : sql``;
  const { rows } = await sql<AuditRow>`
    SELECT * FROM (${entriesOf(input)}) AS entries ${after} ORDER BY at, id LIMIT ${limit + 1}`.execute(db);
  const toEntry = (row: AuditRow) => toAuditEntry(row, bookingId);
  return toPage(rows, limit, toEntry, (row) => [row.at, row.id]);
}

function entriesOf({ bookingId, slotId, resourceId, scheduleId, keyId }: ListAuditInput) {
  if (bookingId) return entriesOfBooking(bookingId);
  if (slotId) return sql`SELECT * FROM audit WHERE slot_id = ${slotId}`;
  return sql`SELECT * FROM audit WHERE subject_id = ${resourceId ?? scheduleId ?? keyId}`;
}

/**
 * The entries of a booking: its own by their index, and those that it shares with others by slot and time. It was
 * placed at `created_at`, on the slot from which it was moved first; it can have expired once, at `expires_at` or
 * soon after, on the slot on which a late confirmation found it, or where it still is.
 */
const entriesOfBooking = (bookingId: string) => sql`
    WITH own AS MATERIALIZED (
      SELECT * FROM audit WHERE subject_id = ${bookingId}
    ), booking AS MATERIALIZED (
      SELECT created_at, expires_at,
        coalesce((SELECT (before ->> 'slotId')::uuid FROM own WHERE action = 'booking.rescheduled'
          ORDER BY id LIMIT 1), slot_id) AS first_slot_id,
        coalesce((SELECT own.slot_id FROM own WHERE action = 'booking.reacquired'), slot_id) AS last_slot_id
      FROM bookings WHERE id = ${bookingId}
    )
    SELECT * FROM own WHERE action <> 'booking.rescheduled' OR slot_id::text <> before ->> 'slotId'
    UNION ALL (
      SELECT audit.* FROM booking JOIN audit ON audit.slot_id = first_slot_id AND at = created_at
      WHERE ${bookingId} = ANY(booking_ids)
    )
    UNION ALL (
      SELECT audit.* FROM booking JOIN audit ON audit.slot_id = last_slot_id AND at >= expires_at
      WHERE action = 'booking.expired' AND ${bookingId} = ANY(booking_ids) ORDER BY at LIMIT 1
    )`;
