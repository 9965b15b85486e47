import { type RawBuilder, sql } from "kysely";
import { placesForCustomers } from "../inventory/index.ts";

/* What customers could hold now, as few columns as the pages need. */

/** A slot that a customer could hold now. */
export interface FreeSlot {
  id: string;
  resourceId: string;
  /** ISO 8601 in UTC. */
  startsAt: string;
  /** ISO 8601 in UTC. */
  endsAt: string;
  /** Places left, at least one. */
  available: number;
}

/** A row of `freeSlotsWithin`. */
export interface FreeSlotRow {
  id: string;
  resource_id: string;
  starts_at: Date;
  ends_at: Date;
  available: number;
  max_per_contact: number | null;
}

export const toFreeSlot = (row: FreeSlotRow): FreeSlot => ({
  id: row.id,
  resourceId: row.resource_id,
  startsAt: row.starts_at.toISOString(),
  endsAt: row.ends_at.toISOString(),
  available: row.available,
});

/** Slots of a resource that are looked at for free ones. Where all of them are full, later ones are not found. */
export const LOOKED_AT_MAX_SLOTS = 5_000;

/** Which slots of a resource are looked at: beyond `(edge, edgeId)`, and, in this direction, before or after it. */
interface Range {
  resourceId: RawBuilder<unknown>;
  edge: RawBuilder<unknown>;
  edgeId: RawBuilder<unknown>;
  /** The time at which the range ends; `infinity` and `-infinity` are none. */
  end: RawBuilder<unknown>;
  direction: "later" | "earlier";
  maxSlots?: number;
}

/** No slot has it, and every id is larger. */
export const LEAST_ID = sql`'00000000-0000-0000-0000-000000000000'::uuid`;

/**
 * The slots of a range with places for customers, in their order by time, to be selected from. The range is one of an index,
 * in the order of that index, so that a query for few of them reads no more than it needs.
 */
export function freeSlotsWithin({
  resourceId,
  edge,
  edgeId,
  end,
  direction,
  maxSlots = LOOKED_AT_MAX_SLOTS,
}: Range): RawBuilder<FreeSlotRow> {
  const [beyond, within, order] = direction === "later" ? [">", "<", "ASC"] : ["<", ">=", "DESC"];
  return sql<FreeSlotRow>`(
    SELECT * FROM (
      SELECT slots.id, slots.resource_id, slots.starts_at, slots.ends_at, slots.max_per_contact,
        ${placesForCustomers} AS available
      FROM slots
      WHERE (slots.resource_id, slots.starts_at, slots.id) ${sql.raw(beyond)} (${resourceId}, ${edge}, ${edgeId})
        AND (slots.resource_id, slots.starts_at) ${sql.raw(within)} (${resourceId}, ${end})
      ORDER BY ${sql.raw(`slots.resource_id ${order}, slots.starts_at ${order}, slots.id ${order}`)}
      LIMIT ${sql.lit(maxSlots)}
    ) AS looked_at WHERE available > 0
  )`;
}
