export { listAudit } from "./list.ts";
export { recordChange, recordUpdate } from "./record-change.ts";
export { changedFields, writeAudit } from "./write.ts";
