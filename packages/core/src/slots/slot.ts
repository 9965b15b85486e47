import { HoldfastError, type Slot } from "@holdfast/contract";
import type { ResourcesTable, SlotsTable } from "@holdfast/db";
import { type Selectable, sql } from "kysely";
import { expiredPlaces, isNotDeleted, promisedPlaces } from "../inventory/index.ts";
import { asSeenBy, type Caller, type Db, type DbContext, metadataOf } from "../shared/index.ts";

/** The columns of a slot that responses have as they are. */
export const ownColumns = [
  "slots.id",
  "slots.resource_id",
  "slots.starts_at",
  "slots.ends_at",
  "slots.capacity",
  "slots.waiting",
  "slots.closed",
  "slots.bookable_from",
  "slots.bookable_until",
  "slots.cancel_until",
  "slots.lead_minutes",
  "slots.metadata",
  "slots.external_id",
  "slots.created_at",
  "slots.updated_at",
] as const;

/** The columns of a slot joined with its resource; `live_booked` leaves out expired holds, `promised` are free places for its waitlist. */
export const slotColumns = [
  ...ownColumns,
  "resources.kind",
  "resources.name as resource_name",
  sql<number>`slots.booked - ${expiredPlaces}`.as("live_booked"),
  promisedPlaces.as("promised"),
] as const;

export type SlotRow = Omit<
  Selectable<SlotsTable>,
  "booked" | "deleted_at" | "schedule_id" | "occurrence_at" | "overridden" | "exclusive"
> & {
  kind: ResourcesTable["kind"];
  resource_name: string;
  live_booked: number;
  promised: number;
};

export const toSlot = (row: SlotRow): Slot => ({
  id: row.id,
  resourceId: row.resource_id,
  kind: row.kind,
  resourceName: row.resource_name,
  startsAt: row.starts_at.toISOString(),
  endsAt: row.ends_at.toISOString(),
  capacity: row.capacity,
  booked: row.live_booked,
  available: row.capacity - row.live_booked - row.promised,
  waiting: row.waiting,
  closed: row.closed,
  bookableFrom: row.bookable_from?.toISOString() ?? null,
  bookableUntil: row.bookable_until?.toISOString() ?? null,
  cancelUntil: row.cancel_until,
  leadMinutes: row.lead_minutes,
  ...metadataOf(row),
  createdAt: row.created_at.toISOString(),
  updatedAt: row.updated_at.toISOString(),
});

/** Selects the slots that are not deleted. */
export const existingSlots = (db: Db) => db.selectFrom("slots").where(isNotDeleted).selectAll("slots");

/** Joins slots with their resources, for `toSlot`. */
export const withResources = (db: Db, found: ReturnType<typeof existingSlots>) =>
  db
    .selectFrom(found.as("slots"))
    .innerJoin("resources", "resources.id", "slots.resource_id")
    .select(slotColumns);

/**
 * Reads a slot as the caller may see it, with its availability by the database's clock.
 * @throws SLOT_NOT_FOUND
 */
export async function getSlot(ctx: DbContext & Caller, { id }: { id: string }): Promise<Slot> {
  return asSeenBy(ctx, await readSlot(ctx.db, id));
}

/** The same with all that staff see. */
export async function readSlot(db: Db, id: string): Promise<Slot> {
  const row = await withResources(db, existingSlots(db).where("slots.id", "=", id)).executeTakeFirst();
  if (!row) throw new HoldfastError("SLOT_NOT_FOUND");
  return toSlot(row);
}
