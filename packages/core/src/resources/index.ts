export {
  CLOSED_MAX_SLOTS,
  closeSlots,
  findClosedBy,
  findOpenSlots,
  lagSchedulesOf,
  lockResource,
  reopenSlots,
  requireActive,
} from "./closing.ts";
export { createResource } from "./create.ts";
export {
  getResource,
  listResources,
  type OfKind,
  type ResourceRow,
  readResource,
  resourceColumns,
  toResource,
} from "./resource.ts";
export { updateResource } from "./update.ts";
