export { listEvents } from "./list.ts";
export { adoptRestoredEvents } from "./restore.ts";
export { deleteOldEvents, EVENTS_KEPT_DAYS, hasEvent, writeEvents } from "./write.ts";
