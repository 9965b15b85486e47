export { listAudit } from "./list.ts";
export { changedFields, writeAudit } from "./write.ts";
