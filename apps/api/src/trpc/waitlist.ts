import {
  getWaitlistEntryInput,
  joinWaitlistInput,
  leaveWaitlistInput,
  listWaitlistInput,
} from "@holdfast/contract";
import { getWaitlistEntry, joinWaitlist, leaveWaitlist, listWaitlist } from "@holdfast/core";
import type { TRPCRouterRecord } from "@trpc/server";
import { askerOf, deskProcedure, publicProcedure, waitingProcedure } from "./init.ts";

/** waitlist.*: waiting for a full slot. */
export const waitlist = {
  join: publicProcedure
    .input(joinWaitlistInput)
    .mutation(({ ctx, input }) => joinWaitlist(ctx.deps, input, { from: askerOf(ctx) })),
  get: waitingProcedure
    .input(getWaitlistEntryInput)
    .query(({ ctx, input }) => getWaitlistEntry(ctx.deps, input)),
  leave: waitingProcedure
    .input(leaveWaitlistInput)
    .mutation(({ ctx, input }) => leaveWaitlist(ctx.deps, input)),
  list: deskProcedure.input(listWaitlistInput).query(({ ctx, input }) => listWaitlist(ctx.deps, input)),
} satisfies TRPCRouterRecord;
