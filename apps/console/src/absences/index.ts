export { AbsenceDialog } from "./absence-dialog.tsx";
export { Absences } from "./absences.tsx";
