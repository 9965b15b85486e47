import {
  createWebhookInput,
  deleteWebhookInput,
  getWebhookInput,
  listDeliveriesInput,
  listWebhooksInput,
  pingWebhookInput,
  replayDeliveryInput,
  replayWebhookInput,
  rotateWebhookInput,
  updateWebhookInput,
} from "@holdfast/contract";
import {
  createWebhook,
  deleteWebhook,
  getWebhook,
  listDeliveries,
  listWebhooks,
  pingWebhook,
  replayDelivery,
  replayWebhook,
  rotateSecret,
  updateWebhook,
} from "@holdfast/core";
import type { TRPCRouterRecord } from "@trpc/server";
import { adminProcedure } from "./init.ts";

/** webhooks.*: addresses that hear of events. */
export const webhooks = {
  create: adminProcedure
    .input(createWebhookInput)
    .mutation(({ ctx, input }) => createWebhook(ctx.deps, input)),
  list: adminProcedure.input(listWebhooksInput).query(({ ctx, input }) => listWebhooks(ctx.deps, input)),
  get: adminProcedure.input(getWebhookInput).query(({ ctx, input }) => getWebhook(ctx.deps, input)),
  update: adminProcedure
    .input(updateWebhookInput)
    .mutation(({ ctx, input }) => updateWebhook(ctx.deps, input)),
  delete: adminProcedure
    .input(deleteWebhookInput)
    .mutation(({ ctx, input }) => deleteWebhook(ctx.deps, input)),
  ping: adminProcedure.input(pingWebhookInput).mutation(({ ctx, input }) => pingWebhook(ctx.deps, input)),
  rotate: adminProcedure
    .input(rotateWebhookInput)
    .mutation(({ ctx, input }) => rotateSecret(ctx.deps, input)),
  deliveries: adminProcedure
    .input(listDeliveriesInput)
    .query(({ ctx, input }) => listDeliveries(ctx.deps, input)),
  replay: adminProcedure
    .input(replayWebhookInput)
    .mutation(({ ctx, input }) => replayWebhook(ctx.deps, input)),
  replayDelivery: adminProcedure
    .input(replayDeliveryInput)
    .mutation(({ ctx, input }) => replayDelivery(ctx.deps, input)),
} satisfies TRPCRouterRecord;
