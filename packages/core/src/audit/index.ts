export { listAudit } from "./list.ts";
export { recordChange, writeAudit } from "./write.ts";
