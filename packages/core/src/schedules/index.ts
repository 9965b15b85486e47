export { createSchedule } from "./create.ts";
export { deleteSchedule } from "./delete.ts";
export { addException, removeException } from "./exceptions.ts";
export { generateLaggingSlots, generateSlots, generateSlotsForJobs } from "./generate.ts";
export { importHolidays, removeHolidays } from "./holidays.ts";
export { previewSchedule } from "./preview.ts";
export { overriddenAfter } from "./ruled-slot.ts";
export { getSchedule, listSchedules } from "./schedule.ts";
export { updateSchedule } from "./update.ts";
