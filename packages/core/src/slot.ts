import {
  bookingWindowIssue,
  type CreateSlotInput,
  type DeletedSlot,
  HoldfastError,
  id,
  invalidInput,
  type ListSlotsInput,
  type ResourceKind,
  type Slot,
  type SlotPage,
  slotTimesIssue,
  timestamp,
  type UpdateSlotInput,
} from "@holdfast/contract";
import type { Database } from "@holdfast/db";
import { type Kysely, type SqlBool, sql, type Transaction } from "kysely";
import { z } from "zod";
import { changedFields, writeAudit } from "./audit.ts";
import type { DbContext, ReleaseContext, WriteContext } from "./context.ts";
import { isUniqueViolation, throwOverlap } from "./database-errors.ts";
import { releaseDownTo } from "./due-holds.ts";
import { writeEvents } from "./events.ts";
import { duePlaces } from "./hold-waves.ts";
import { newId } from "./ids.ts";
import { patiently } from "./lock-turns.ts";
import { decodeCursor, toPage } from "./pages.ts";
import { type CreateOptions, once, type WithinContext } from "./receipts.ts";
import { getResource } from "./resource.ts";
import { isBookableAt, isNotDeleted, slotColumns, toSlot } from "./rows.ts";
import { lockSlot } from "./slot-locks.ts";
import { closeWaitlist } from "./waitlist.ts";
import { admitWaitingOf } from "./waitlist-promotion.ts";

/**
 * Creates a slot of a resource; once per idempotency key.
 * @param input.kind the kind the resource must have, where the caller's path names one
 * @throws DOCTOR_NOT_FOUND, SHOW_NOT_FOUND or RESOURCE_NOT_FOUND; SLOT_OVERLAP; IDEMPOTENCY_KEY_IN_USE, IDEMPOTENCY_MISMATCH;
 *   BUSY where the resource stays locked
 */
export function createSlot(
  ctx: WriteContext,
  input: CreateSlotInput & { kind?: ResourceKind },
  options: CreateOptions = {},
): Promise<Slot> {
  return once(ctx, "slots.create", input, options, (inner) => insertSlot(inner, input), input.resourceId);
}

async function insertSlot(
  { db: trx, actor }: WithinContext,
  input: CreateSlotInput & { kind?: ResourceKind },
): Promise<Slot> {
  const { id: resourceId, kind, name } = await getResource({ db: trx }, { ...input, id: input.resourceId });
  const row = await trx
    .insertInto("slots")
    .values({
      id: newId(),
      resource_id: resourceId,
      starts_at: input.startsAt,
      ends_at: input.endsAt,
      capacity: input.capacity,
      bookable_from: input.bookableFrom ?? null,
      bookable_until: input.bookableUntil ?? null,
      cancel_until: input.cancelUntil ?? null,
    })
    .returning([
      "id",
      "resource_id",
      "starts_at",
      "ends_at",
      "capacity",
      "waiting",
      "closed",
      "bookable_from",
      "bookable_until",
      "cancel_until",
      "created_at",
    ])
    .executeTakeFirstOrThrow()
    .catch(throwOverlap);
  const slot = toSlot({ ...row, kind, resource_name: name, live_booked: 0 });
  const { id, startsAt, endsAt, capacity, bookableFrom, bookableUntil, cancelUntil } = slot;
  const after = { resourceId, startsAt, endsAt, capacity, bookableFrom, bookableUntil, cancelUntil };
  await writeAudit(trx, actor, [{ action: "slot.created", subjectId: id, slotId: id, after }]);
  return slot;
}

/** @throws SLOT_NOT_FOUND */
export async function getSlot({ db }: DbContext, input: { id: string }): Promise<Slot> {
  const row = await withResources(db, existingSlots(db).where("slots.id", "=", input.id)).executeTakeFirst();
  if (!row) throw new HoldfastError("SLOT_NOT_FOUND");
  return toSlot(row);
}

/** Upcoming slots by start, then past ones, latest first. `asOf` divides them, the same on every page. */
const positionSchema = z.strictObject({
  asOf: timestamp,
  past: z.boolean(),
  after: z.strictObject({ startsAt: timestamp, id }).optional(),
});
type Position = z.output<typeof positionSchema>;

/**
 * Slots that start in `[from, to)`, with availability exact by the database's clock.
 * @throws INVALID_INPUT for a cursor that is not of this list
 */
export async function listSlots({ db }: DbContext, input: ListSlotsInput): Promise<SlotPage> {
  const start: Position = input.cursor
    ? decodeCursor(positionSchema, input.cursor)
    : { asOf: new Date(), past: false };
  const wanted = input.limit + 1;
  const upcoming = start.past ? [] : await slotsBeyond(db, input, start, wanted).execute();
  const pastStart: Position = start.past ? start : { asOf: start.asOf, past: true };
  const past =
    upcoming.length < wanted
      ? await slotsBeyond(db, input, pastStart, wanted - upcoming.length).execute()
      : [];
  return toPage([...upcoming, ...past], input.limit, toSlot, (row): Position => {
    return {
      asOf: start.asOf,
      past: row.starts_at < start.asOf,
      after: { startsAt: row.starts_at, id: row.id },
    };
  });
}

/**
 * Up to `limit` slots on the position's side of `asOf`, beyond the position. They are found before they are joined with
 * anything, or PostgreSQL might expect that join to end early, and go through all slots for a page.
 */
function slotsBeyond(db: Kysely<Database>, input: ListSlotsInput, position: Position, limit: number) {
  const direction = position.past ? "desc" : "asc";
  let found = existingSlots(db)
    .where("slots.starts_at", position.past ? "<" : ">=", position.asOf)
    .orderBy("slots.starts_at", direction)
    .orderBy("slots.id", direction)
    .limit(limit);
  if (input.resourceId) found = found.where("slots.resource_id", "=", input.resourceId);
  if (input.from) found = found.where("slots.starts_at", ">=", input.from);
  if (input.to) found = found.where("slots.starts_at", "<", input.to);
  if (input.availableOnly) found = found.where(isBookableAt(sql`statement_timestamp()`)).where(hasFreePlace);
  if (position.after) {
    const { startsAt, id } = position.after;
    const beyond = sql.raw(position.past ? "<" : ">");
    found = found.where(
      sql<SqlBool>`(slots.starts_at, slots.id) ${beyond} (${startsAt}::timestamptz, ${id}::uuid)`,
    );
  }
  return withResources(db, found).orderBy("slots.starts_at", direction).orderBy("slots.id", direction);
}

/**
 * Changes the fields that are given, under the slot's lock. Closing a slot, or narrowing its booking window, keeps
 * new bookings out; those that are there can be confirmed all the same. Places that come free go to who waits.
 * @throws SLOT_NOT_FOUND; INVALID_INPUT for times, or a booking window, that do not fit together, or a start that
 *   another slot of the same schedule has;
 *   CAPACITY_BELOW_BOOKED with the number of places booked
 */
export async function updateSlot(
  { db, actor, ...release }: WriteContext & ReleaseContext,
  input: UpdateSlotInput,
): Promise<Slot> {
  const { id } = input;
  return patiently(db, id, async (trx) => {
    const locked = await lockSlot(trx, id);
    const before = await getSlot({ db: trx }, { id });
    const startsAt = input.startsAt ?? locked.starts_at;
    const endsAt = input.endsAt ?? locked.ends_at;
    const { bookableFrom = locked.bookable_from, bookableUntil = locked.bookable_until } = input;
    const capacity = input.capacity ?? locked.capacity;
    const issue = slotTimesIssue(startsAt, endsAt) ?? bookingWindowIssue({ bookableFrom, bookableUntil });
    if (issue) throw invalidInput(issue.path, issue.message);
    const booked = await releaseDownTo(trx, locked, capacity);
    if (booked > capacity) {
      throw new HoldfastError("CAPACITY_BELOW_BOOKED", `${booked} places are booked on this slot`);
    }
    await trx
      .updateTable("slots")
      .set({
        starts_at: startsAt,
        ends_at: endsAt,
        capacity,
        closed: input.closed ?? locked.closed,
        bookable_from: bookableFrom,
        bookable_until: bookableUntil,
        ...(input.cancelUntil === undefined ? {} : { cancel_until: input.cancelUntil }),
        updated_at: sql<Date>`clock_timestamp()`,
      })
      .where("id", "=", id)
      .execute()
      .catch(throwStartTaken)
      .catch(throwOverlap);
    await admitWaitingOf({ trx, ...release }, [locked]);
    const after = await getSlot({ db: trx }, { id });
    const change = { action: "slot.updated", subjectId: id, slotId: id } as const;
    await writeAudit(trx, actor, [{ ...change, ...changedFields(before, after) }]);
    return after;
  });
}

/**
 * Deletes a slot that has no live bookings, under its lock, and sends home who waits for it. Its row stays, for the bookings that have ended: they
 * can still be read. For everything else the slot is not there any more.
 * @throws SLOT_NOT_FOUND; SLOT_HAS_BOOKINGS with the number of live holds and confirmed bookings
 */
export async function deleteSlot({ db, actor }: WriteContext, { id }: { id: string }): Promise<DeletedSlot> {
  return patiently(db, id, async (trx) => {
    const locked = await lockSlot(trx, id);
    if ((await releaseDownTo(trx, locked, 0)) > 0) {
      const live = await countLiveBookings(trx, id);
      throw new HoldfastError("SLOT_HAS_BOOKINGS", `Live holds and confirmed bookings on this slot: ${live}`);
    }
    const entryIds = await closeWaitlist(trx, id);
    await writeEvents(
      trx,
      entryIds.map((entryId) => ({ type: "waitlist.closed", slotId: id, data: { entryId } })),
    );
    const now = sql<Date>`clock_timestamp()`;
    await trx.updateTable("slots").set({ deleted_at: now, updated_at: now }).where("id", "=", id).execute();
    const [before, after] = [{ status: "WAITING" }, { status: "LEFT" }];
    await writeAudit(trx, actor, [
      { action: "slot.deleted", subjectId: id, slotId: id },
      ...entryIds.map((subjectId) => ({
        action: "waitlist.left" as const,
        subjectId,
        slotId: id,
        before,
        after,
      })),
    ]);
    return { id };
  });
}

/** Holds and confirmed bookings of a slot whose due holds have been released. */
async function countLiveBookings(trx: Transaction<Database>, slotId: string): Promise<number> {
  const { count } = await trx
    .selectFrom("bookings")
    .select(sql<number>`count(*)::integer`.as("count"))
    .where("slot_id", "=", slotId)
    .where("status", "in", ["PENDING", "CONFIRMED"])
    .executeTakeFirstOrThrow();
  return count;
}

/** A schedule has one slot at a start, also where they are moved by hand. */
function throwStartTaken(error: unknown): never {
  if (isUniqueViolation(error))
    throw invalidInput("startsAt", "another slot of the same schedule begins then");
  throw error;
}

/** The slots that are not deleted, as rows of their table. */
const existingSlots = (db: Kysely<Database>) => db.selectFrom("slots").where(isNotDeleted).selectAll("slots");

/** Such slots, each with what is told of its resource. */
const withResources = (db: Kysely<Database>, found: ReturnType<typeof existingSlots>) =>
  db
    .selectFrom(found.as("slots"))
    .innerJoin("resources", "resources.id", "slots.resource_id")
    .select(slotColumns);

/** A slot whose counter looks full may still have a place that a due hold occupies; one that others wait for has none. */
const hasFreePlace = sql<boolean>`slots.waiting = 0 AND (slots.booked < slots.capacity OR ${duePlaces} > 0)`;
