import { type CreateBookingInput, HoldfastError } from "@holdfast/contract";
import type { TransactionContext } from "./context.ts";
import { releaseDueHolds } from "./due-holds.ts";
import type { HoldRequest } from "./hold-request.ts";
import type { LockedSlot } from "./slot-locks.ts";

/* Which requests get places of locked slots, and which are refused. */

/** Made once: on a sold-out slot, writing down the stack of every refusal would cost more than refusing. */
export const NO_SEAT = new HoldfastError("NO_SEAT");
const NOT_BOOKABLE = new HoldfastError(
  "NOT_BOOKABLE",
  "The slot is closed, or cannot be booked at this time",
);
const SLOT_NOT_FOUND = new HoldfastError("SLOT_NOT_FOUND");

/** Takes a request's places from what is free, or says why not; the places of a slot that is `shut` are not. */
export function takePlaces(
  free: Map<string, number>,
  shut: ReadonlySet<string>,
  request: HoldRequest,
): HoldfastError | undefined {
  if (shut.has(request.slotId)) return NOT_BOOKABLE;
  const places = free.get(request.slotId);
  if (places === undefined) return SLOT_NOT_FOUND;
  if (request.quantity > places) return NO_SEAT;
  free.set(request.slotId, places - request.quantity);
  return undefined;
}

/**
 * Releases due holds of slots that look full, as many as the requests need or there are, and counts their
 * places as free. Who has waited for a lock has to look: a hold may have been made and ended meanwhile.
 */
export async function releaseWhereCrowded(
  { trx }: TransactionContext,
  slots: readonly LockedSlot[],
  free: Map<string, number>,
  requests: readonly HoldRequest[],
  locking: "wait" | "skip",
): Promise<void> {
  const suspects = new Set(
    slots
      .filter((slot) => slot.waiting === 0 && (slot.hasDueHolds || locking === "wait"))
      .map(({ id }) => id),
  );
  for (;;) {
    const crowded = slotsThatLookFull(free, requests).filter((slotId) => suspects.has(slotId));
    const released = crowded.length > 0 ? await releaseDueHolds(trx, crowded) : undefined;
    if (!released?.size) return;
    for (const [slotId, places] of released) free.set(slotId, (free.get(slotId) ?? 0) + places);
  }
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
