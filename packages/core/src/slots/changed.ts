import type { Slot } from "@holdfast/contract";
import type { Db } from "../shared/index.ts";
import { readSlots } from "./slot.ts";

/** Slots as they are now, some of which may be gone. */
export interface ChangedSlots {
  slots: Slot[];
  deleted: DeletedSlotOfResource[];
}

/** A slot that was deleted, and whose it was. */
export interface DeletedSlotOfResource {
  id: string;
  resourceId: string;
}

/** Reads slots by their ids, with all that staff see. Those that were deleted are named; unknown ids are left out. */
export async function readChangedSlots(db: Db, ids: readonly string[]): Promise<ChangedSlots> {
  const slots = await readSlots(db, ids);
  if (slots.length === ids.length) return { slots, deleted: [] };
  const found = new Set(slots.map(({ id }) => id));
  const deleted = await db
    .selectFrom("slots")
    .select(["id", "resource_id as resourceId"])
    .where(
      "id",
      "in",
      ids.filter((id) => !found.has(id)),
    )
    .where("deleted_at", "is not", null)
    .execute();
  return { slots, deleted };
}
