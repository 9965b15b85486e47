export { listAudit } from "./list.ts";
export { recordChange } from "./record-change.ts";
export { writeAudit } from "./write.ts";
