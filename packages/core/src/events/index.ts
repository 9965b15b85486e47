export { forgetEvents } from "./delete-old.ts";
export { listEvents } from "./list.ts";
export { hasEvent, writeEvents } from "./write.ts";
