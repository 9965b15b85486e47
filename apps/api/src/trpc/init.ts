import { ERRORS, type HoldfastError } from "@holdfast/contract";
import { initTRPC, TRPCError } from "@trpc/server";
import { TRPC_ERROR_CODES_BY_KEY } from "@trpc/server/rpc";
import type { Deps } from "../deps.ts";
import { toHoldfastError } from "../failure.ts";
import type { Usage } from "../limits/fixed-windows.ts";
import type { Client } from "../limits/request-limits.ts";

/** What every procedure gets. A type, not an interface: @hono/trpc-server asks for an index signature. */
export type TrpcContext = {
  deps: Deps;
  requestId: string;
  client: Client | undefined;
  usage: Usage | undefined;
  hasShownKey: boolean;
};

const t = initTRPC.context<TrpcContext>().create({
  errorFormatter: ({ error, path, ctx }) => toErrorShape(toHoldfastError(error), ctx?.requestId, path),
});

export const { router } = t;

/** A procedure whose errors leave with the status that the closed list gives them. */
export const procedure = t.procedure.use(async ({ next }) => {
  const result = await next();
  if (result.ok) return result;
  const failure = toHoldfastError(result.error);
  throw new TRPCError({ code: ERRORS[failure.code].trpc, message: failure.message, cause: failure });
});

/** An error as tRPC sends it: `data.code` is tRPC's own, `data.appCode` one of the closed list. */
export function toErrorShape(failure: HoldfastError, requestId: string | undefined, path?: string) {
  const { status, trpc } = ERRORS[failure.code];
  return {
    code: TRPC_ERROR_CODES_BY_KEY[trpc],
    message: failure.message,
    data: {
      code: trpc,
      httpStatus: status,
      path,
      appCode: failure.code,
      requestId,
      issues: failure.issues,
    },
  };
}
