import {
  createScheduleInput,
  deleteScheduleInput,
  generateScheduleInput,
  getScheduleInput,
  importHolidaysInput,
  listSchedulesInput,
  previewScheduleInput,
  removeHolidaysInput,
  scheduleExceptionInput,
  updateScheduleInput,
} from "@holdfast/contract";
import {
  addException,
  createSchedule,
  deleteSchedule,
  generateSlots,
  getSchedule,
  importHolidays,
  listSchedules,
  previewSchedule,
  removeException,
  removeHolidays,
  updateSchedule,
} from "@holdfast/core";
import type { TRPCRouterRecord } from "@trpc/server";
import { adminProcedure, deskProcedure } from "./init.ts";

/** schedules.*: rules that make slots ahead. */
export const schedules = {
  create: adminProcedure
    .input(createScheduleInput)
    .mutation(({ ctx, input }) => createSchedule(ctx.deps, input)),
  get: deskProcedure.input(getScheduleInput).query(({ ctx, input }) => getSchedule(ctx.deps, input)),
  list: deskProcedure.input(listSchedulesInput).query(({ ctx, input }) => listSchedules(ctx.deps, input)),
  preview: adminProcedure
    .input(previewScheduleInput)
    .query(({ ctx, input }) => previewSchedule(ctx.deps, input)),
  update: adminProcedure
    .input(updateScheduleInput)
    .mutation(({ ctx, input }) => updateSchedule(ctx.deps, input)),
  addException: adminProcedure
    .input(scheduleExceptionInput)
    .mutation(({ ctx, input }) => addException(ctx.deps, input)),
  removeException: adminProcedure
    .input(scheduleExceptionInput)
    .mutation(({ ctx, input }) => removeException(ctx.deps, input)),
  importHolidays: adminProcedure
    .input(importHolidaysInput)
    .mutation(({ ctx, input }) => importHolidays(ctx.deps, input)),
  removeHolidays: adminProcedure
    .input(removeHolidaysInput)
    .mutation(({ ctx, input }) => removeHolidays(ctx.deps, input)),
  delete: adminProcedure
    .input(deleteScheduleInput)
    .mutation(({ ctx, input }) => deleteSchedule(ctx.deps, input)),
  generate: adminProcedure
    .input(generateScheduleInput)
    .mutation(({ ctx, input }) => generateSlots(ctx.deps, input)),
} satisfies TRPCRouterRecord;
