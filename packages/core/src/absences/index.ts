export { getAbsence, listAbsences } from "./absence.ts";
export { createAbsence } from "./create.ts";
export { endAbsence } from "./end.ts";
export { listAbsenceBookings, listAbsenceEntries } from "./told.ts";
