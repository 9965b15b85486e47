import { createCalendarInput, getCalendarInput, revokeCalendarInput } from "@holdfast/contract";
import { createCalendar, getCalendar, revokeCalendar } from "@holdfast/core";
import type { TRPCRouterRecord } from "@trpc/server";
import { adminProcedure } from "./init.ts";

/** calendars.*: the calendars of doctors and shows, which programs subscribe to. */
export const calendars = {
  get: adminProcedure.input(getCalendarInput).query(({ ctx, input }) => getCalendar(ctx.deps, input)),
  create: adminProcedure
    .input(createCalendarInput)
    .mutation(({ ctx, input }) => createCalendar(ctx.deps, input)),
  revoke: adminProcedure
    .input(revokeCalendarInput)
    .mutation(({ ctx, input }) => revokeCalendar(ctx.deps, input)),
} satisfies TRPCRouterRecord;
