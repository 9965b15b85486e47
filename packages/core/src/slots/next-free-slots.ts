import { type Database, executePrepared, preparedStatement } from "@holdfast/db";
import { sql } from "kysely";
import { sharing } from "../concurrency/index.ts";
import { type Db, type DbContext, readFromReplica } from "../shared/index.ts";
import { type FreeSlot, type FreeSlotRow, freeSlotsWithin, LEAST_ID, toFreeSlot } from "./free-slot.ts";

/** Resources whose next free slots are looked for at a time. */
export const NEXT_MAX_RESOURCES = 100;

const selectNext = preparedStatement<Database, { ids: readonly string[] }, FreeSlotRow>(
  (value) => sql<FreeSlotRow>`
    SELECT next.* FROM unnest((SELECT ${value("ids")}::uuid[])) AS wanted (id) CROSS JOIN LATERAL (
      SELECT * FROM ${freeSlotsWithin({
        resourceId: sql`wanted.id`,
        edge: sql`statement_timestamp()`,
        edgeId: LEAST_ID,
        end: sql`'infinity'::timestamptz`,
        direction: "later",
      })} AS free LIMIT 1
    ) AS next`,
);

async function readNext(db: Db, ids: readonly string[]): Promise<(FreeSlot | undefined)[]> {
  const rows = await executePrepared(db, selectNext({ ids }));
  const byResource = new Map(rows.map((row) => [row.resource_id, toFreeSlot(row)]));
  return ids.map((id) => byResource.get(id));
}

const sharedNext = sharing(readNext, {
  keyOf: (id: string) => id,
  maxQuestions: NEXT_MAX_RESOURCES,
  isList: true,
});

/**
 * Reads, of each of up to `NEXT_MAX_RESOURCES` resources, the next slot to start that a customer could hold now, by the
 * database's clock; it may come from the replica. Reads that meet share a statement. Few run at a time, so this is not to be
 * called within `withinReads`.
 * @returns the slots by their resources; a resource without a free slot among its next `LOOKED_AT_MAX_SLOTS` is left out
 */
export async function nextFreeSlots(
  ctx: DbContext,
  { resourceIds }: { resourceIds: readonly string[] },
): Promise<Map<string, FreeSlot>> {
  const wanted = [...new Set(resourceIds)];
  if (wanted.length > NEXT_MAX_RESOURCES) throw new RangeError(`at most ${NEXT_MAX_RESOURCES} resources`);
  const found = await readFromReplica(ctx, (db) => Promise.all(wanted.map((id) => sharedNext(db, id))));
  return new Map(found.filter((slot) => slot !== undefined).map((slot) => [slot.resourceId, slot]));
}
