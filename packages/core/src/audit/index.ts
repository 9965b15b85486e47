export { COUNTED_MAX_ENTRIES, countChanges } from "./count.ts";
export { entriesOfBooking, hasEntry, listAudit } from "./list.ts";
export { type AuditNews, AuditReader } from "./reader.ts";
export {
  type AuditedFields,
  changedFields,
  createdFields,
  questionKeys,
  recordChange,
  recordUpdate,
  writeAudit,
} from "./write.ts";
