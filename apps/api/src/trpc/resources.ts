import {
  createResourceInput,
  getResourceInput,
  listResourcesInput,
  updateResourceInput,
} from "@holdfast/contract";
import { createResource, getResource, listResources, updateResource } from "@holdfast/core";
import type { TRPCRouterRecord } from "@trpc/server";
import { adminProcedure, sharedReadProcedure } from "./init.ts";

/** resources.*: doctors and shows. */
export const resources = {
  create: adminProcedure
    .input(createResourceInput)
    .mutation(({ ctx, input }) => createResource(ctx.deps, input)),
  get: sharedReadProcedure.input(getResourceInput).query(({ ctx, input }) => getResource(ctx.deps, input)),
  list: sharedReadProcedure
    .input(listResourcesInput)
    .query(({ ctx, input }) => listResources(ctx.deps, input)),
  update: adminProcedure
    .input(updateResourceInput)
    .mutation(({ ctx, input }) => updateResource(ctx.deps, input)),
} satisfies TRPCRouterRecord;
