import { ERRORS, HoldfastError, invalidInput } from "@holdfast/contract";
import { trpcServer } from "@hono/trpc-server";
import type { Context, Next } from "hono";
import { HTTPException } from "hono/http-exception";
import { hasShownKey, TOKEN_HEADER } from "../auth/index.ts";
import {
  answer,
  batchErrorHeaders,
  callsIn,
  commonHeaders,
  type Deps,
  type Env,
  errorHeaders,
  logError,
  toHoldfastError,
} from "../http/index.ts";
import { checkJson } from "../limits/index.ts";
import { type TrpcContext, toErrorShape } from "./init.ts";
import { appRouter } from "./router.ts";

export const TRPC_PATH = "/trpc";

/** What serves the router at `TRPC_PATH`. */
export function trpcAdapter(deps: Deps) {
  const serve = trpcServer({
    router: appRouter,
    endpoint: TRPC_PATH,
    // A query may come by POST: its input is then in no URL.
    allowMethodOverride: true,
    // Annotated because the adapter would take any record.
    createContext: (_options, c: Context<Env>): TrpcContext => ({
      deps: c.get("deps"),
      requestId: c.get("requestId"),
      bookingToken: c.req.header(TOKEN_HEADER),
      client: c.get("client"),
      usage: c.get("usage"),
      hasShownKey: hasShownKey(c),
    }),
    responseMeta: ({ ctx, errors }) => {
      const { requestId = "", usage } = (ctx as TrpcContext | undefined) ?? {};
      const more = batchErrorHeaders(errors.map(toHoldfastError));
      return { headers: { ...commonHeaders(requestId, usage), ...more } };
    },
    onError: ({ error, ctx }) => {
      const { requestId, client, hasShownKey = false } = (ctx as TrpcContext | undefined) ?? {};
      const failure = toHoldfastError(error);
      logError(deps.log, failure, requestId);
      deps.requestLimits?.countFailure(client, failure, hasShownKey);
    },
  });
  return async (c: Context<Env>, next: Next) => {
    const response = await serve(c, next);
    return response && !response.headers.get("X-Request-Id") ? completeRefusal(c, response) : response;
  };
}

/** What tRPC refuses before it has made a context (a path that it cannot decode, say) lacks our headers and the id. */
async function completeRefusal(c: Context<Env>, response: Response): Promise<Response> {
  const { error } = (await response.json()) as { error: ReturnType<typeof toErrorShape> };
  const data = { ...error.data, requestId: c.get("requestId") };
  return answer(c, { error: { ...error, data } }, data.httpStatus);
}

/** What the client package puts into one request at most. */
const BATCH_MAX_CALLS = 20;
const TRPC_ALLOW = "GET, POST";

/** Refuses what tRPC would take or stumble over: endless batches, and bodies that are no JSON. */
export async function checkTrpcRequest(c: Context<Env>, next: Next): Promise<Response | undefined> {
  const { method } = c.req;
  if (method !== "GET" && method !== "POST") {
    const failure = new HoldfastError(
      "METHOD_NOT_ALLOWED",
      `${method} is not allowed here; allowed: ${TRPC_ALLOW}`,
    );
    return trpcProblem(c, failure, { Allow: TRPC_ALLOW });
  }
  if (callsIn(c.req.path) > BATCH_MAX_CALLS) {
    throw invalidInput("", `A batch may have ${BATCH_MAX_CALLS} calls at most`);
  }
  if (method === "GET") checkQuery(c.req.query("input"));
  else {
    if (!/^application\/json *(;|$)/i.test(c.req.header("Content-Type") ?? "")) throw new HTTPException(415);
    // The text is kept, so tRPC need not read it again.
    await c.req.json().catch(() => {
      throw new HTTPException(400);
    });
  }
  await next();
  return undefined;
}

/** tRPC would take an input that is no JSON for a defect of ours, and its error would quote it in the log. */
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

/** An error that arose before tRPC was reached, in tRPC's shape. */
export const trpcProblem = (c: Context<Env>, failure: HoldfastError, headers: Record<string, string> = {}) =>
  answer(c, { error: toErrorShape(failure, c.get("requestId")) }, ERRORS[failure.code].status, {
    ...errorHeaders(failure),
    ...headers,
  });
