import {
  getWaitlistEntryInput,
  joinWaitlistInput,
  leaveWaitlistInput,
  listWaitlistInput,
} from "@holdfast/contract";
import { getWaitlistEntry, joinWaitlist, leaveWaitlist, listWaitlist } from "@holdfast/core";
import type { TRPCRouterRecord } from "@trpc/server";
import { procedure } from "./init.ts";

/** waitlist.*: waiting for a full slot. */
export const waitlist = {
  join: procedure.input(joinWaitlistInput).mutation(({ ctx, input }) => joinWaitlist(ctx.deps, input)),
  get: procedure.input(getWaitlistEntryInput).query(({ ctx, input }) => getWaitlistEntry(ctx.deps, input)),
  leave: procedure.input(leaveWaitlistInput).mutation(({ ctx, input }) => leaveWaitlist(ctx.deps, input)),
  list: procedure.input(listWaitlistInput).query(({ ctx, input }) => listWaitlist(ctx.deps, input)),
} satisfies TRPCRouterRecord;
