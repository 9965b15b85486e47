import { HoldfastError, PAGE_MAX_ITEMS, type Slot } from "@holdfast/contract";
import { readResource } from "../resources/index.ts";
import type { Db } from "../shared/index.ts";
import { listSlots, readSlots } from "../slots/index.ts";
import type { Watched } from "./topic.ts";

/** Slots of a resource whose state a stream begins with: the first page of their list. */
export const STATE_MAX_SLOTS = PAGE_MAX_ITEMS;

const NO_SLOT = new HoldfastError("SLOT_NOT_FOUND");

/**
 * Reads the present state of what is watched, with all that staff see, from the primary: a replica may not know yet what was
 * told of already.
 * @returns for each its slots, or SLOT_NOT_FOUND, RESOURCE_NOT_FOUND
 */
export async function readStates(db: Db, watched: readonly Watched[]): Promise<(Slot[] | HoldfastError)[]> {
  const slotIds = watched.flatMap((one) => ("slotId" in one ? [one.slotId] : []));
  const slots = new Map<string, Slot>();
  if (slotIds.length > 0) for (const slot of await readSlots(db, slotIds)) slots.set(slot.id, slot);
  return Promise.all(
    watched.map((one) => {
      if ("resourceId" in one) return slotsOfResource(db, one.resourceId);
      const slot = slots.get(one.slotId);
      return slot ? [slot] : NO_SLOT;
    }),
  );
}

async function slotsOfResource(db: Db, resourceId: string): Promise<Slot[] | HoldfastError> {
  const input = { resourceId, limit: STATE_MAX_SLOTS, availableOnly: false };
  try {
    const [{ items }] = await Promise.all([
      listSlots({ db, isOpenToAll: true }, input),
      readResource(db, { id: resourceId }),
    ]);
    return items;
  } catch (error) {
    if (error instanceof HoldfastError && error.code === "RESOURCE_NOT_FOUND") return error;
    throw error;
  }
}
