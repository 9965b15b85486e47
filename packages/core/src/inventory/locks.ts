import { HoldfastError } from "@holdfast/contract";
import { executePrepared, type SlotsTable } from "@holdfast/db";
import { type Selectable, sql } from "kysely";
import { type Actor, isStaff, limitLockWait, type OnLocked, skipIf, type Trx } from "../shared/index.ts";
import { hasExpiredHolds, holdsEndBy, isBookableAt, isInLeadTimeAt } from "./availability.ts";

/* The locks on slots, which decide the order of requests, and the clock that is read under them. */

/** A slot's row under its lock, and the database's clock once all slots were locked. */
export type LockedSlot = Omit<
  Selectable<SlotsTable>,
  | "schedule_id"
  | "occurrence_at"
  | "overridden"
  | "exclusive"
  | "kind"
  | "closed_by"
  | "cancel_until"
  | "metadata"
  | "external_id"
  | "created_at"
  | "updated_at"
> & {
  resourceName: string;
  lockedAt: Date;
  /** Whether the slot could be booked then, as far as it was not full. A deleted one could not. */
  isBookable: boolean;
  isInLeadTime: boolean;
  hasEnded: boolean;
  /** When a hold that is placed then must have expired; null: no bound. */
  holdsEndBy: Date | null;
  /** Whether a hold had expired before the lock was waited for: then the counter may be too high. */
  hasExpiredHolds: boolean;
};

/** The database's clock, read after the last lock: it counts the rows of `locked`. */
export const CLOCK = sql`clock AS MATERIALIZED (
      SELECT clock_timestamp()::timestamptz(3) AS locked_at FROM (SELECT count(*) FROM locked) AS all_locked
    )`;

/** The column of `CLOCK`. */
export const LOCKED_AT = sql<Date>`locked_at`;

/**
 * Locks slot rows until the transaction ends, in the order of their ids.
 * @returns the rows found, deleted ones too, as they are under the lock; their clock is later than every lock
 */
export function lockSlots(trx: Trx, slots: SlotIds, onLocked: OnLocked = "wait"): Promise<LockedSlot[]> {
  const query = sql<LockedSlot>`
    WITH locked AS MATERIALIZED (
      SELECT id, resource_id, capacity, booked, waiting, starts_at, ends_at, closed, bookable_from, bookable_until,
        lead_minutes, max_per_contact, deleted_at
      FROM slots
      WHERE ${isOneOf(slots)} ORDER BY id FOR UPDATE ${skipIf(onLocked)}
    ), ${CLOCK}
    SELECT slots.*, resources.name AS "resourceName", locked_at AS "lockedAt",
      ${isBookableAt(LOCKED_AT)} AS "isBookable", ${isInLeadTimeAt(LOCKED_AT)} AS "isInLeadTime",
      ends_at <= locked_at AS "hasEnded", ${holdsEndBy(LOCKED_AT)} AS "holdsEndBy", ${hasExpiredHolds} AS "hasExpiredHolds"
    FROM locked AS slots JOIN resources ON resources.id = slots.resource_id, clock ORDER BY slots.id`;
  return executePrepared(trx, query);
}

/** The slots to lock: their own ids, or those of bookings that are on them. */
export type SlotIds = readonly string[] | { ofBookings: readonly string[] };

const isOneOf = (slots: SlotIds) =>
  "ofBookings" in slots
    ? sql<boolean>`id IN (SELECT slot_id FROM bookings WHERE id = ANY(${slots.ofBookings}::uuid[]))`
    : sql<boolean>`id = ANY(${slots}::uuid[])`;

/** Locks the slots of a resource or of a schedule, deleted ones too, all at once and in the order of their ids. */
export async function lockSlotsOfOwner(
  trx: Trx,
  owner: "resource_id" | "schedule_id",
  id: string,
): Promise<void> {
  await trx.selectFrom("slots").select("id").where(owner, "=", id).orderBy("id").forUpdate().execute();
}

/**
 * Locks a slot for a change that neither takes nor releases places; waits for it, but not for long.
 * @throws SLOT_NOT_FOUND; PostgreSQL's lock timeout where it stays locked
 */
export async function lockSlot(trx: Trx, id: string): Promise<LockedSlot> {
  await limitLockWait(trx);
  const [locked] = await lockSlots(trx, [id]);
  return requireSlot(locked);
}

/** @throws SLOT_NOT_FOUND where the slot is deleted, or was never there */
export function requireSlot(locked: LockedSlot | undefined): LockedSlot {
  if (!locked || locked.deleted_at) throw new HoldfastError("SLOT_NOT_FOUND");
  return locked;
}

/** The slots that exist, not deleted, beside those found: skipping locked rows looks like not finding them. */
export async function otherExistingSlots(
  trx: Trx,
  slotIds: readonly string[],
  found: ReadonlySet<string>,
): Promise<Set<string>> {
  const missing = slotIds.filter((slotId) => !found.has(slotId));
  if (missing.length === 0) return new Set();
  const rows = await trx
    .selectFrom("slots")
    .select("id")
    .where("id", "=", sql<string>`ANY(${missing}::uuid[])`)
    .where("deleted_at", "is", null)
    .execute();
  return new Set(rows.map((row) => row.id));
}

/**
 * Whether the actor is a customer, and a locked slot only for staff: its lead time has begun, or it has ended.
 * @param isOpenToAll whether everybody may do everything, and so book what has ended
 */
export const isStaffOnly = (slot: LockedSlot, actor: Actor, isOpenToAll: boolean): boolean =>
  !isStaff(actor) && (slot.isInLeadTime || (slot.hasEnded && !isOpenToAll));

/** Whether an actor may book a locked slot, as far as it is not full. */
export const mayBook = (slot: LockedSlot, actor: Actor, isOpenToAll: boolean): boolean =>
  slot.isBookable && !isStaffOnly(slot, actor, isOpenToAll);
