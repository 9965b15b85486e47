import {
  createSlotInput,
  createSlotsInput,
  deleteSlotInput,
  getSlotInput,
  listSlotsInput,
  updateSlotInput,
} from "@holdfast/contract";
import { createSlot, createSlots, deleteSlot, getSlot, listSlots, updateSlot } from "@holdfast/core";
import type { TRPCRouterRecord } from "@trpc/server";
import { adminProcedure, sharedReadProcedure } from "./init.ts";

/** slots.*: the bookable times of a resource. */
export const slots = {
  create: adminProcedure.input(createSlotInput).mutation(({ ctx, input }) => createSlot(ctx.deps, input)),
  createMany: adminProcedure
    .input(createSlotsInput)
    .mutation(({ ctx, input }) => createSlots(ctx.deps, input)),
  get: sharedReadProcedure.input(getSlotInput).query(({ ctx, input }) => getSlot(ctx.deps, input)),
  list: sharedReadProcedure.input(listSlotsInput).query(({ ctx, input }) => listSlots(ctx.deps, input)),
  update: adminProcedure.input(updateSlotInput).mutation(({ ctx, input }) => updateSlot(ctx.deps, input)),
  delete: adminProcedure.input(deleteSlotInput).mutation(({ ctx, input }) => deleteSlot(ctx.deps, input)),
} satisfies TRPCRouterRecord;
