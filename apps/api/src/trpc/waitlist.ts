import {
  getWaitlistEntryInput,
  joinWaitlistInput,
  leaveWaitlistInput,
  listWaitlistInput,
} from "@holdfast/contract";
import { getWaitlistEntry, joinWaitlist, leaveWaitlist, listWaitlist } from "@holdfast/core";
import type { TRPCRouterRecord } from "@trpc/server";
import { deskProcedure, holdsCountedUnder, publicProcedure, waitingProcedure } from "./init.ts";

/** waitlist.*: the entries of full slots. */
export const waitlist = {
  join: publicProcedure
    .input(joinWaitlistInput)
    .mutation(({ ctx, input }) => joinWaitlist(ctx.deps, input, { from: holdsCountedUnder(ctx) })),
  get: waitingProcedure
    .input(getWaitlistEntryInput)
    .query(({ ctx, input }) => getWaitlistEntry(ctx.deps, input)),
  leave: waitingProcedure
    .input(leaveWaitlistInput)
    .mutation(({ ctx, input }) => leaveWaitlist(ctx.deps, input)),
  list: deskProcedure.input(listWaitlistInput).query(({ ctx, input }) => listWaitlist(ctx.deps, input)),
} satisfies TRPCRouterRecord;
