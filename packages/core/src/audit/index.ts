export { listAudit } from "./list.ts";
export { changedFields, recordChange, recordUpdate, writeAudit } from "./write.ts";
