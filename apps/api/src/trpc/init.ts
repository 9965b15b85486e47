import { ERRORS, type HoldfastError, holderInput } from "@holdfast/contract";
import { initTRPC, TRPCError } from "@trpc/server";
import { TRPC_ERROR_CODES_BY_KEY } from "@trpc/server/rpc";
import { authorize, type Rule, type RuleMeta } from "../auth/index.ts";
import { type Deps, toHoldfastError } from "../http/index.ts";
import type { Client, Usage } from "../limits/index.ts";

/** What every procedure gets. A type, not an interface: @hono/trpc-server asks for an index signature. */
export type TrpcContext = {
  deps: Deps;
  requestId: string;
  /** The header with a holder's token; the input's own comes before it. */
  bookingToken: string | undefined;
  client: Client | undefined;
  usage: Usage | undefined;
  hasShownKey: boolean;
};

/** Whose holds the limits count. */
export const askerOf = ({ deps, client }: TrpcContext) => deps.requestLimits?.askerOf(client);

const t = initTRPC.context<TrpcContext>().create({
  errorFormatter: ({ error, path, ctx }) => toErrorShape(toHoldfastError(error), ctx?.requestId, path),
});

export const { router } = t;

/** A procedure whose errors leave with the status that the closed list gives them. */
const procedure = t.procedure.use(async ({ next }) => {
  const result = await next();
  if (result.ok) return result;
  const failure = toHoldfastError(result.error);
  throw new TRPCError({ code: ERRORS[failure.code].trpc, message: failure.message, cause: failure });
});

/** A procedure for those whom the rule lets in; it is asked before the input is looked at. */
const ruledProcedure = (rule: Rule) =>
  procedure.meta({ rule } satisfies RuleMeta).use(async ({ ctx, getRawInput, next }) => {
    const check = authorize(ctx.deps, rule);
    if (check) {
      const { id, token = ctx.bookingToken } = holderInput.parse(await getRawInput());
      await check(ctx.deps, { id, token });
    }
    return next();
  });

/* What a procedure can be made of: there is none without a rule. */
export const publicProcedure = ruledProcedure("public");
export const holderProcedure = ruledProcedure("holder");
export const waitingProcedure = ruledProcedure("waiting");
export const confirmProcedure = ruledProcedure("confirm");
export const deskProcedure = ruledProcedure("desk");
export const adminProcedure = ruledProcedure("admin");

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
