export { createSlot } from "./create.ts";
export { createSlots } from "./create-many.ts";
export { deleteSlot } from "./delete.ts";
export { getSlot, listSlots } from "./reads.ts";
export type { SlotRow } from "./slot.ts";
export { updateSlot } from "./update.ts";
export { readSlotsWithResources } from "./with-resources.ts";
