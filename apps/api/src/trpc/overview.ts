import { overviewInput } from "@holdfast/contract";
import { getOverview } from "@holdfast/core";
import type { TRPCRouterRecord } from "@trpc/server";
import { deskProcedure } from "./init.ts";

/** overview.*: what happened in a time, and what is queued now. */
export const overview = {
  get: deskProcedure.input(overviewInput).query(({ ctx, input }) => getOverview(ctx.deps, input)),
} satisfies TRPCRouterRecord;
