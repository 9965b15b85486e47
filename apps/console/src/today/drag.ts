import type { Booking, Slot } from "@holdfast/client";
import { type DropItem, isTextDropItem } from "react-aria-components/useDragAndDrop";

/* A drop target sees the types of what is dragged before it sees the booking: the types say what may not be dropped there. */

const ID_TYPE = "application/x-holdfast-booking";

const resourceType = (id: string) => `application/x-holdfast-resource-${id}`;
const slotType = (id: string) => `application/x-holdfast-slot-${id}`;

/** What a dragged booking is, by type. */
export const dragItem = ({ id, resourceId, slotId }: Booking): Record<string, string> => ({
  [ID_TYPE]: id,
  [resourceType(resourceId)]: id,
  [slotType(slotId)]: id,
});

interface Types {
  has(type: string | symbol): boolean;
}

/** Whether a dragged booking may be moved to a slot: another one of the same resource, with a place left. */
export const mayDrop = (types: Types, { id, resourceId, available, closed }: Target): boolean =>
  types.has(resourceType(resourceId)) && !types.has(slotType(id)) && available > 0 && !closed;

type Target = Pick<Slot, "id" | "resourceId" | "available" | "closed">;

/** The id of a booking that was dropped. */
export async function droppedId(items: readonly DropItem[]): Promise<string | undefined> {
  for (const item of items) {
    if (isTextDropItem(item) && item.types.has(ID_TYPE)) return item.getText(ID_TYPE);
  }
  return undefined;
}
