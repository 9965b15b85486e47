export { createSlot } from "./create.ts";
export { createSlots } from "./create-many.ts";
export { deleteSlot } from "./delete.ts";
export { listSlots } from "./list.ts";
export { getSlot, type SlotRow } from "./slot.ts";
export { updateSlot } from "./update.ts";
export { readSlotsWithResources } from "./with-resources.ts";
