export { type ChangedSlots, readChangedSlots } from "./changed.ts";
export { createSlot } from "./create.ts";
export { createSlots } from "./create-many.ts";
export { deleteSlot } from "./delete.ts";
export {
  COUNTED_MAX_SLOTS,
  DAYS_MAX,
  type FreeDay,
  type FreeDays,
  type FreeDaysInput,
  freeDays,
} from "./free-days.ts";
export { type FreeSlot, LOOKED_AT_MAX_SLOTS } from "./free-slot.ts";
export { fullnessOfDays } from "./fullness.ts";
export { REMEMBERED_MAX_PAGES } from "./list.ts";
export { NEAREST_MAX_SLOTS, type NearestFreeSlotsInput, nearestFreeSlots } from "./nearest-free-slots.ts";
export { NEXT_MAX_RESOURCES, nextFreeSlots } from "./next-free-slots.ts";
export { getSlot, listSlots, TOGETHER_MAX_PAGES } from "./reads.ts";
export { REMEMBERED_MAX_SLOTS, readSlot, readSlots, requireSlotExists, type SlotRow } from "./slot.ts";
export { updateSlot } from "./update.ts";
export { readSlotsWithResources } from "./with-resources.ts";
