export { type ChangedSlots, readChangedSlots } from "./changed.ts";
export { createSlot } from "./create.ts";
export { createSlots } from "./create-many.ts";
export { deleteSlot } from "./delete.ts";
export { REMEMBERED_MAX_PAGES } from "./list.ts";
export { getSlot, listSlots, TOGETHER_MAX_PAGES } from "./reads.ts";
export { REMEMBERED_MAX_SLOTS, readSlots, type SlotRow } from "./slot.ts";
export { updateSlot } from "./update.ts";
export { readSlotsWithResources } from "./with-resources.ts";
