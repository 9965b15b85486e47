export { entriesOfBooking, hasEntry, listAudit } from "./list.ts";
export { changedFields, createdFields, recordChange, recordUpdate, writeAudit } from "./write.ts";
