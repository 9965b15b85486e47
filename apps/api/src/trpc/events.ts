import { listEventsInput } from "@holdfast/contract";
import { listEvents } from "@holdfast/core";
import type { TRPCRouterRecord } from "@trpc/server";
import { adminProcedure } from "./init.ts";

/** events.*: committed changes, as others may hear of them. */
export const events = {
  list: adminProcedure.input(listEventsInput).query(({ ctx, input }) => listEvents(ctx.deps, input)),
} satisfies TRPCRouterRecord;
