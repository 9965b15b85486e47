import { eraseCustomerInput } from "@holdfast/contract";
import { eraseCustomer } from "@holdfast/core";
import type { TRPCRouterRecord } from "@trpc/server";
import { procedure } from "./init.ts";

/** customers.*: the people in the bookings. */
export const customers = {
  erase: procedure.input(eraseCustomerInput).mutation(({ ctx, input }) => eraseCustomer(ctx.deps, input)),
} satisfies TRPCRouterRecord;
