import type { Hold } from "@holdfast/contract";
import { writeRecords } from "../idempotency/index.ts";
import {
  type ContactShares,
  expiryOf,
  type LockedSlot,
  mayBook,
  otherExistingSlots,
  readContactShares,
  slotIdsOf,
  withLockedSlots,
  writeHoldRows,
} from "../inventory/index.ts";
import { type ExpiryJobContext, ensureExpiryJob } from "../jobs/index.ts";
import type { OnLocked, PromotionContext, Trx } from "../shared/index.ts";
import { grantInOrder, releaseExpiredIfFull } from "./grant.ts";
import { findReplays, responsesToRecord } from "./replays.ts";
import {
  type HoldRequest,
  type HoldResult,
  heldSlot,
  holdsPlacedOn,
  ReplayedHold,
  SLOT_LOCKED,
} from "./request.ts";

/** The context of placing holds inside the caller's transaction. */
export interface TransactionContext extends PromotionContext, ExpiryJobContext {
  /** How long a hold lives, in seconds. */
  holdSeconds: number;
  /** How long a hold may live from its creation when it is extended, in seconds. */
  maxHoldSeconds: number;
  /** Whether customers, too, may book what has ended. */
  isOpenToAll: boolean;
}

/** Requests that one transaction takes. */
const HOLDS_MAX_REQUESTS = 1_000;

/**
 * The locked path: places a hold for each request that fits, in order of arrival; one that does not fit fails alone.
 * The slots stay locked until the caller commits; no response goes out before.
 * @param onLocked whether to wait for slots that another transaction has locked, or to return SLOT_LOCKED
 * @param orderId of the order that all of the requests belong to, if they do
 * @returns results in the order of the requests
 */
export async function placeHolds(
  ctx: TransactionContext,
  requests: readonly HoldRequest[],
  onLocked: OnLocked = "wait",
  orderId?: string,
): Promise<HoldResult[]> {
  if (requests.length > HOLDS_MAX_REQUESTS) throw new RangeError(`more than ${HOLDS_MAX_REQUESTS} requests`);
  const place = (slots: readonly LockedSlot[]) => placeOnLocked(ctx, requests, slots, onLocked, orderId);
  return withLockedSlots(ctx, slotIdsOf(requests), place, onLocked);
}

async function placeOnLocked(
  ctx: TransactionContext,
  requests: readonly HoldRequest[],
  slots: readonly LockedSlot[],
  onLocked: OnLocked,
  orderId: string | undefined,
): Promise<HoldResult[]> {
  const existing = new Map(slots.filter((slot) => !slot.deleted_at).map((slot) => [slot.id, slot]));
  const bookable = slots.filter((slot) => slot.isBookable);
  const free = new Map(bookable.map((slot) => [slot.id, slot.capacity - slot.booked]));
  const found = new Set(slots.map(({ id }) => id));
  const lockedElsewhere =
    onLocked === "skip" ? await otherExistingSlots(ctx.trx, slotIdsOf(requests), found) : new Set();
  const { replayed, keyed } = await findReplays(ctx.trx, requests);
  const answers = new Map<HoldRequest, HoldResult>(replayed);
  for (const request of requests) {
    if (lockedElsewhere.has(request.slotId) && !replayed.has(request)) answers.set(request, SLOT_LOCKED);
  }
  const fresh = requests.filter((request) => !answers.has(request));

  await releaseExpiredIfFull(ctx.trx, slots, free, fresh, onLocked);
  const shares = await readShares(ctx.trx, slots, free, fresh);

  const isOpenFor = ({ slotId, actor }: HoldRequest) => {
    const slot = existing.get(slotId);
    return slot && mayBook(slot, actor, ctx.isOpenToAll);
  };
  const { granted, refused, duplicates } = grantInOrder(free, shares, isOpenFor, fresh, keyed);
  for (const [request, refusal] of refused) answers.set(request, refusal);
  const holds = granted.length > 0 ? await writeHolds(ctx, existing, granted, orderId) : [];
  for (const [index, request] of granted.entries()) answers.set(request, holds[index] as Hold);
  for (const [request, first] of duplicates)
    answers.set(request, new ReplayedHold(answers.get(first) as Hold));
  await writeRecords(ctx.trx, responsesToRecord(keyed, granted, holds));
  return requests.map((request) => answers.get(request) as HoldResult);
}

/** What the contacts of requests have of slots with a limit, as far as a place is free; places that the count released are. */
async function readShares(
  trx: Trx,
  slots: readonly LockedSlot[],
  free: Map<string, number>,
  requests: readonly HoldRequest[],
): Promise<ContactShares> {
  const hopeful = requests.filter(({ slotId }) => (free.get(slotId) ?? 0) > 0);
  const shares = await readContactShares(trx, slots, hopeful);
  for (const { id, waiting } of slots) {
    // Those of a slot with a waitlist are for its entries first.
    if (waiting === 0 && free.has(id)) free.set(id, (free.get(id) ?? 0) + (shares.released.get(id) ?? 0));
  }
  return shares;
}

/**
 * Writes the job that will release the holds, unless there is one, and then counters and holds, which travel with COMMIT.
 * All are placed at the time of the latest lock.
 */
async function writeHolds(
  ctx: TransactionContext,
  slots: ReadonlyMap<string, LockedSlot>,
  granted: readonly HoldRequest[],
  orderId: string | undefined,
): Promise<Hold[]> {
  const lockedAt = new Date(Math.max(...[...slots.values()].map((slot) => slot.lockedAt.getTime())));
  await ensureExpiryJob(ctx, new Date(expiryOf({ lockedAt: lockedAt.getTime() }, ctx.holdSeconds)));
  await writeHoldRows(ctx.trx, lockedAt, ctx.holdSeconds, granted, orderId);
  return granted.map((request) => {
    const slot = slots.get(request.slotId) as LockedSlot;
    return holdsPlacedOn(heldSlot(slot, lockedAt), ctx.holdSeconds, orderId)(request);
  });
}
