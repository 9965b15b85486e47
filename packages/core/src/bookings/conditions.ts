import { type ExportBookingsInput, id, type ListBookingsInput } from "@holdfast/contract";
import { type RawBuilder, type SqlBool, sql } from "kysely";
import { z } from "zod";
import { isExpired, isLive } from "../inventory/index.ts";
import { type Db, decodeCursor, hasContact, metadataConditions } from "../shared/index.ts";

/* What the filters of lists, exports and searches of bookings are in SQL. */

const positionSchema = z.tuple([id]);

/** A condition on bookings, or on slots. */
export type Condition = RawBuilder<SqlBool>;

/** True for a booking that has the status now: an expired hold counts as FAILED. */
export function hasStatusNow({ status }: ExportBookingsInput): Condition {
  if (!status) return sql`true`;
  if (status === "PENDING") return isLive;
  // Not a parameter: the planner has to see that the index has the row.
  const isWritten = sql<boolean>`bookings.status = ${sql.lit(status)}`;
  return status === "FAILED" ? sql`(${isWritten} OR (${isExpired}))` : isWritten;
}

/** The conditions of the filters on the booking itself, beside its status. */
export function bookingConditions(filters: ExportBookingsInput): Condition[] {
  const conditions: Condition[] = metadataConditions("bookings", filters);
  if (filters.slotId) conditions.push(sql`bookings.slot_id = ${filters.slotId}`);
  if (filters.orderId) conditions.push(sql`bookings.order_id = ${filters.orderId}`);
  if (filters.contact) conditions.push(hasContact("bookings", filters.contact));
  return conditions;
}

/**
 * The same and the cursor.
 * @throws INVALID_INPUT for a cursor that is not of this list
 */
export function pageConditions(input: ListBookingsInput): Condition[] {
  const conditions = bookingConditions(input);
  if (input.cursor) {
    conditions.push(sql`bookings.id < ${decodeCursor(positionSchema, input.cursor)[0]}`);
  }
  return conditions;
}

/** The newest bookings that fit, one more than the limit. */
export const newest = (db: Db, limit: number, condition: Condition) =>
  db
    .selectFrom("bookings")
    .where(condition)
    .orderBy("bookings.id", "desc")
    .limit(limit + 1);

/** Whether bookings are found by their slots, of which there may be many: nothing leads to the bookings themselves. */
export const filtersSlotsOnly = (filters: ExportBookingsInput): boolean =>
  !leadsToBookings(filters) && slotConditions(filters).length > 0;

/** Whether a filter has an index that finds few bookings. */
export const leadsToBookings = ({
  slotId,
  orderId,
  contact,
  externalId,
  metadata,
}: ExportBookingsInput): boolean =>
  [slotId, orderId, contact, externalId, metadata].some((filter) => filter !== undefined);

/** The conditions of the filters on the slot itself. */
export function slotConditions({ resourceId, from, to }: ExportBookingsInput): Condition[] {
  const conditions: Condition[] = [];
  if (resourceId) conditions.push(sql`slots.resource_id = ${resourceId}`);
  if (from) conditions.push(sql`slots.starts_at >= ${from}`);
  if (to) conditions.push(sql`slots.starts_at < ${to}`);
  return conditions;
}

export const and = (conditions: readonly Condition[]): Condition =>
  conditions.length === 0 ? sql`true` : sql.join([...conditions], sql` AND `);
