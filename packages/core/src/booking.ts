import {
  type Booking,
  type BookingPage,
  type BookingStatus,
  type CreateBookingInput,
  type Hold,
  HoldfastError,
  id,
  type ListBookingsInput,
} from "@holdfast/contract";
import { type Database, executeDeferred, executePrepared, type Sent, type SlotsTable } from "@holdfast/db";
import { type Kysely, type Selectable, sql, type Transaction } from "kysely";
import { z } from "zod";
import type { Context, DbContext, TransactionContext } from "./context.ts";
import type { Abortable } from "./hold-queue.ts";
import { newId } from "./ids.ts";
import { ensureExpiryJob } from "./jobs.ts";
import { decodeCursor, toPage } from "./pages.ts";
import { bookingColumns, isDue, toBooking } from "./rows.ts";

/* The life of a booking, top-down: placeHolds → confirmBooking → cancelBooking → expireHolds.
   Locks are taken in one order, slots by id before bookings, so that no two verbs can deadlock. */

/** Requests that one transaction takes. */
export const HOLDS_MAX_REQUESTS = 1_000;

/** A booking that is asked for, with the id it will have: asked twice, it can be recognised. */
export type HoldRequest = CreateBookingInput & { id: string };

/** The answer of `placeHolds` to requests for a slot that somebody else has locked, where it may not wait. */
export const SLOT_LOCKED = Symbol("slot locked");

/** One answer of `placeHolds`: the hold, why there is none (NO_SEAT, SLOT_NOT_FOUND), or SLOT_LOCKED. */
export type HoldAnswer = Hold | HoldfastError | typeof SLOT_LOCKED;

/**
 * Places a hold for each request that fits, in order of arrival, and answers each; one that does not
 * fit fails alone. The slots stay locked until the caller commits: answer nobody before that.
 * @param ctx the caller's transaction; `holdSeconds` is how long the holds live
 * @param locking whether to wait for slots that somebody else has locked, or to answer SLOT_LOCKED
 * @returns answers in the order of the requests
 */
export async function placeHolds(
  ctx: TransactionContext,
  requests: readonly HoldRequest[],
  locking: "wait" | "skip" = "wait",
): Promise<HoldAnswer[]> {
  if (requests.length > HOLDS_MAX_REQUESTS) throw new RangeError(`more than ${HOLDS_MAX_REQUESTS} requests`);
  const slotIds = [...new Set(requests.map((request) => request.slotId))];
  const slots = await lockSlots(ctx.trx, slotIds, locking);
  const free = new Map(slots.map((slot) => [slot.id, slot.capacity - slot.booked]));
  const lockedElsewhere = locking === "skip" ? await slotsThatExist(ctx.trx, slotIds, free) : new Set();

  const due = slots.filter((slot) => slot.hasDueHolds).map((slot) => slot.id);
  const crowded = slotsThatLookFull(free, requests).filter((slotId) => due.includes(slotId));
  if (crowded.length > 0) {
    for (const [slotId, places] of await releaseDueHolds(ctx.trx, crowded)) {
      free.set(slotId, (free.get(slotId) ?? 0) + places);
    }
  }

  const refusals = requests.map((request) =>
    lockedElsewhere.has(request.slotId) ? SLOT_LOCKED : takePlaces(free, request),
  );
  const granted = requests.filter((_, index) => !refusals[index]);
  const lockedAt = slots.at(-1)?.lockedAt;
  const holds = lockedAt && granted.length > 0 ? await writeHolds(ctx, lockedAt, granted) : [];
  return refusals.map((refusal) => refusal ?? (holds.shift() as Hold));
}

/**
 * Places holds on those slots that nobody has locked and that have room for all that is asked of them: one
 * statement, which waits for nothing and whose answer comes with the commit's. It refuses nobody: what it
 * leaves out is for `placeHolds`.
 * @returns once sent: the slots taken, with the database's clock after their locks
 */
export function placeHoldsWhereRoomy(
  ctx: TransactionContext,
  requests: readonly HoldRequest[],
): Promise<Sent<{ slotId: string; lockedAt: Date }>> {
  return executeDeferred(
    ctx.trx,
    sql`
    WITH hold AS MATERIALIZED (${holdRows(requests)}
    ), wanted AS MATERIALIZED (
      SELECT slot_id, sum(quantity)::integer AS places FROM hold GROUP BY slot_id
    ), locked AS MATERIALIZED (
      SELECT id FROM slots WHERE id IN (SELECT slot_id FROM wanted) ORDER BY id FOR UPDATE SKIP LOCKED
    ), clock AS MATERIALIZED (
      SELECT clock_timestamp()::timestamptz(3) AS locked_at FROM (SELECT count(*) FROM locked) AS all_locked
    ), taken AS (
      UPDATE slots SET booked = booked + wanted.places FROM wanted, locked
      WHERE slots.id = wanted.slot_id AND slots.id = locked.id AND booked + wanted.places <= capacity
      RETURNING slots.id
    ), placed AS (
      INSERT INTO bookings
        (id, slot_id, quantity, customer_name, customer_contact, status, expires_at, created_at, updated_at)
      SELECT hold.*, 'PENDING', locked_at + make_interval(secs => ${ctx.holdSeconds}), locked_at, locked_at
      FROM hold JOIN taken ON taken.id = hold.slot_id CROSS JOIN clock
    )
    SELECT taken.id AS "slotId", locked_at AS "lockedAt" FROM taken, clock`,
  );
}

/**
 * Asks for one hold. Requests that come at the same time share a transaction: see `HoldQueue`.
 * @param options `signal`: drops the request if it is aborted before it was sent to the database
 * @throws NO_SEAT, SLOT_NOT_FOUND; BUSY when too many wait, or when the slot stays locked for too long
 */
export function createBooking(
  { holds }: Context,
  input: CreateBookingInput,
  options: { signal?: Abortable | undefined } = {},
): Promise<Hold> {
  return holds.place({ ...input, id: newId() }, options.signal);
}

/**
 * Makes a live hold a confirmed booking: one compare-and-swap, decided by the database's clock.
 * Confirming again gives the same answer.
 * @throws BOOKING_NOT_FOUND; HOLD_EXPIRED; BOOKING_NOT_PENDING where it was cancelled
 */
export async function confirmBooking({ db }: DbContext, { id }: { id: string }): Promise<Booking> {
  const confirmed = await db
    .updateTable("bookings")
    .set({ status: "CONFIRMED", updated_at: sql<Date>`clock_timestamp()` })
    .where("id", "=", id)
    .where("status", "=", "PENDING")
    .where("expires_at", ">", sql<Date>`clock_timestamp()`)
    .returning(bookingColumns)
    .executeTakeFirst();
  return confirmed ? toBooking(confirmed) : requireStatus(db, id, "CONFIRMED");
}

/**
 * Cancels a live hold or a confirmed booking and gives its places back in the same transaction.
 * Cancelling again gives the same answer.
 * @throws BOOKING_NOT_FOUND; HOLD_EXPIRED
 */
export async function cancelBooking({ db }: DbContext, { id }: { id: string }): Promise<Booking> {
  return db.transaction().execute(async (trx) => {
    const { slotId } = await getBooking({ db: trx }, { id });
    await lockSlots(trx, [slotId]);
    const cancelled = await trx
      .updateTable("bookings")
      .set({ status: "CANCELLED", updated_at: sql<Date>`clock_timestamp()` })
      .where("id", "=", id)
      .where((where) =>
        where.or([
          where("status", "=", "CONFIRMED"),
          where.and([
            where("status", "=", "PENDING"),
            where("expires_at", ">", sql<Date>`clock_timestamp()`),
          ]),
        ]),
      )
      .returning(bookingColumns)
      .executeTakeFirst();
    if (!cancelled) return requireStatus(trx, id, "CANCELLED");
    await trx
      .updateTable("slots")
      .set((slot) => ({ booked: slot("booked", "-", cancelled.quantity) }))
      .where("id", "=", slotId)
      .execute();
    return toBooking(cancelled);
  });
}

/** Slots whose holds one transaction of `expireHolds` releases. */
const EXPIRE_BATCH_SLOTS = 100;

/**
 * Releases every hold that is due: FAILED with HOLD_EXPIRED, its places back on the slot's counter.
 * Safe to repeat and to run anywhere at once; it only writes down what `expires_at` has decided.
 */
export async function expireHolds({ db }: DbContext): Promise<void> {
  for (;;) {
    const due = await db
      .selectFrom("bookings")
      .select("slot_id")
      .distinct()
      .where(isDue)
      .limit(EXPIRE_BATCH_SLOTS)
      .execute();
    if (due.length === 0) return;
    const slotIds = due.map((booking) => booking.slot_id);
    await db.transaction().execute(async (trx) => {
      await lockSlots(trx, slotIds);
      await releaseDueHolds(trx, slotIds);
    });
  }
}

/** @throws BOOKING_NOT_FOUND */
export async function getBooking({ db }: DbContext, { id }: { id: string }): Promise<Booking> {
  const row = await db.selectFrom("bookings").select(bookingColumns).where("id", "=", id).executeTakeFirst();
  if (!row) throw new HoldfastError("BOOKING_NOT_FOUND");
  return toBooking(row);
}

const positionSchema = z.tuple([id]);

/**
 * Bookings, newest first.
 * @throws INVALID_INPUT for a cursor that is not of this list
 */
export async function listBookings({ db }: DbContext, input: ListBookingsInput): Promise<BookingPage> {
  let query = db
    .selectFrom("bookings")
    .select(bookingColumns)
    .orderBy("id", "desc")
    .limit(input.limit + 1);
  if (input.slotId) query = query.where("slot_id", "=", input.slotId);
  if (input.status) query = query.where(hasStatus(input.status));
  if (input.cursor) query = query.where("id", "<", decodeCursor(positionSchema, input.cursor)[0]);
  return toPage(await query.execute(), input.limit, toBooking, (row) => [row.id]);
}

/* What the verbs above are made of. */

/** A slot's row under its lock, and the database's clock once it was locked. */
type LockedSlot = Pick<Selectable<SlotsTable>, "id" | "capacity" | "booked" | "starts_at" | "ends_at"> & {
  lockedAt: Date;
  /** Whether any hold is due: there may be places that the counter still has as booked. */
  hasDueHolds: boolean;
};

/**
 * Locks slot rows until the transaction ends, in the order of their ids.
 * @param locking whether to wait for rows that somebody else has locked, or to leave them out
 * @returns the rows found, as they are under the lock; the last one's clock is later than every lock
 */
export function lockSlots(
  trx: Transaction<Database>,
  slotIds: readonly string[],
  locking: "wait" | "skip" = "wait",
): Promise<LockedSlot[]> {
  const skip = locking === "skip" ? sql`SKIP LOCKED` : sql``;
  const query = sql<LockedSlot>`
    WITH locked AS (
      SELECT id, capacity, booked, starts_at, ends_at FROM slots
      WHERE id = ANY(${slotIds}::uuid[]) ORDER BY id FOR UPDATE ${skip}
    )
    SELECT locked.*, clock_timestamp()::timestamptz(3) AS "lockedAt", EXISTS (
      SELECT FROM bookings
      WHERE slot_id = locked.id AND status = 'PENDING' AND expires_at <= clock_timestamp()
    ) AS "hasDueHolds" FROM locked`;
  return executePrepared(trx, query);
}

/** The slots that exist beside those found: skipping locked rows looks like not finding them. */
async function slotsThatExist(
  trx: Transaction<Database>,
  slotIds: readonly string[],
  found: ReadonlyMap<string, unknown>,
): Promise<Set<string>> {
  const missing = slotIds.filter((slotId) => !found.has(slotId));
  if (missing.length === 0) return new Set();
  const rows = await trx
    .selectFrom("slots")
    .select("id")
    .where("id", "=", sql<string>`ANY(${missing}::uuid[])`)
    .execute();
  return new Set(rows.map((row) => row.id));
}

/**
 * Releases the holds of locked slots that are due. It must be a statement after the lock's: its clock
 * is then later than any wait for the lock. A confirmation in flight is waited for, and wins.
 * @returns the places that came back, by slot id
 */
export async function releaseDueHolds(
  trx: Transaction<Database>,
  lockedSlotIds: readonly string[],
): Promise<Map<string, number>> {
  const released = await trx
    .with("failed", (db) =>
      db
        .updateTable("bookings")
        .set({ status: "FAILED", failure_reason: "HOLD_EXPIRED", updated_at: sql<Date>`clock_timestamp()` })
        .where("slot_id", "=", sql<string>`ANY(${lockedSlotIds}::uuid[])`)
        .where(isDue)
        .returning(["slot_id", "quantity"]),
    )
    .with("freed", (db) =>
      db
        .selectFrom("failed")
        .select(["slot_id", sql<number>`sum(quantity)::int`.as("places")])
        .groupBy("slot_id"),
    )
    .updateTable("slots")
    .from("freed")
    .set((slot) => ({ booked: slot("booked", "-", slot.ref("freed.places")) }))
    .whereRef("slots.id", "=", "freed.slot_id")
    .returning(["slots.id", "freed.places"])
    .execute();
  return new Map(released.map(({ id, places }) => [id, places]));
}

/** The slots on which the requests together want more than their counter leaves. */
function slotsThatLookFull(
  free: ReadonlyMap<string, number>,
  requests: readonly CreateBookingInput[],
): string[] {
  const wanted = new Map<string, number>();
  for (const { slotId, quantity } of requests) wanted.set(slotId, (wanted.get(slotId) ?? 0) + quantity);
  return [...free].filter(([slotId, places]) => (wanted.get(slotId) ?? 0) > places).map(([slotId]) => slotId);
}

/** Takes a request's places from what is free, or says why not. */
function takePlaces(free: Map<string, number>, request: HoldRequest): HoldfastError | undefined {
  const places = free.get(request.slotId);
  if (places === undefined) return new HoldfastError("SLOT_NOT_FOUND");
  if (request.quantity > places) return new HoldfastError("NO_SEAT");
  free.set(request.slotId, places - request.quantity);
  return undefined;
}

/**
 * Writes counters, holds and the job that will release them. Nothing comes back: it travels with COMMIT.
 * @param lockedAt the database's clock, read after the lock
 * @returns the holds, in the order of the requests
 */
async function writeHolds(
  ctx: TransactionContext,
  lockedAt: Date,
  granted: readonly HoldRequest[],
): Promise<Hold[]> {
  const expiresAt = expiryOf(lockedAt, ctx.holdSeconds);
  await ensureExpiryJob(ctx, expiresAt);
  await executeDeferred(
    ctx.trx,
    sql`
    WITH hold AS MATERIALIZED (${holdRows(granted)}
    ), taken AS (
      UPDATE slots SET booked = booked + wanted.places
      FROM (SELECT slot_id, sum(quantity)::integer AS places FROM hold GROUP BY slot_id) AS wanted
      WHERE slots.id = wanted.slot_id
    )
    INSERT INTO bookings
      (id, slot_id, quantity, customer_name, customer_contact, status, expires_at, created_at, updated_at)
    SELECT hold.*, 'PENDING', ${expiresAt}::timestamptz, ${lockedAt}::timestamptz, ${lockedAt}::timestamptz
    FROM hold`,
  );
  return granted.map((request) => toHold(request, lockedAt, ctx.holdSeconds));
}

/** The requests as rows. They travel as one JSON text: few bytes, and one plan for any number of them. */
const holdRows = (requests: readonly HoldRequest[]) => sql`
      SELECT * FROM json_to_recordset(${JSON.stringify(requests.map(toRow))}::json)
        AS hold (id uuid, slot_id uuid, quantity integer, customer_name text, customer_contact text)`;

const toRow = ({ id, slotId, quantity, customer }: HoldRequest) => ({
  id,
  slot_id: slotId,
  quantity,
  customer_name: customer.name,
  customer_contact: customer.contact ?? null,
});

/** When holds end that were placed under a lock taken then. */
export const expiryOf = (lockedAt: Date, holdSeconds: number) =>
  new Date(lockedAt.getTime() + holdSeconds * 1000);

/** The hold that a granted request has become. */
export function toHold(
  { id, slotId, quantity, customer }: HoldRequest,
  lockedAt: Date,
  holdSeconds: number,
): Hold {
  const createdAt = lockedAt.toISOString();
  return {
    id,
    slotId,
    status: "PENDING",
    failureReason: null,
    quantity,
    customerName: customer.name,
    customerContact: customer.contact ?? null,
    expiresAt: expiryOf(lockedAt, holdSeconds).toISOString(),
    createdAt,
    updatedAt: createdAt,
    expiresInSeconds: holdSeconds,
  };
}

/** The booking if it already has the status that was asked for; throws why it cannot have it otherwise. */
async function requireStatus(db: Kysely<Database>, id: string, wanted: BookingStatus): Promise<Booking> {
  const booking = await getBooking({ db }, { id });
  if (booking.status === wanted) return booking;
  if (booking.status === "FAILED") throw new HoldfastError("HOLD_EXPIRED", "The hold ended before this");
  throw new HoldfastError("BOOKING_NOT_PENDING", `The booking is ${booking.status}`);
}

/** The status as of now: a due hold counts as FAILED. */
function hasStatus(status: BookingStatus) {
  return sql<boolean>`(CASE WHEN ${isDue} THEN 'FAILED' ELSE bookings.status END) = ${status}`;
}
