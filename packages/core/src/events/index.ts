export { deleteOldEvents } from "./delete-old.ts";
export { listEvents } from "./list.ts";
export { hasEvent, writeEvents } from "./write.ts";
