import { listAuditInput } from "@holdfast/contract";
import { listAudit } from "@holdfast/core";
import type { TRPCRouterRecord } from "@trpc/server";
import { procedure } from "./init.ts";

/** audit.*: who changed what. */
export const audit = {
  list: procedure.input(listAuditInput).query(({ ctx, input }) => listAudit(ctx.deps, input)),
} satisfies TRPCRouterRecord;
