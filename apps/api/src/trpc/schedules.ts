import {
  createScheduleInput,
  deleteScheduleInput,
  generateScheduleInput,
  getScheduleInput,
  listSchedulesInput,
  updateScheduleInput,
} from "@holdfast/contract";
import {
  createSchedule,
  deleteSchedule,
  generateSlots,
  getSchedule,
  listSchedules,
  updateSchedule,
} from "@holdfast/core";
import type { TRPCRouterRecord } from "@trpc/server";
import { procedure } from "./init.ts";

/** schedules.*: the rules from which slots are made ahead. */
export const schedules = {
  create: procedure.input(createScheduleInput).mutation(({ ctx, input }) => createSchedule(ctx.deps, input)),
  get: procedure.input(getScheduleInput).query(({ ctx, input }) => getSchedule(ctx.deps, input)),
  list: procedure.input(listSchedulesInput).query(({ ctx, input }) => listSchedules(ctx.deps, input)),
  update: procedure.input(updateScheduleInput).mutation(({ ctx, input }) => updateSchedule(ctx.deps, input)),
  delete: procedure.input(deleteScheduleInput).mutation(({ ctx, input }) => deleteSchedule(ctx.deps, input)),
  generate: procedure
    .input(generateScheduleInput)
    .mutation(({ ctx, input }) => generateSlots(ctx.deps, input)),
} satisfies TRPCRouterRecord;
