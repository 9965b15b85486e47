import {
  type CreateSlotInput,
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
import { type Kysely, type SqlBool, sql } from "kysely";
import { z } from "zod";
import type { DbContext } from "./context.ts";
import { isUniqueViolation } from "./database-errors.ts";
import { lockSlots, releaseDueHolds, waitBriefly } from "./hold-statements.ts";
import { newId } from "./ids.ts";
import { decodeCursor, toPage } from "./pages.ts";
import { getResource } from "./resource.ts";
import { duePlaces, slotColumns, toSlot } from "./rows.ts";

/**
 * Creates a slot of a resource.
 * @param input.kind the kind the resource must have, where the caller's path names one
 * @throws DOCTOR_NOT_FOUND, SHOW_NOT_FOUND or RESOURCE_NOT_FOUND
 */
export async function createSlot(
  ctx: DbContext,
  input: CreateSlotInput & { kind?: ResourceKind },
): Promise<Slot> {
  const { id: resourceId, kind, name } = await getResource(ctx, { ...input, id: input.resourceId });
  const row = await ctx.db
    .insertInto("slots")
    .values({
      id: newId(),
      resource_id: resourceId,
      starts_at: input.startsAt,
      ends_at: input.endsAt,
      capacity: input.capacity,
    })
    .returning(["id", "resource_id", "starts_at", "ends_at", "capacity", "created_at"])
    .executeTakeFirstOrThrow();
  return toSlot({ ...row, kind, resource_name: name, live_booked: 0 });
}

/** @throws SLOT_NOT_FOUND */
export async function getSlot({ db }: DbContext, input: { id: string }): Promise<Slot> {
  const row = await selectSlots(db).where("slots.id", "=", input.id).executeTakeFirst();
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

/** Up to `limit` slots on the position's side of `asOf`, beyond the position. */
function slotsBeyond(db: Kysely<Database>, input: ListSlotsInput, position: Position, limit: number) {
  const direction = position.past ? "desc" : "asc";
  let query = selectSlots(db)
    .where("slots.starts_at", position.past ? "<" : ">=", position.asOf)
    .orderBy("slots.starts_at", direction)
    .orderBy("slots.id", direction)
    .limit(limit);
  if (input.resourceId) query = query.where("slots.resource_id", "=", input.resourceId);
  if (input.from) query = query.where("slots.starts_at", ">=", input.from);
  if (input.to) query = query.where("slots.starts_at", "<", input.to);
  if (input.availableOnly) query = query.where(hasFreePlace);
  if (position.after) {
    const { startsAt, id } = position.after;
    const beyond = sql.raw(position.past ? "<" : ">");
    query = query.where(
      sql<SqlBool>`(slots.starts_at, slots.id) ${beyond} (${startsAt}::timestamptz, ${id}::uuid)`,
    );
  }
  return query;
}

/**
 * Changes the fields that are given, under the slot's lock.
 * @throws SLOT_NOT_FOUND; INVALID_INPUT for times that do not fit together, or a start that another slot of the
 *   same schedule has;
 *   CAPACITY_BELOW_BOOKED with the number of places booked
 */
export async function updateSlot(ctx: DbContext, input: UpdateSlotInput): Promise<Slot> {
  return ctx.db.transaction().execute(async (trx) => {
    await waitBriefly(trx);
    const [locked] = await lockSlots(trx, [input.id]);
    if (!locked) throw new HoldfastError("SLOT_NOT_FOUND");
    const startsAt = input.startsAt ?? locked.starts_at;
    const endsAt = input.endsAt ?? locked.ends_at;
    const capacity = input.capacity ?? locked.capacity;
    const issue = slotTimesIssue(startsAt, endsAt);
    if (issue) throw invalidInput(issue.path, issue.message);
    let { booked } = locked;
    while (capacity < booked) {
      const released = (await releaseDueHolds(trx, [input.id])).get(input.id) ?? 0;
      if (released === 0) {
        throw new HoldfastError("CAPACITY_BELOW_BOOKED", `${booked} places are booked on this slot`);
      }
      booked -= released;
    }
    await trx
      .updateTable("slots")
      .set({ starts_at: startsAt, ends_at: endsAt, capacity, updated_at: sql<Date>`clock_timestamp()` })
      .where("id", "=", input.id)
      .execute()
      .catch(throwStartTaken);
    return getSlot({ db: trx }, { id: input.id });
  });
}

/** A schedule has one slot at a start, also where they are moved by hand. */
function throwStartTaken(error: unknown): never {
  if (isUniqueViolation(error))
    throw invalidInput("startsAt", "another slot of the same schedule begins then");
  throw error;
}

const selectSlots = (db: Kysely<Database>) =>
  db.selectFrom("slots").innerJoin("resources", "resources.id", "slots.resource_id").select(slotColumns);

/** A slot whose counter looks full may still have a place that a due hold occupies. */
const hasFreePlace = sql<boolean>`(slots.booked < slots.capacity OR ${duePlaces} > 0)`;
