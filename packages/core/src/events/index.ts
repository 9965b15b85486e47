export { EVENTS_KEPT_DAYS, deleteOldEvents } from "./delete-old.ts";
export { listEvents } from "./list.ts";
export { hasEvent, writeEvents } from "./write.ts";
