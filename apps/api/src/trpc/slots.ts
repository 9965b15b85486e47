import {
  createSlotInput,
  createSlotsInput,
  deleteSlotInput,
  getAttendanceInput,
  getSlotInput,
  listDoorInput,
  listInsideInput,
  listScansInput,
  listSlotsInput,
  mergeScansInput,
  type TrackedMessage,
  updateSlotInput,
  watchSlotsInput,
} from "@holdfast/contract";
import {
  createSlot,
  createSlots,
  deleteSlot,
  getSlot,
  listDoor,
  listInside,
  listScans,
  listSlots,
  mergeScans,
  slotAttendance,
  updateSlot,
  watchSlots,
} from "@holdfast/core";
import type { TRPCRouterRecord } from "@trpc/server";
import { adminProcedure, deskProcedure, publicProcedure, sharedReadProcedure } from "./init.ts";
import { TrackedMessages } from "./tracked-messages.ts";

/** slots.*: the bookable times of a resource. */
export const slots = {
  create: adminProcedure.input(createSlotInput).mutation(({ ctx, input }) => createSlot(ctx.deps, input)),
  createMany: adminProcedure
    .input(createSlotsInput)
    .mutation(({ ctx, input }) => createSlots(ctx.deps, input)),
  get: sharedReadProcedure.input(getSlotInput).query(({ ctx, input }) => getSlot(ctx.deps, input)),
  list: sharedReadProcedure.input(listSlotsInput).query(({ ctx, input }) => listSlots(ctx.deps, input)),
  watch: publicProcedure
    .input(watchSlotsInput)
    .subscription(async ({ ctx, input, signal }): Promise<AsyncIterable<TrackedMessage>> => {
      const onEnd = ctx.deps.requestLimits?.openStream(ctx.client);
      return new TrackedMessages(await watchSlots(ctx.deps, input, { signal, onEnd }));
    }),
  update: adminProcedure.input(updateSlotInput).mutation(({ ctx, input }) => updateSlot(ctx.deps, input)),
  delete: adminProcedure.input(deleteSlotInput).mutation(({ ctx, input }) => deleteSlot(ctx.deps, input)),
  attendance: deskProcedure
    .input(getAttendanceInput)
    .query(({ ctx, input }) => slotAttendance(ctx.deps, input)),
  inside: deskProcedure.input(listInsideInput).query(({ ctx, input }) => listInside(ctx.deps, input)),
  doorList: deskProcedure.input(listDoorInput).query(({ ctx, input }) => listDoor(ctx.deps, input)),
  mergeScans: deskProcedure.input(mergeScansInput).mutation(({ ctx, input }) => mergeScans(ctx.deps, input)),
  scans: deskProcedure.input(listScansInput).query(({ ctx, input }) => listScans(ctx.deps, input)),
} satisfies TRPCRouterRecord;
