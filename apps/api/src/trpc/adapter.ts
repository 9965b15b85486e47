import { ERRORS, HoldfastError, invalidInput } from "@holdfast/contract";
import { trpcServer } from "@hono/trpc-server";
import type { AnyProcedure } from "@trpc/server";
import type { Context, Next } from "hono";
import { hasShownKey, TOKEN_HEADER } from "../auth/index.ts";
import {
  batchErrorHeaders,
  callsIn,
  commonHeaders,
  type Deps,
  type Env,
  errorHeaders,
  logError,
  readJson,
  requireJsonType,
  respond,
  respondAllowed,
  toHoldfastError,
} from "../http/index.ts";
import { checkJson } from "../limits/index.ts";
import { type TrpcContext, toErrorShape } from "./init.ts";
import { appRouter } from "./router.ts";
import { respondSubscription } from "./subscriptions.ts";

export const TRPC_PATH = "/trpc";

/** Serves the router at `TRPC_PATH`. */
export function trpcAdapter(deps: Deps) {
  const serve = trpcServer({
    router: appRouter,
    endpoint: TRPC_PATH,
    // A query may come by POST, so that its input is in no URL.
    allowMethodOverride: true,
    createContext: (_options, c: Context<Env>) => contextOf(c),
    responseMeta: ({ ctx, errors }) => {
      const { requestId = "", usage } = (ctx as TrpcContext | undefined) ?? {};
      const more = batchErrorHeaders(errors.map(toHoldfastError));
      return { headers: { ...commonHeaders(requestId, usage), ...more } };
    },
    onError: ({ error, ctx }) => report(error, ctx as TrpcContext | undefined),
  });
  const report = (error: unknown, { requestId, client, hasShownKey = false }: Partial<TrpcContext> = {}) => {
    const failure = toHoldfastError(error);
    logError(deps.log, failure, requestId);
    deps.requestLimits?.countFailure(client, failure, hasShownKey);
  };
  return async (c: Context<Env>, next: Next) => {
    const path = c.req.path.slice(TRPC_PATH.length + 1);
    if (PROCEDURES[path]?._def.type === "subscription" && c.req.query("batch") === undefined) {
      const ctx = contextOf(c);
      return respondSubscription(c, path, ctx, (error) => report(error, ctx));
    }
    const response = await serve(c, next);
    return response && !response.headers.get("X-Request-Id") ? completeRefusal(c, response) : response;
  };
}

/** The context of a request. */
const contextOf = (c: Context<Env>): TrpcContext => ({
  deps: c.get("deps"),
  requestId: c.get("requestId"),
  bookingToken: c.req.header(TOKEN_HEADER),
  client: c.get("client"),
  usage: c.get("usage"),
  hasShownKey: hasShownKey(c),
});

/** Adds our headers and the id to a refusal that tRPC makes without a context, of a malformed path, say. */
async function completeRefusal(c: Context<Env>, response: Response): Promise<Response> {
  const { error } = (await response.json()) as { error: ReturnType<typeof toErrorShape> };
  const data = { ...error.data, requestId: c.get("requestId") };
  return respond(c, { error: { ...error, data } }, data.httpStatus);
}

/** The maximum of calls that the client package puts into one request. */
export const BATCH_MAX_CALLS = 20;
const MUTATION_ALLOW = "OPTIONS, POST";
const QUERY_ALLOW = `GET, ${MUTATION_ALLOW}`;

const PROCEDURES: Readonly<Record<string, AnyProcedure>> = appRouter._def.procedures as never;

/** The methods that the calls of a path take: a mutation takes no GET, alone or in a batch. */
function allowOf(path: string): string {
  const names = path.slice(TRPC_PATH.length + 1).split(/,|%2c/i);
  const hasMutation = names.some((name) => PROCEDURES[name]?._def.type === "mutation");
  return hasMutation ? MUTATION_ALLOW : QUERY_ALLOW;
}

/** tRPC knows no other. */
const JSON_TYPE = /^application\/json$/i;

/**
 * Answers OPTIONS, and refuses requests that tRPC would accept or mistake for a defect: endless batches, and
 * bodies that are not JSON.
 */
export async function checkTrpcRequest(c: Context<Env>, next: Next): Promise<Response | undefined> {
  const { method } = c.req;
  if (method !== "GET" && method !== "POST") {
    const allow = allowOf(c.req.path);
    if (method === "OPTIONS") return respondAllowed(c, allow);
    const detail = `${method} is not allowed here; allowed: ${allow}`;
    return trpcProblem(c, new HoldfastError("METHOD_NOT_ALLOWED", detail), { Allow: allow });
  }
  if (callsIn(c.req.path) > BATCH_MAX_CALLS) {
    throw invalidInput("", `A batch may have ${BATCH_MAX_CALLS} calls at most`);
  }
  if (method === "GET") checkQuery(c.req.query("input"));
  else {
    requireJsonType(c.req.header("Content-Type") ?? "", JSON_TYPE);
    await readJson(c);
  }
  await next();
  return undefined;
}

/** Refuses an input that is not JSON: tRPC would report it as a defect, and its error would quote it in the log. */
function checkQuery(input: string | undefined): void {
  if (input === undefined) return;
  let value: unknown;
  try {
    value = JSON.parse(input);
  } catch {
    throw invalidInput("", "the input is not JSON");
  }
  checkJson(value);
}

/** Responds in tRPC's shape to an error from before tRPC was reached. */
export const trpcProblem = (c: Context<Env>, failure: HoldfastError, headers: Record<string, string> = {}) =>
  respond(c, { error: toErrorShape(failure, c.get("requestId")) }, ERRORS[failure.code].status, {
    ...errorHeaders(failure),
    ...headers,
  });
