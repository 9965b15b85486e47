export { deleteOldEvents, EVENTS_KEPT_DAYS } from "./delete-old.ts";
export { listEvents } from "./list.ts";
export { hasEvent, writeEvents } from "./write.ts";
