import { listEventsInput } from "@holdfast/contract";
import { listEvents } from "@holdfast/core";
import type { TRPCRouterRecord } from "@trpc/server";
import { procedure } from "./init.ts";

/** events.*: what the world outside should hear of. */
export const events = {
  list: procedure.input(listEventsInput).query(({ ctx, input }) => listEvents(ctx.deps, input)),
} satisfies TRPCRouterRecord;
