import { SLOT_MAX_DAYS } from "@holdfast/contract";
import { type Database, executeTogether, preparedStatement } from "@holdfast/db";
import { type RawBuilder, sql } from "kysely";
import { sharing } from "../concurrency/index.ts";
import { type Db, type DbContext, readFromReplica } from "../shared/index.ts";
import { type FreeSlot, type FreeSlotRow, freeSlotsWithin, toFreeSlot } from "./free-slot.ts";

/** Slots that are offered in place of another. */
export const NEAREST_MAX_SLOTS = 20;

const TOGETHER_MAX_STATEMENTS = 16;

export interface NearestFreeSlotsInput {
  /** The slot that is full, or cannot be booked any more. */
  slotId: string;
  /** Places that each slot must have left. */
  quantity: number;
  /** Slots that are wanted, at most `NEAREST_MAX_SLOTS`. */
  count: number;
}

/** What started before this time has ended. */
const MAY_LAST_SINCE = sql`statement_timestamp() - make_interval(hours => ${sql.lit(SLOT_MAX_DAYS * 24)})`;

const side = (direction: "later" | "earlier") =>
  freeSlotsWithin({
    resourceId: sql`lost.resource_id`,
    edge: sql`lost.starts_at`,
    edgeId: sql`lost.id`,
    end: direction === "later" ? sql`'infinity'::timestamptz` : MAY_LAST_SINCE,
    direction,
  });

/** Whether one customer could hold so many places of a free slot. */
const hasPlaces = (quantity: RawBuilder<unknown>) => sql<boolean>`
  least(available, max_per_contact) >= (SELECT ${quantity}::integer)`;

const selectNearest = preparedStatement<Database, NearestFreeSlotsInput, FreeSlotRow>(
  (value) => sql<FreeSlotRow>`
    SELECT near.* FROM slots AS lost CROSS JOIN LATERAL (
      (SELECT * FROM ${side("later")} AS later WHERE ${hasPlaces(value("quantity"))}
        LIMIT (SELECT ${value("count")}::bigint))
      UNION ALL
      (SELECT * FROM ${side("earlier")} AS earlier WHERE ${hasPlaces(value("quantity"))}
        LIMIT (SELECT ${value("count")}::bigint))
    ) AS near WHERE lost.id = (SELECT ${value("slotId")}::uuid)
    ORDER BY greatest(near.starts_at - lost.starts_at, lost.starts_at - near.starts_at), near.starts_at, near.id
    LIMIT (SELECT ${value("count")}::bigint)`,
);

async function readNearest(db: Db, inputs: readonly NearestFreeSlotsInput[]): Promise<FreeSlot[][]> {
  const answers = await executeTogether(db, inputs.map(selectNearest));
  return answers.map((rows) => rows.map(toFreeSlot));
}

const sharedNearest = sharing(readNearest, {
  keyOf: ({ slotId, quantity, count }: NearestFreeSlotsInput) => JSON.stringify([slotId, quantity, count]),
  maxQuestions: TOGETHER_MAX_STATEMENTS,
  isList: true,
});

/**
 * Reads the slots of the same resource that start nearest to a slot, before or after it, and of which a customer could hold
 * `quantity` places now, by the database's clock; they may come from the replica. Equal reads share their answer. Few run at
 * a time, so this is not to be called within `withinReads`.
 * @returns the slots, nearest first, without the slot itself; none where there is no such slot. On either side,
 *   `LOOKED_AT_MAX_SLOTS` are looked at
 */
export async function nearestFreeSlots(ctx: DbContext, input: NearestFreeSlotsInput): Promise<FreeSlot[]> {
  if (input.count > NEAREST_MAX_SLOTS) throw new RangeError(`at most ${NEAREST_MAX_SLOTS} slots`);
  return readFromReplica(ctx, (db) => sharedNearest(db, input));
}
