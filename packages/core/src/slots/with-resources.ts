import type { Resource, Slot } from "@holdfast/contract";
import { sql } from "kysely";
import { type ResourceRow, resourceColumns, toResource } from "../resources/index.ts";
import type { Db } from "../shared/index.ts";
import { type SlotRow, slotColumns, toSlot } from "./slot.ts";

/** The name of a resource's column beside the slot's. */
const beside = <Column extends string>(column: Column) => `of_resource_${column}` as const;

type ResourceColumn = (typeof resourceColumns)[number];
type BesideRow = { [Column in ResourceColumn as ReturnType<typeof beside<Column>>]: ResourceRow[Column] };

/** A slot and its resource. */
interface SlotAndResource {
  /** Null where it was deleted: then its resource alone can be read. */
  slot: Slot | null;
  resource: Resource;
}

/** Reads slots and their resources by the slots' ids, with all that staff see, in one statement. */
export async function readSlotsWithResources(
  db: Db,
  slotIds: readonly string[],
): Promise<Map<string, SlotAndResource>> {
  const ids = [...new Set(slotIds)];
  const rows = await db
    .selectFrom("slots")
    .innerJoin("resources", "resources.id", "slots.resource_id")
    .select(slotColumns)
    .select("slots.deleted_at")
    .select(resourceColumns.map((column) => sql.ref(`resources.${column}`).as(beside(column))))
    .where("slots.id", "=", sql<string>`ANY(${ids}::uuid[])`)
    .execute();
  return new Map(
    (rows as (SlotRow & BesideRow & { deleted_at: Date | null })[]).map((row) => {
      const ofResource = resourceColumns.map((column) => [column, row[beside(column)]]);
      const resource = toResource(Object.fromEntries(ofResource) as ResourceRow);
      return [row.id, { slot: row.deleted_at ? null : toSlot(row), resource }];
    }),
  );
}
