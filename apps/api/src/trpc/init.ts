import { ERRORS, type HoldfastError, holderInput, type OperationName } from "@holdfast/contract";
import { withinReads } from "@holdfast/core";
import { initTRPC, TRPCError } from "@trpc/server";
import { TRPC_ERROR_CODES_BY_KEY } from "@trpc/server/rpc";
import {
  asGuess,
  authorize,
  type Rule,
  type RuleMeta,
  requireNoKey,
  requireUnguessable,
} from "../auth/index.ts";
import { type Deps, toHoldfastError } from "../http/index.ts";
import { type Client, chargeRows, type Usage } from "../limits/index.ts";

/** The context of every procedure. A type, not an interface: @hono/trpc-server requires an index signature. */
export type TrpcContext = {
  deps: Deps;
  requestId: string;
  /** The token in the header; a token in the input comes before it. */
  bookingToken: string | undefined;
  client: Client | undefined;
  usage: Usage | undefined;
  hasShownKey: boolean;
};

/** The key that the limits on holds count this caller under. */
export const holdsCountedUnder = ({ deps, client }: TrpcContext) =>
  deps.requestLimits?.holdsCountedUnder(client);

/** The metadata of a query, as tRPC passes it on. */
interface QueryMeta extends RuleMeta {
  /** Whether its verb shares reads, and bounds them by itself. */
  sharesReads: boolean;
}

const t = initTRPC
  .context<TrpcContext>()

  .create({
    errorFormatter: ({ error, path, ctx }) => toErrorShape(toHoldfastError(error), ctx?.requestId, path),
  });

export const { router } = t;

/** The rows of a list that a procedure returns. */
const rowsOf = (data: unknown): number =>
  typeof data === "object" && data !== null && "items" in data && Array.isArray(data.items)
    ? data.items.length
    : 0;

/**
 * A procedure whose errors have the status of the closed list. Few queries run at a time, those of a batch
 * among them, but for reads that share statements; and a client is charged for the rows that it gets.
 */
const procedure = t.procedure.use(async ({ ctx, type, meta, next }) => {
  const isBounded = type === "query" && !(meta as Partial<QueryMeta> | undefined)?.sharesReads;
  const result = isBounded ? await withinReads(ctx.deps.db, () => next()) : await next();
  if (result.ok) {
    if (ctx.usage) chargeRows(ctx.usage, rowsOf(result.data));
    return result;
  }
  const failure = toHoldfastError(result.error);
  throw new TRPCError({ code: ERRORS[failure.code].trpc, message: failure.message, cause: failure });
});

/** The idempotency key of an input that is not checked yet. */
async function keyOf(getRawInput: () => Promise<unknown>): Promise<string | undefined> {
  const input = await getRawInput();
  const key =
    typeof input === "object" && input !== null && "idempotencyKey" in input && input.idempotencyKey;
  return typeof key === "string" ? key : undefined;
}

/** A procedure with an access rule, which is checked before the input. */
const ruledProcedure = (rule: Rule) =>
  procedure.meta({ rule } satisfies RuleMeta).use(async ({ ctx, type, path, getRawInput, next }) => {
    const check = authorize(ctx.deps, rule);
    const idempotencyKey = type === "mutation" ? await keyOf(getRawInput) : undefined;
    if (idempotencyKey !== undefined) requireNoKey(path as OperationName, "idempotencyKey");
    requireUnguessable(ctx.deps, "idempotencyKey", idempotencyKey);
    if (check) {
      const { id, token = ctx.bookingToken } = holderInput.parse(await getRawInput());
      await asGuess(ctx.deps, ctx.client, () => check(ctx.deps, { id, token }));
    }
    return next();
  });

/* The builders of procedures; there is none without a rule. */
export const publicProcedure = ruledProcedure("public");
/** A public query whose verb shares reads. */
export const sharedReadProcedure = publicProcedure.meta({
  rule: "public",
  sharesReads: true,
} satisfies QueryMeta);
export const holderProcedure = ruledProcedure("holder");
export const handOverProcedure = ruledProcedure("hand-over");
export const waitingProcedure = ruledProcedure("waiting");
export const orderProcedure = ruledProcedure("order");
export const confirmProcedure = ruledProcedure("confirm");
export const confirmOrderProcedure = ruledProcedure("confirm-order");
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
