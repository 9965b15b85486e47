export { createSchedule } from "./create.ts";
export { deleteSchedule } from "./delete.ts";
export { generateSlots, generateSlotsForJobs } from "./generate.ts";
export { getSchedule, listSchedules } from "./schedule.ts";
export { updateSchedule } from "./update.ts";
