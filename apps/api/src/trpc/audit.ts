import { listAuditInput } from "@holdfast/contract";
import { listAudit } from "@holdfast/core";
import type { TRPCRouterRecord } from "@trpc/server";
import { requireAdminFor } from "../auth/index.ts";
import { deskProcedure } from "./init.ts";

/** audit.*: the history of changes. */
export const audit = {
  list: deskProcedure.input(listAuditInput).query(({ ctx, input }) => {
    requireAdminFor(ctx.deps, (input.webhookId ?? input.keyId) !== undefined);
    return listAudit(ctx.deps, input);
  }),
} satisfies TRPCRouterRecord;
