import { type RawBuilder, sql } from "kysely";
import { writeAudit } from "../audit/index.ts";
import { writeEvents } from "../events/index.ts";
import { enqueueExpiryJob } from "../jobs/index.ts";
import {
  limitLockWait,
  newId,
  type OnLocked,
  type PromotionContext,
  type ReleaseContext,
  type Trx,
} from "../shared/index.ts";
import { isBookableAt } from "./availability.ts";
import { countWaiting } from "./counters.ts";
import { expiryOf, type HoldToWrite, writeHoldRows } from "./hold-rows.ts";
import { type LockedSlot, lockSlots, requireSlot, type SlotIds } from "./locks.ts";
import { releaseExpiredHolds } from "./release-expired.ts";

interface SlotWithRoom {
  id: string;
  free: number;
  lockedAt: Date;
}

/** An entry that waits, the first of its slot in front. */
interface WaitingEntry {
  id: string;
  slotId: string;
  quantity: number;
  name: string;
  contact: string | null;
  tokenHash: string | null;
}

/**
 * Promotes entries of locked slots as far as there is room, once expired holds are released: the first that fits, then
 * the next. A slot that has ended, or cannot be booked, has no promotions.
 * @returns the ids of the slots that have a waitlist: the others are as they were
 */
export async function promoteOnLocked(
  ctx: PromotionContext,
  locked: readonly LockedSlot[],
): Promise<string[]> {
  const slotIds = locked.filter(({ waiting }) => waiting > 0).map(({ id }) => id);
  if (slotIds.length === 0) return slotIds;
  await releaseExpiredHolds(ctx.trx, slotIds);
  const slots = await findRoomySlots(ctx.trx, slotIds);
  if (slots.length === 0) return slotIds;
  const waiting = await findWaiting(ctx.trx, slots);
  for (const slot of slots) {
    const ofSlot = waiting.filter(({ slotId }) => slotId === slot.id);
    const promoted = firstThatFit(ofSlot, slot.free);
    if (promoted.length > 0) await promote(ctx, slot, promoted);
  }
  return slotIds;
}

/** Slots that one sweep promotes entries of. */
const PROMOTE_MAX_SLOTS = 100;

/** Promotes entries that fit for another reason than a release: a booking window has begun, say. Skips locked slots. */
export async function promoteEverywhere({ db, ...release }: ReleaseContext): Promise<void> {
  const roomy = await db
    .selectFrom("slots")
    .select("id")
    .where("waiting", ">", 0)
    .where(hasRoomForWaiting(sql`statement_timestamp()`))
    .limit(PROMOTE_MAX_SLOTS)
    .execute();
  if (roomy.length === 0) return;
  await db.transaction().execute(async (trx) => {
    const ids = roomy.map(({ id }) => id);
    await promoteOnLocked({ trx, ...release }, await lockSlots(trx, ids, "skip"));
  });
}

/**
 * Locks slots in the order of their ids, promotes entries of their waitlists, does the work, and promotes again. So no
 * newcomer overtakes an entry, and no place that the work releases stays idle.
 * @param slots ids of slots, or of bookings whose slots are locked
 * @param work gets the slots that are locked, deleted ones too, as they are after the first promotion
 */
export async function withLockedSlots<Result>(
  ctx: PromotionContext,
  slots: SlotIds,
  work: (locked: LockedSlot[]) => Promise<Result>,
  onLocked: OnLocked = "wait",
): Promise<Result> {
  const locked = await promoteAndRelock(ctx, await lockSlots(ctx.trx, slots, onLocked));
  const result = await work(locked);
  await promoteOnLocked(ctx, locked);
  return result;
}

/**
 * The same for one slot, which the transaction waits for, but not for long.
 * @throws SLOT_NOT_FOUND; PostgreSQL's lock timeout where it stays locked
 */
export async function withLockedSlot<Result>(
  ctx: PromotionContext,
  slotId: string,
  work: (locked: LockedSlot) => Promise<Result>,
): Promise<Result> {
  await limitLockWait(ctx.trx);
  return withLockedSlots(ctx, [slotId], ([locked]) => work(requireSlot(locked)));
}

/** Promotes entries of locked slots; returns the slots as they are then. */
async function promoteAndRelock(ctx: PromotionContext, locked: LockedSlot[]): Promise<LockedSlot[]> {
  const changed = await promoteOnLocked(ctx, locked);
  if (changed.length === 0) return locked;
  const again = new Map((await lockSlots(ctx.trx, changed)).map((slot) => [slot.id, slot]));
  return locked.map((slot) => again.get(slot.id) ?? slot);
}

async function findRoomySlots(trx: Trx, slotIds: readonly string[]): Promise<SlotWithRoom[]> {
  const { rows } = await sql<SlotWithRoom>`
    SELECT id, capacity - booked AS free, clock_timestamp()::timestamptz(3) AS "lockedAt" FROM slots
    WHERE id = ANY(${slotIds}::uuid[]) AND waiting > 0 AND ${hasRoomForWaiting(sql`clock_timestamp()`)}`.execute(
    trx,
  );
  return rows;
}

/** Whether a slot with a waitlist can be booked at a time, and has room for an entry. */
const hasRoomForWaiting = (time: RawBuilder<Date>) => sql<boolean>`(
  ${isBookableAt(time)} AND ends_at > ${time} AND EXISTS (
    SELECT FROM waitlist_entries AS entry WHERE entry.slot_id = slots.id
      AND entry.status = 'WAITING' AND entry.quantity <= slots.capacity - slots.booked
  ))`;

async function findWaiting(trx: Trx, slots: readonly SlotWithRoom[]): Promise<WaitingEntry[]> {
  const slotIds = slots.map(({ id }) => id);
  return trx
    .selectFrom("waitlist_entries")
    .select([
      "id",
      "slot_id as slotId",
      "quantity",
      "customer_name as name",
      "customer_contact as contact",
      sql<string | null>`token_hash::text`.as("tokenHash"),
    ])
    .where("slot_id", "in", slotIds)
    .where("status", "=", "WAITING")
    .orderBy("number")
    .execute();
}

function firstThatFit(entries: readonly WaitingEntry[], places: number): WaitingEntry[] {
  let free = places;
  return entries.filter(({ quantity }) => {
    if (quantity > free) return false;
    free -= quantity;
    return true;
  });
}

/** Gives entries of one slot their holds: booking, entry, counters, audit, event and job belong together. */
async function promote(
  { trx, jobs, waitlistHoldSeconds }: PromotionContext,
  { id: slotId, lockedAt }: SlotWithRoom,
  entries: readonly WaitingEntry[],
): Promise<void> {
  const promoted = entries.map((entry) => ({ ...entry, bookingId: newId() }));
  const holds = promoted.map(
    ({ bookingId, quantity, name, contact, tokenHash }): HoldToWrite => ({
      id: bookingId,
      slotId,
      quantity,
      customer: { name, contact },
      actor: "system",
      // The token of the entry becomes the token of the booking.
      token: { hash: tokenHash },
    }),
  );
  const expiresAt = expiryOf(lockedAt, waitlistHoldSeconds);
  await enqueueExpiryJob(jobs, trx, expiresAt);
  await writeHoldRows(trx, lockedAt, waitlistHoldSeconds, holds);
  const entryIds = promoted.map(({ id }) => id);
  const bookingIds = promoted.map(({ bookingId }) => bookingId);
  await sql`
    WITH promoted AS (
      UPDATE waitlist_entries SET status = 'PROMOTED', booking_id = booking.id, updated_at = ${lockedAt}
      FROM unnest(${entryIds}::uuid[], ${bookingIds}::uuid[]) AS booking (entry_id, id)
      WHERE waitlist_entries.id = entry_id
    )
    ${countWaiting(slotId, sql`${-entries.length}`)}`.execute(trx);
  await writeAudit(
    trx,
    "system",
    promoted.map(({ id, bookingId }) => ({
      action: "waitlist.promoted",
      subjectId: id,
      slotId,
      before: { status: "WAITING" },
      after: { status: "PROMOTED", bookingId },
    })),
  );
  await writeEvents(
    trx,
    promoted.map(({ id: entryId, bookingId, quantity }) => ({
      type: "waitlist.promoted",
      slotId,
      bookingId,
      data: { entryId, quantity, expiresAt: expiresAt.toISOString() },
    })),
  );
}
