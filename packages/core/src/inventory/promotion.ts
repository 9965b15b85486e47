import type { Language } from "@holdfast/contract";
import { sql } from "kysely";
import { writeAudit } from "../audit/index.ts";
import { enqueueExpiryJob } from "../jobs/index.ts";
import {
  limitLockWait,
  newId,
  type OnLocked,
  type PromotionContext,
  type ReleaseContext,
  type Trx,
} from "../shared/index.ts";
import { holdsEndBy, isPromotingAt, withFittingEntries } from "./availability.ts";
import { readContactShares } from "./contact-limits.ts";
import { countWaiting, isFreeForAll } from "./counters.ts";
import { expiryOf, type HoldToWrite, slotIdsOf, writeHoldRows } from "./hold-rows.ts";
import { type LockedSlot, lockSlots, requireSlot, type SlotIds } from "./locks.ts";
import { releaseExpiredHolds } from "./release-expired.ts";
import { endHopeless, endWaiting, hasHopelessEntries, isOverContactLimit } from "./waiting-entries.ts";

/** A waiting entry that fits. */
interface FittingEntry {
  id: string;
  quantity: number;
  name: string;
  contact: string | null;
  tokenHash: string | null;
  language: Language | null;
}

/** A slot, and those of its entries that fit, in the order in which they joined. */
interface Promotion {
  slotId: string;
  lockedAt: Date;
  holdsEndBy: Date | null;
  entries: FittingEntry[];
}

/**
 * Promotes entries of locked slots as far as there is room, once expired holds are released: the first that fits, then the
 * next. Before, it ends entries that can never be promoted, and those whose turn has come but whose contact would have more
 * places of the slot than it may. A slot that customers cannot book has no promotions.
 * @returns the ids of the slots that have a waitlist: the others are as they were
 */
export async function promoteOnLocked(
  ctx: PromotionContext,
  locked: readonly LockedSlot[],
): Promise<string[]> {
  const slots = locked.filter(({ waiting }) => waiting > 0);
  const slotIds = slots.map(({ id }) => id);
  if (slotIds.length === 0) return slotIds;
  await releaseExpiredHolds(ctx.trx, slotIds);
  await endHopeless(ctx.trx, slotIds);
  for (const promotion of await findPromotions(ctx.trx, slots)) await promote(ctx, promotion);
  return slotIds;
}

/** Slots that one sweep promotes entries of. */
const PROMOTE_MAX_SLOTS = 100;

/**
 * Promotes entries that fit for another reason than a release (a booking window has begun, say), and ends
 * those of slots that are over. Skips locked slots.
 */
export async function promoteEverywhere({ db, ...release }: ReleaseContext): Promise<void> {
  const roomy = await db
    .selectFrom("slots")
    .select("id")
    .where("waiting", ">", 0)
    .where(sql<boolean>`(${hasHopelessEntries} OR ${hasFittingEntries})`)
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

/** Whether the slot in a row of `slots` has an entry that would be promoted now. */
const hasFittingEntries = sql<boolean>`(${isPromotingAt(sql`statement_timestamp()`)} AND EXISTS (
  SELECT FROM waitlist_entries AS entry WHERE entry.slot_id = slots.id AND entry.status = 'WAITING'
    AND entry.quantity <= slots.capacity - slots.booked))`;

/**
 * Finds the entries of locked slots that fit and may be promoted. Of entries that fit, it ends those whose contact would have
 * too many places; of slots where there is one, all such entries, and looks for others.
 */
async function findPromotions(trx: Trx, slots: readonly LockedSlot[]): Promise<Promotion[]> {
  const slotIds = slots.map(({ id }) => id);
  for (;;) {
    const promotions = await findFitting(trx, slotIds);
    const refused = await refusedEntries(trx, slots, promotions);
    if (refused.length === 0) return promotions;
    const ofThem = sql<boolean>`(entry.id = ANY(${refused.map(({ id }) => id)}::uuid[]) OR ${isOverContactLimit})`;
    await endWaiting(trx, "system", "waitlist.closed", slotIdsOf(refused), ofThem);
  }
}

/** Those of fitting entries with which their contact would have too many places. */
async function refusedEntries(trx: Trx, slots: readonly LockedSlot[], promotions: readonly Promotion[]) {
  const claims = promotions.flatMap(({ slotId, entries }) =>
    entries.map(({ id, quantity, contact }) => {
      return { id, slotId, quantity, customer: { contact }, actor: "system" as const };
    }),
  );
  const shares = await readContactShares(trx, slots, claims, { isWaitingCounted: false });
  return claims.filter((claim) => !shares.grant(claim));
}

/** Finds the entries of locked slots that fit. It must be a statement after the lock's, for its clock and its snapshot. */
async function findFitting(trx: Trx, slotIds: readonly string[]): Promise<Promotion[]> {
  const now = sql<Date>`clock.now`;
  const { rows } = await sql<FittingEntry & Omit<Promotion, "entries">>`
    WITH clock AS MATERIALIZED (SELECT clock_timestamp()::timestamptz(3) AS now)
    SELECT slots.id AS "slotId", clock.now AS "lockedAt", ${holdsEndBy(now)} AS "holdsEndBy", entry.id, entry.quantity,
      entry.customer_name AS name, entry.customer_contact AS contact, entry.token_hash::text AS "tokenHash",
      entry.language
    FROM slots CROSS JOIN clock CROSS JOIN LATERAL (
      ${withFittingEntries(sql`slots.capacity - slots.booked`)} SELECT fitting.id FROM fitting WHERE fitting.id IS NOT NULL
    ) AS fit JOIN waitlist_entries AS entry ON entry.id = fit.id
    WHERE slots.id = ANY(${slotIds}::uuid[]) AND slots.waiting > 0 AND ${isPromotingAt(now)}
    ORDER BY slots.id, entry.number`.execute(trx);
  const bySlot = Map.groupBy(rows, ({ slotId }) => slotId);
  return [...bySlot.values()].map((entries) => ({ ...(entries[0] as (typeof rows)[0]), entries }));
}

/** Gives entries of one slot their holds: booking, entry, counters, audit and job belong together. */
async function promote(
  { trx, jobs, waitlistHoldSeconds }: PromotionContext,
  { slotId, lockedAt, holdsEndBy, entries }: Promotion,
): Promise<void> {
  const promoted = entries.map((entry) => ({ ...entry, bookingId: newId() }));
  const holds = promoted.map(
    ({ bookingId, quantity, name, contact, tokenHash, language }): HoldToWrite => ({
      id: bookingId,
      slotId,
      quantity,
      customer: { name, contact },
      language: language ?? undefined,
      actor: "system",
      // The token of the entry becomes the token of the booking.
      token: { hash: tokenHash },
    }),
  );
  const bounds = { lockedAt: lockedAt.getTime(), holdsEndBy: holdsEndBy?.getTime() ?? null };
  const expiresAt = new Date(expiryOf(bounds, waitlistHoldSeconds));
  await enqueueExpiryJob(jobs, trx, expiresAt);
  await writeHoldRows(trx, lockedAt, waitlistHoldSeconds, holds);
  const entryIds = promoted.map(({ id }) => id);
  const bookingIds = promoted.map(({ bookingId }) => bookingId);
  const { rows } = await sql<{ isFree: boolean }>`
    WITH promoted AS (
      UPDATE waitlist_entries SET status = 'PROMOTED', booking_id = booking.id, updated_at = ${lockedAt}
      FROM unnest(${entryIds}::uuid[], ${bookingIds}::uuid[]) AS booking (entry_id, id)
      WHERE waitlist_entries.id = entry_id
    )
    ${countWaiting(slotId, sql`${-entries.length}`)} RETURNING ${isFreeForAll} AS "isFree"`.execute(trx);
  await writeAudit(
    trx,
    "system",
    promoted.map(({ id, bookingId }, index) => ({
      action: "waitlist.promoted",
      subjectId: id,
      slotId,
      before: { status: "WAITING" },
      after: { status: "PROMOTED", bookingId },
      ...(index === 0 && rows[0]?.isFree && { soldOut: false }),
    })),
  );
}
