import { HoldfastError } from "@holdfast/contract";
import { type KeyedRequest, keyMismatch } from "../idempotency/index.ts";
import { type ContactShares, type LockedSlot, releaseExpiredHolds } from "../inventory/index.ts";
import type { OnLocked, Trx } from "../shared/index.ts";
import type { HoldRequest } from "./request.ts";

/** Made once: on a sold-out slot, writing down the stack of every refusal would cost more than refusing. */
export const NO_SEAT = new HoldfastError("NO_SEAT");

const NOT_BOOKABLE = new HoldfastError(
  "NOT_BOOKABLE",
  "The slot is closed, or cannot be booked at this time",
);

const SLOT_NOT_FOUND = new HoldfastError("SLOT_NOT_FOUND");

interface Decisions {
  granted: HoldRequest[];
  refused: Map<HoldRequest, HoldfastError>;
  /** Requests that repeat one that was granted before them in the list, by its idempotency key. */
  duplicates: Map<HoldRequest, HoldRequest>;
}

/**
 * Grants requests in their order, while places last; `placeHoldsFast` does so in SQL. Of those with one idempotency key
 * one is granted: a refusal is not kept, so the next is tried anew.
 * @param free places by slot id: granted places are subtracted
 * @param shares the places that the contacts have of slots with a limit: granted places are added
 * @param isOpenFor whether the request's actor may book its slot now; undefined where there is no such slot
 */
export function grantInOrder(
  free: Map<string, number>,
  shares: ContactShares,
  isOpenFor: (request: HoldRequest) => boolean | undefined,
  requests: readonly HoldRequest[],
  keyed: ReadonlyMap<HoldRequest, KeyedRequest>,
): Decisions {
  const decisions: Decisions = { granted: [], refused: new Map(), duplicates: new Map() };
  const grantedByKey = new Map<string, HoldRequest>();
  for (const request of requests) {
    const key = keyed.get(request);
    const first = key && grantedByKey.get(key.key);
    if (first && keyed.get(first)?.fingerprint === key.fingerprint) {
      decisions.duplicates.set(request, first);
      continue;
    }
    const refusal = first ? keyMismatch() : takePlaces(free, shares, isOpenFor, request);
    if (refusal) decisions.refused.set(request, refusal);
    else {
      decisions.granted.push(request);
      if (key) grantedByKey.set(key.key, request);
    }
  }
  return decisions;
}

/** Subtracts a request's places from the free ones, or returns the refusal. */
function takePlaces(
  free: Map<string, number>,
  shares: ContactShares,
  isOpenFor: (request: HoldRequest) => boolean | undefined,
  request: HoldRequest,
): HoldfastError | undefined {
  const isOpen = isOpenFor(request);
  if (isOpen === undefined) return SLOT_NOT_FOUND;
  if (!isOpen) return NOT_BOOKABLE;
  const places = free.get(request.slotId) ?? 0;
  if (request.quantity > places) return NO_SEAT;
  const refusal = shares.refusalOf(request);
  if (refusal) return refusal;
  free.set(request.slotId, places - request.quantity);
  shares.add(request);
  return undefined;
}

/**
 * Releases expired holds of slots that look full, as many as the requests need or there are, and counts their
 * places as free. After a wait for a lock it always looks: a hold may have been placed and expired meanwhile.
 */
export async function releaseExpiredIfFull(
  trx: Trx,
  slots: readonly LockedSlot[],
  free: Map<string, number>,
  requests: readonly HoldRequest[],
  onLocked: OnLocked,
): Promise<void> {
  const suspects = new Set(
    slots
      .filter((slot) => slot.waiting === 0 && (slot.hasExpiredHolds || onLocked === "wait"))
      .map(({ id }) => id),
  );
  for (;;) {
    const crowded = crowdedSlots(free, requests).filter((slotId) => suspects.has(slotId));
    const released = crowded.length > 0 ? await releaseExpiredHolds(trx, crowded) : undefined;
    if (!released?.size) return;
    for (const [slotId, places] of released) free.set(slotId, (free.get(slotId) ?? 0) + places);
  }
}

/** The slots on which the requests together want more than their counter leaves. */
function crowdedSlots(free: ReadonlyMap<string, number>, requests: readonly HoldRequest[]): string[] {
  const wanted = new Map<string, number>();
  for (const { slotId, quantity } of requests) wanted.set(slotId, (wanted.get(slotId) ?? 0) + quantity);
  return [...free].filter(([slotId, places]) => (wanted.get(slotId) ?? 0) > places).map(([slotId]) => slotId);
}
