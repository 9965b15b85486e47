import {
  createResourceInput,
  getResourceInput,
  listResourcesInput,
  updateResourceInput,
} from "@holdfast/contract";
import { createResource, getResource, listResources, updateResource } from "@holdfast/core";
import type { TRPCRouterRecord } from "@trpc/server";
import { procedure } from "./init.ts";

/** resources.*: doctors and shows. */
export const resources = {
  create: procedure.input(createResourceInput).mutation(({ ctx, input }) => createResource(ctx.deps, input)),
  get: procedure.input(getResourceInput).query(({ ctx, input }) => getResource(ctx.deps, input)),
  list: procedure.input(listResourcesInput).query(({ ctx, input }) => listResources(ctx.deps, input)),
  update: procedure.input(updateResourceInput).mutation(({ ctx, input }) => updateResource(ctx.deps, input)),
} satisfies TRPCRouterRecord;
