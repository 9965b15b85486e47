import {
  type Booking,
  type BookingStatus,
  type CreateBookingInput,
  type Hold,
  HoldfastError,
} from "@holdfast/contract";
import type { Database } from "@holdfast/db";
import type { Kysely, Transaction } from "kysely";
import {
  type BookingChange,
  cancelOnLockedSlots,
  confirmLiveHolds,
  lockSlotsOf,
} from "./change-statements.ts";
import type { Context, DbContext, ReleaseContext, TransactionContext } from "./context.ts";
import { grantInOrder, releaseWhereCrowded } from "./granting.ts";
import { placeWithinLimits } from "./hold-limits.ts";
import { findRepeats, receiptsOf } from "./hold-repeats.ts";
import { type HoldAnswer, type HoldRequest, holdRequest, ReplayedHold, SLOT_LOCKED } from "./hold-request.ts";
import { writeHolds } from "./hold-statements.ts";
import type { Abortable } from "./hold-waiting.ts";
import { patiently } from "./lock-turns.ts";
import { type CreateOptions, writeReceipts } from "./receipts.ts";
import { releaseAllDue } from "./release-steps.ts";
import { bookingColumns, toBooking } from "./rows.ts";
import { slotsThatExist } from "./slot-locks.ts";
import {
  admitEverywhere,
  admitWaitingOf,
  lockSlotsFairly,
  type PromotionContext,
  placesFor,
} from "./waitlist-promotion.ts";

/* The life of a booking, top-down: placeHolds → confirmBooking → cancelBooking → expireHolds.
   Locks are taken in one order, slots by id before bookings, so that no two verbs can deadlock. */

/** Requests that one transaction takes. */
const HOLDS_MAX_REQUESTS = 1_000;

/**
 * Places a hold for each request that fits, in order of arrival, and answers each; one that does not
 * fit fails alone. Who waits for a slot is let in before. The slots stay locked until the caller commits: answer nobody before that.
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
  const slots = await lockSlotsFairly(ctx, slotIds, locking);
  const bookable = slots.filter((slot) => slot.isBookable);
  const free = new Map(bookable.map((slot) => [slot.id, placesFor(slot)]));
  const notBookable = new Set(
    slots.filter((slot) => !slot.isBookable && !slot.deleted_at).map(({ id }) => id),
  );
  const found = new Set(slots.map(({ id }) => id));
  const lockedElsewhere = locking === "skip" ? await slotsThatExist(ctx.trx, slotIds, found) : new Set();
  const { known, claims } = await findRepeats(ctx.trx, requests);
  const answers = new Map<HoldRequest, HoldAnswer>(known);
  for (const request of requests) {
    if (lockedElsewhere.has(request.slotId) && !known.has(request)) answers.set(request, SLOT_LOCKED);
  }
  const fresh = requests.filter((request) => !answers.has(request));

  await releaseWhereCrowded(ctx, slots, free, fresh, locking);

  const { granted, refused, sameAs } = grantInOrder(free, notBookable, fresh, claims);
  for (const [request, refusal] of refused) answers.set(request, refusal);
  const lockedAt = slots.at(-1)?.lockedAt;
  const holds = lockedAt && granted.length > 0 ? await writeHolds(ctx, lockedAt, granted) : [];
  for (const [index, request] of granted.entries()) answers.set(request, holds[index] as Hold);
  for (const [request, first] of sameAs) answers.set(request, new ReplayedHold(answers.get(first) as Hold));
  await writeReceipts(ctx.trx, receiptsOf(claims, granted, holds));
  return requests.map((request) => answers.get(request) as HoldAnswer);
}

/**
 * Asks for one hold. Requests that come at the same time share a transaction: see `HoldQueue`.
 * Repeated with the same idempotency key, it gives the first answer again.
 * @param options `signal`: drops the request if it is aborted before it was sent to the database
 * @throws NO_SEAT, NOT_BOOKABLE, SLOT_NOT_FOUND; IDEMPOTENCY_KEY_IN_USE, IDEMPOTENCY_MISMATCH; RATE_LIMITED where the
 *   contact, or the address in `from`, holds too much; BUSY when too many wait, or the slot stays locked for too long
 */
export async function createBooking(
  ctx: Context,
  input: CreateBookingInput,
  { signal, onReplay, from }: CreateOptions & { signal?: Abortable | undefined } = {},
): Promise<Hold> {
  const request = holdRequest(input, ctx.actor);
  const placed = await (from === undefined
    ? ctx.holds.place(request, signal)
    : placeWithinLimits(ctx, request, from, signal));
  if (!(placed instanceof ReplayedHold)) return placed;
  onReplay?.();
  return placed.hold;
}

/**
 * Makes a live hold a confirmed booking, decided by the database's clock. Confirming again gives the same answer.
 * Confirmations that come at the same time share a transaction: see `GroupCommit`.
 * @throws BOOKING_NOT_FOUND; HOLD_EXPIRED; BOOKING_NOT_PENDING where it was cancelled; BUSY
 */
export function confirmBooking({ changes, actor }: Context, { id }: { id: string }): Promise<Booking> {
  return changes.confirmations.submit({ id, actor });
}

/**
 * Confirms those of the bookings that are live holds and that nobody else is at: one compare-and-swap.
 * @returns in the order of asking; undefined for the others: `confirmOneBooking` knows more
 */
export async function confirmBookings(
  { db }: DbContext,
  asked: readonly BookingChange[],
): Promise<(Booking | undefined)[]> {
  const rows = await confirmLiveHolds(db, asked, "skip");
  const confirmed = new Map(rows.map((row) => [row.id, toBooking(row)]));
  return asked.map(({ id }) => confirmed.get(id));
}

/** Confirms one booking, or says why not; see `confirmBooking`. */
export async function confirmOneBooking({ db }: DbContext, asked: BookingChange): Promise<Booking> {
  const [confirmed] = await patiently(db, asked.id, (trx) => confirmLiveHolds(trx, [asked], "wait"));
  return confirmed ? toBooking(confirmed) : requireStatus(db, asked.id, "CONFIRMED");
}

/**
 * Cancels a live hold or a confirmed booking and gives its places back in the same transaction. A no-show that
 * was noted is forgotten. Cancelling again gives the same answer. Cancellations that come at the same time share
 * a transaction.
 * @throws BOOKING_NOT_FOUND; HOLD_EXPIRED; BOOKING_CHECKED_IN where the customer has come; CANCELLATION_CLOSED where
 *   only staff may cancel any more; BUSY where the slot stays locked
 */
export function cancelBooking({ changes, actor }: Context, { id }: { id: string }): Promise<Booking> {
  return changes.cancellations.submit({ id, actor });
}

/**
 * Cancels those of the bookings that are live holds or confirmed, where nobody has the slot or the booking locked.
 * @returns in the order of asking; undefined for the others: `cancelOneBooking` knows more
 */
export async function cancelBookings(
  { db, ...release }: ReleaseContext,
  asked: readonly BookingChange[],
): Promise<(Booking | undefined)[]> {
  const rows = await db.transaction().execute(async (trx) => {
    const slots = await lockSlotsOf(trx, asked, "skip");
    return slots.length > 0 ? cancelFairly({ trx, ...release }, asked, slots) : [];
  });
  const cancelled = new Map(rows.map((row) => [row.id, toBooking(row)]));
  return asked.map(({ id }) => cancelled.get(id));
}

/** A booking may be moved to another slot, or be in use, while its slot is locked. */
const CANCEL_MAX_ATTEMPTS = 3;

/** Cancels one booking, or says why not; see `cancelBooking`. */
export async function cancelOneBooking(
  { db, ...release }: ReleaseContext,
  asked: BookingChange,
): Promise<Booking> {
  const { id } = asked;
  for (let attempt = 1; attempt <= CANCEL_MAX_ATTEMPTS; attempt += 1) {
    const { slotId: subject } = await getBooking({ db }, { id });
    const booking = await patiently(db, subject, async (trx) => {
      const slots = await lockSlotsOf(trx, [asked], "wait");
      // What is told of a refusal must be what was refused for.
      const row = await selectForUpdate(trx, id).skipLocked().executeTakeFirst();
      if (!slots.some((slot) => slot.id === row?.slot_id)) return undefined;
      const [cancelled] = await cancelFairly({ trx, ...release }, [asked], slots);
      return cancelled ? toBooking(cancelled) : requireStatus(trx, id, "CANCELLED");
    });
    if (booking) return booking;
    // Nobody waits for a booking while a slot is locked: that would be waited for, too.
    await patiently(db, id, (trx) => selectForUpdate(trx, id).execute());
  }
  throw new HoldfastError("BUSY", "The booking is in use");
}

const selectForUpdate = (trx: Transaction<Database>, id: string) =>
  trx.selectFrom("bookings").select("slot_id").where("id", "=", id).forUpdate();

/** Cancels what can be cancelled on locked slots, and gives the places to those who wait for them. */
async function cancelFairly(
  ctx: PromotionContext,
  asked: readonly BookingChange[],
  slots: readonly { id: string; waiting: number }[],
) {
  const slotIds = slots.map(({ id }) => id);
  const cancelled = await cancelOnLockedSlots(ctx.trx, asked, slotIds);
  await admitWaitingOf(ctx, slots);
  return cancelled;
}

/**
 * Releases the holds that are due: FAILED with HOLD_EXPIRED, their places back on the slots' counters, or to those who
 * wait for them.
 * Safe to repeat and to run anywhere at once; it only writes down what `expires_at` has decided.
 * It holds no lock while it waits for another: a slot that is in use is waited for alone, and not for long. One that stays
 * locked is left out, and the others go on.
 * Between two steps it rests for as long as a step took, at first: bookings on other slots go on meanwhile.
 * @throws PostgreSQL's lock timeout where a slot stayed locked, once all others are done; the next call tries again
 */
export async function expireHolds(ctx: ReleaseContext): Promise<void> {
  const lockTimeout = await releaseAllDue(ctx);
  await admitEverywhere(ctx);
  if (lockTimeout) throw lockTimeout;
}

/** @throws BOOKING_NOT_FOUND */
export async function getBooking({ db }: DbContext, { id }: { id: string }): Promise<Booking> {
  const row = await db.selectFrom("bookings").select(bookingColumns).where("id", "=", id).executeTakeFirst();
  if (!row) throw new HoldfastError("BOOKING_NOT_FOUND");
  return toBooking(row);
}

/** @internal The booking if it already has the status that was asked for; throws why it cannot have it otherwise. */
export async function requireStatus(
  db: Kysely<Database>,
  id: string,
  wanted: BookingStatus,
): Promise<Booking> {
  const booking = await getBooking({ db }, { id });
  if (booking.status === wanted) return booking;
  if (booking.status === "FAILED") throw new HoldfastError("HOLD_EXPIRED", "The hold ended before this");
  // What is live can be cancelled, but for this.
  if (wanted === "CANCELLED") {
    throw new HoldfastError(booking.checkedInAt ? "BOOKING_CHECKED_IN" : "CANCELLATION_CLOSED");
  }
  throw new HoldfastError("BOOKING_NOT_PENDING", `The booking is ${booking.status}`);
}
