import { HoldfastError, type Slot } from "@holdfast/contract";
import {
  type Database,
  executePrepared,
  fieldsOfRecord,
  preparedStatement,
  type ResourcesTable,
  type SlotsTable,
  timeOfField,
} from "@holdfast/db";
import { type Selectable, sql } from "kysely";
import { expiredPlaces, isNotDeleted, promisedPlaces } from "../inventory/index.ts";
import { type Db, metadataOf, remembered } from "../shared/index.ts";

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
  "slots.max_per_contact",
  "slots.metadata",
  "slots.external_id",
  "slots.created_at",
  "slots.updated_at",
] as const;

/** Its booked places without those of expired holds. */
const liveBooked = sql<number>`slots.booked - CASE WHEN slots.booked > 0 THEN ${expiredPlaces} ELSE 0 END`;

/** The columns of a slot joined with its resource; `promised` are free places for its waitlist. */
export const slotColumns = [
  ...ownColumns,
  "resources.kind",
  "resources.name as resource_name",
  liveBooked.as("live_booked"),
  promisedPlaces.as("promised"),
] as const;

/** The same as the text of one row, in the order in which `toRow` reads it. */
const record = sql<string>`ROW(
  ${sql.join([...ownColumns, "resources.kind", "resources.name"].map((column) => sql.ref(column)))},
  ${liveBooked}, ${promisedPlaces})::text`;

export type SlotRow = Omit<
  Selectable<SlotsTable>,
  "booked" | "deleted_at" | "schedule_id" | "occurrence_at" | "overridden" | "exclusive" | "closed_by"
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
  maxPerContact: row.max_per_contact,
  ...metadataOf(row),
  createdAt: row.created_at.toISOString(),
  updatedAt: row.updated_at.toISOString(),
});

/** Reads the text of a `record`. */
function toRow(text: string): SlotRow {
  const fields = fieldsOfRecord(text);
  let next = 0;
  const nullable = () => fields[next++] ?? null;
  const given = () => nullable() ?? "";
  const time = (field: string | null) => (field === null ? null : timeOfField(field));
  return {
    id: given(),
    resource_id: given(),
    starts_at: timeOfField(given()),
    ends_at: timeOfField(given()),
    capacity: Number(given()),
    waiting: Number(given()),
    closed: given() === "t",
    bookable_from: time(nullable()),
    bookable_until: time(nullable()),
    cancel_until: numberOrNull(nullable()),
    lead_minutes: Number(given()),
    max_per_contact: numberOrNull(nullable()),
    metadata: JSON.parse(given()),
    external_id: nullable(),
    created_at: timeOfField(given()),
    updated_at: timeOfField(given()),
    kind: given() as SlotRow["kind"],
    resource_name: given(),
    live_booked: Number(given()),
    promised: Number(given()),
  };
}

const numberOrNull = (field: string | null) => (field === null ? null : Number(field));

/** Slots whose rows are kept as they were last read: some 20 MB when all are in use. */
export const REMEMBERED_MAX_SLOTS = 10_000;

/** The slot of a `record`. A row that has not changed gives the same object, so that its JSON, too, is made once. */
export const slotOf = remembered((text) => deepFreeze(toSlot(toRow(text))), REMEMBERED_MAX_SLOTS);

function deepFreeze(slot: Slot): Slot {
  Object.freeze(slot.metadata);
  return Object.freeze(slot);
}

/** Selects the slots that are not deleted. */
export const existingSlots = (db: Db) => db.selectFrom("slots").where(isNotDeleted).selectAll("slots");

/**
 * Joins slots with their resources, for `slotOf`. The limit keeps PostgreSQL from going through all resources
 * for a few slots, as it may plan to where they come in the order of their resources.
 */
export const withResources = (db: Db, found: ReturnType<typeof existingSlots>) =>
  db
    .selectFrom(found.as("slots"))
    .innerJoinLateral(
      (one) =>
        one
          .selectFrom("resources")
          .whereRef("resources.id", "=", "slots.resource_id")
          .select(["kind", "name"])
          .limit(sql.lit(1))
          .as("resources"),
      (join) => join.onTrue(),
    )
    .select(record.as("record"));

/** A row of `withResources`. */
export interface RecordRow {
  record: string;
}

const selectSlots = preparedStatement<Database, { ids: readonly string[] }, RecordRow>((value, db) => {
  const ids = sql<string>`ANY((SELECT ${value("ids")}::uuid[])::uuid[])`;
  return withResources(db, existingSlots(db).where("slots.id", "=", ids));
});

/**
 * Reads slots by their ids, with their availability by the database's clock, in one statement. Unknown ones
 * are left out.
 */
export async function readSlots(db: Db, ids: readonly string[]): Promise<Slot[]> {
  const rows = await executePrepared(db, selectSlots({ ids }));
  return rows.map((row) => slotOf(row.record));
}

/**
 * Reads a slot with all that staff see, in a statement of its own, for changes.
 * @throws SLOT_NOT_FOUND
 */
export async function readSlot(db: Db, id: string): Promise<Slot> {
  const [slot] = await readSlots(db, [id]);
  if (!slot) throw new HoldfastError("SLOT_NOT_FOUND");
  return slot;
}

/** @throws SLOT_NOT_FOUND for a slot that there is not, or that is deleted */
export async function requireSlotExists(db: Db, id: string): Promise<void> {
  const slot = await existingSlots(db)
    .clearSelect()
    .select("slots.id")
    .where("slots.id", "=", id)
    .executeTakeFirst();
  if (!slot) throw new HoldfastError("SLOT_NOT_FOUND");
}
