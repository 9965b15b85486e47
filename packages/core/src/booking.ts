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
import type { Database } from "@holdfast/db";
import { type Kysely, sql, type Transaction } from "kysely";
import { z } from "zod";
import type { Context, DbContext, TransactionContext } from "./context.ts";
import { newId } from "./ids.ts";
import { enqueueExpiry } from "./jobs.ts";
import { decodeCursor, toPage } from "./pages.ts";
import { bookingColumns, isDue, toBooking } from "./rows.ts";

/** Requests that one transaction takes. */
export const HOLDS_MAX_REQUESTS = 1_000;

/* The life of a booking, top-down: placeHolds → confirmBooking → cancelBooking → expireHolds.
   Locks are taken in one order, slots by id before bookings, so that no two verbs can deadlock. */

/** One answer of `placeHolds`: the hold, or why there is none (NO_SEAT, SLOT_NOT_FOUND). */
export type HoldAnswer = Hold | HoldfastError;

/**
 * Places a hold for each request that fits, in order of arrival, and answers each; one that does not
 * fit fails alone. The slots stay locked until the caller commits: answer nobody before that.
 * @param ctx the caller's transaction; `holdSeconds` is how long the holds live
 * @returns answers in the order of the requests
 */
export async function placeHolds(
  ctx: TransactionContext,
  requests: readonly CreateBookingInput[],
): Promise<HoldAnswer[]> {
  if (requests.length > HOLDS_MAX_REQUESTS) throw new RangeError(`more than ${HOLDS_MAX_REQUESTS} requests`);
  const slots = await lockSlots(ctx.trx, [...new Set(requests.map((request) => request.slotId))]);
  const free = new Map(slots.map((slot) => [slot.id, slot.capacity - slot.booked]));

  const crowded = slotsThatLookFull(free, requests);
  if (crowded.length > 0) {
    for (const [slotId, places] of await releaseDueHolds(ctx.trx, crowded)) {
      free.set(slotId, (free.get(slotId) ?? 0) + places);
    }
  }

  const decisions = requests.map((request) => takePlaces(free, request));
  const granted = decisions.filter((decision): decision is Grant => !(decision instanceof HoldfastError));
  const holds = granted.length > 0 ? await writeHolds(ctx, granted) : new Map<string, Hold>();
  return decisions.map((decision) =>
    decision instanceof HoldfastError ? decision : mustGet(holds, decision.id),
  );
}

/**
 * Places one hold in a transaction of its own.
 * @throws NO_SEAT, SLOT_NOT_FOUND
 */
export async function createBooking({ db, ...ctx }: Context, input: CreateBookingInput): Promise<Hold> {
  const [answer] = await db.transaction().execute((trx) => placeHolds({ ...ctx, trx }, [input]));
  if (!answer) throw new Error("placeHolds left a request without an answer");
  if (answer instanceof HoldfastError) throw answer;
  return answer;
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

/**
 * Locks slot rows until the transaction ends, in the order of their ids.
 * @returns the rows found, as they are under the lock
 */
export function lockSlots(trx: Transaction<Database>, slotIds: readonly string[]) {
  return trx
    .selectFrom("slots")
    .select(["id", "capacity", "booked", "starts_at", "ends_at"])
    .where("id", "=", sql<string>`ANY(${slotIds}::uuid[])`)
    .orderBy("id")
    .forUpdate()
    .execute();
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

/** A request whose places are taken, with the id its booking will have. */
type Grant = CreateBookingInput & { id: string };

/** Takes a request's places from what is free, or says why not. */
function takePlaces(free: Map<string, number>, request: CreateBookingInput): Grant | HoldfastError {
  const places = free.get(request.slotId);
  if (places === undefined) return new HoldfastError("SLOT_NOT_FOUND");
  if (request.quantity > places) return new HoldfastError("NO_SEAT");
  free.set(request.slotId, places - request.quantity);
  return { ...request, id: newId() };
}

/**
 * Writes counters, holds and the job that will release them. The holds' clock starts after the lock.
 * @returns the holds by id
 */
async function writeHolds(ctx: TransactionContext, granted: readonly Grant[]): Promise<Map<string, Hold>> {
  const now = sql<Date>`statement_timestamp()`;
  const rows = await ctx.trx
    .with("taken", (db) =>
      db
        .updateTable("slots")
        .from(
          sql<{ id: string; places: number }>`(
            SELECT id, sum(places)::int AS places
            FROM unnest(${granted.map((hold) => hold.slotId)}::uuid[], ${granted.map((hold) => hold.quantity)}::int[])
              AS request (id, places)
            GROUP BY id
          )`.as("wanted"),
        )
        .set((slot) => ({ booked: slot("booked", "+", slot.ref("wanted.places")) }))
        .whereRef("slots.id", "=", "wanted.id"),
    )
    .insertInto("bookings")
    .values(
      granted.map((hold) => ({
        id: hold.id,
        slot_id: hold.slotId,
        customer_name: hold.customer.name,
        customer_contact: hold.customer.contact ?? null,
        quantity: hold.quantity,
        status: "PENDING" as const,
        expires_at: sql<Date>`${now} + make_interval(secs => ${ctx.holdSeconds})`,
        created_at: now,
        updated_at: now,
      })),
    )
    .returning([
      ...bookingColumns,
      sql<number>`extract(epoch FROM expires_at - now())::float8`.as("seconds_until_due"),
    ])
    .execute();
  await enqueueExpiry(ctx, Math.max(...rows.map((row) => row.seconds_until_due)));
  return new Map(rows.map((row) => [row.id, { ...toBooking(row), expiresInSeconds: ctx.holdSeconds }]));
}

function mustGet<Value>(map: ReadonlyMap<string, Value>, key: string): Value {
  const value = map.get(key);
  if (value === undefined) throw new Error(`nothing stored under ${key}`);
  return value;
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
