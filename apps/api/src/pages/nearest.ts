import { QUANTITY_MAX_PLACES } from "@holdfast/contract";
import { type FreeSlot, nearestFreeSlots } from "@holdfast/core";
import type { Deps } from "../http/index.ts";

const OFFERED_MAX_SLOTS = 3;

/** The free slots of the same resource that are nearest in time to a slot and have so many places, by their start. */
export async function nearestFree(deps: Deps, slotId: string, quantity: number): Promise<FreeSlot[]> {
  const wanted = Math.min(quantity, QUANTITY_MAX_PLACES);
  const slots = await nearestFreeSlots(deps, { slotId, quantity: wanted, count: OFFERED_MAX_SLOTS });
  return slots.sort((one, other) => one.startsAt.localeCompare(other.startsAt));
}
