import { eraseCustomerInput } from "@holdfast/contract";
import { eraseCustomer } from "@holdfast/core";
import type { TRPCRouterRecord } from "@trpc/server";
import { adminProcedure } from "./init.ts";

/** customers.*: the erasure of a customer's data. */
export const customers = {
  erase: adminProcedure
    .input(eraseCustomerInput)
    .mutation(({ ctx, input }) => eraseCustomer(ctx.deps, input)),
} satisfies TRPCRouterRecord;
