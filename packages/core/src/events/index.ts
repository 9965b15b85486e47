export { listEvents } from "./list.ts";
export { deleteOldEvents, EVENTS_KEPT_DAYS, hasEvent, writeEvents } from "./write.ts";
