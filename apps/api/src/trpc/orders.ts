import { cancelOrderInput, confirmOrderInput, extendOrderInput, getOrderInput } from "@holdfast/contract";
import { cancelOrder, confirmOrder, extendOrder, getOrder } from "@holdfast/core";
import type { TRPCRouterRecord } from "@trpc/server";
import { confirmOrderProcedure, orderProcedure } from "./init.ts";

/** orders.*: the bookings of one call, as one. */
export const orders = {
  get: orderProcedure.input(getOrderInput).query(({ ctx, input }) => getOrder(ctx.deps, input)),
  confirm: confirmOrderProcedure
    .input(confirmOrderInput)
    .mutation(({ ctx, input }) => confirmOrder(ctx.deps, input)),
  extend: orderProcedure.input(extendOrderInput).mutation(({ ctx, input }) => extendOrder(ctx.deps, input)),
  cancel: orderProcedure.input(cancelOrderInput).mutation(({ ctx, input }) => cancelOrder(ctx.deps, input)),
} satisfies TRPCRouterRecord;
