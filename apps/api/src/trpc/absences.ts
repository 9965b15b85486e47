import {
  createAbsenceInput,
  endAbsenceInput,
  getAbsenceInput,
  listAbsencesInput,
  listToldInput,
} from "@holdfast/contract";
import {
  createAbsence,
  endAbsence,
  getAbsence,
  listAbsenceBookings,
  listAbsenceEntries,
  listAbsences,
} from "@holdfast/core";
import type { TRPCRouterRecord } from "@trpc/server";
import { deskProcedure } from "./init.ts";

/** absences.*: times in which a doctor or a show is away. */
export const absences = {
  create: deskProcedure
    .input(createAbsenceInput)
    .mutation(({ ctx, input }) => createAbsence(ctx.deps, input)),
  list: deskProcedure.input(listAbsencesInput).query(({ ctx, input }) => listAbsences(ctx.deps, input)),
  get: deskProcedure.input(getAbsenceInput).query(({ ctx, input }) => getAbsence(ctx.deps, input)),
  bookings: deskProcedure
    .input(listToldInput)
    .query(({ ctx, input }) => listAbsenceBookings(ctx.deps, input)),
  entries: deskProcedure.input(listToldInput).query(({ ctx, input }) => listAbsenceEntries(ctx.deps, input)),
  end: deskProcedure.input(endAbsenceInput).mutation(({ ctx, input }) => endAbsence(ctx.deps, input)),
} satisfies TRPCRouterRecord;
