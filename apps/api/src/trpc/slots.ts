import {
  createSlotInput,
  deleteSlotInput,
  getSlotInput,
  listSlotsInput,
  updateSlotInput,
} from "@holdfast/contract";
import { createSlot, deleteSlot, getSlot, listSlots, updateSlot } from "@holdfast/core";
import type { TRPCRouterRecord } from "@trpc/server";
import { procedure } from "./init.ts";

/** slots.*: the bookable times of a resource. */
export const slots = {
  create: procedure.input(createSlotInput).mutation(({ ctx, input }) => createSlot(ctx.deps, input)),
  get: procedure.input(getSlotInput).query(({ ctx, input }) => getSlot(ctx.deps, input)),
  list: procedure.input(listSlotsInput).query(({ ctx, input }) => listSlots(ctx.deps, input)),
  update: procedure.input(updateSlotInput).mutation(({ ctx, input }) => updateSlot(ctx.deps, input)),
  delete: procedure.input(deleteSlotInput).mutation(({ ctx, input }) => deleteSlot(ctx.deps, input)),
} satisfies TRPCRouterRecord;
