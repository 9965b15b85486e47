import { createKeyInput, listKeysInput, revokeKeyInput } from "@holdfast/contract";
import { createKey, listKeys, revokeKey } from "@holdfast/core";
import type { TRPCRouterRecord } from "@trpc/server";
import { adminProcedure } from "./init.ts";

/** keys.*: the API keys of members of staff. */
export const keys = {
  create: adminProcedure.input(createKeyInput).mutation(({ ctx, input }) => createKey(ctx.deps, input)),
  list: adminProcedure.input(listKeysInput).query(({ ctx, input }) => listKeys(ctx.deps, input)),
  revoke: adminProcedure.input(revokeKeyInput).mutation(({ ctx, input }) => revokeKey(ctx.deps, input)),
} satisfies TRPCRouterRecord;
