import { ERRORS, HoldfastError, invalidInput } from "@holdfast/contract";
import { trpcServer } from "@hono/trpc-server";
import type { OpenAPIHono } from "@hono/zod-openapi";
import type { Context, Next } from "hono";
import { HTTPException } from "hono/http-exception";
import { guard, TOKEN_HEADER } from "./auth/guard.ts";
import { requireRules } from "./auth/rules.ts";
import type { Deps, Env } from "./http/env.ts";
import { batchHeaders, failureHeaders, toHoldfastError } from "./http/error-mapping.ts";
import { allowOrigins, beginRequest, commonHeaders, limitBody, logRequests } from "./http/middleware.ts";
import { problem } from "./http/problem.ts";
import { checkJson } from "./limits/json-limits.ts";
import { callsIn, countRequests, refuseGuessing } from "./limits/request-limits.ts";
import { auditRoutes } from "./rest/audit.ts";
import { bookingRoutes } from "./rest/bookings.ts";
import { customerRoutes } from "./rest/customers.ts";
import { mountDocs } from "./rest/docs.ts";
import { eventRoutes } from "./rest/events.ts";
import { healthRoutes } from "./rest/health.ts";
import { keyRoutes } from "./rest/keys.ts";
import { resourceRoutes } from "./rest/resources.ts";
import { answer, createRestApp } from "./rest/rest-app.ts";
import { scheduleRoutes } from "./rest/schedules.ts";
import { slotRoutes } from "./rest/slots.ts";
import { waitlistRoutes } from "./rest/waitlist.ts";
import { type TrpcContext, toErrorShape } from "./trpc/init.ts";
import { appRouter } from "./trpc/router.ts";

const TRPC_PATH = "/trpc";
const UNKNOWN_PROXY =
  "requests are refused that came through a proxy (X-Forwarded-For), and all of its clients count as one: set TRUST_PROXY";

/** What is mounted where. `app.request()` calls it without a socket. */
export function createApp(deps: Deps): OpenAPIHono<Env> {
  const app = createRestApp();
  app.use(beginRequest(deps));
  if (deps.log.isLevelEnabled("debug")) app.use(logRequests(deps.log));
  if (deps.corsOrigins?.length) app.use(allowOrigins(deps.corsOrigins));
  if (deps.requestLimits) {
    app.use(refuseGuessing(deps.requestLimits));
    app.use(countRequests(deps.requestLimits, () => deps.log.warn(UNKNOWN_PROXY)));
  }
  app.use(limitBody);

  app.use(`${TRPC_PATH}/*`, guard("public"), checkTrpcRequest, trpcAdapter(deps));
  app.route("/", healthRoutes());
  app.route("/", resourceRoutes());
  app.route("/", scheduleRoutes());
  app.route("/", slotRoutes());
  app.route("/", bookingRoutes());
  app.route("/", waitlistRoutes());
  app.route("/", customerRoutes());
  app.route("/", auditRoutes());
  app.route("/", eventRoutes());
  app.route("/", keyRoutes());
  mountDocs(app);

  requireRules(app, appRouter);
  refuseOtherMethods(app);
  app.notFound((c) => problem(c, new HoldfastError("NOT_FOUND", `There is nothing at ${c.req.path}`)));
  app.onError((error, c) => {
    const failure = toHoldfastError(error);
    logFailure(deps, failure, c.get("requestId"));
    deps.requestLimits?.noteFailure(c.get("client"), failure, hasShownKey(c));
    return isTrpc(c) ? trpcProblem(c, failure) : problem(c, failure);
  });
  return app;
}

function trpcAdapter(deps: Deps) {
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
      const more = batchHeaders(errors.map(toHoldfastError));
      return { headers: { ...commonHeaders(requestId, usage), ...more } };
    },
    onError: ({ error, ctx }) => {
      const { requestId, client, hasShownKey = false } = (ctx as TrpcContext | undefined) ?? {};
      const failure = toHoldfastError(error);
      logFailure(deps, failure, requestId);
      deps.requestLimits?.noteFailure(client, failure, hasShownKey);
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
async function checkTrpcRequest(c: Context<Env>, next: Next): Promise<Response | undefined> {
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

const hasShownKey = (c: Context<Env>) => c.req.header("Authorization") !== undefined;

const isTrpc = (c: Context) => c.req.path.startsWith(`${TRPC_PATH}/`);

/** An error that arose before tRPC was reached, in tRPC's shape. */
const trpcProblem = (c: Context<Env>, failure: HoldfastError, headers: Record<string, string> = {}) =>
  answer(c, { error: toErrorShape(failure, c.get("requestId")) }, ERRORS[failure.code].status, {
    ...failureHeaders(failure),
    ...headers,
  });

/** Any other method on a path that exists is 405 and names the ones that are allowed. */
function refuseOtherMethods(app: OpenAPIHono<Env>): void {
  const methodsByPath = new Map<string, Set<string>>();
  for (const { method, path } of app.routes) {
    if (method === "ALL") continue;
    methodsByPath.set(path, (methodsByPath.get(path) ?? new Set()).add(method));
  }
  for (const [path, methods] of methodsByPath) {
    if (methods.has("GET")) methods.add("HEAD");
    const allow = [...methods].sort().join(", ");
    app.all(path, (c) => {
      const detail = `${c.req.method} is not allowed here; allowed: ${allow}`;
      return problem(c, new HoldfastError("METHOD_NOT_ALLOWED", detail), { Allow: allow });
    });
  }
}

/** Only what is our own trouble is logged; the caller reads the rest in the answer. */
function logFailure({ log }: Deps, failure: HoldfastError, requestId: string | undefined): void {
  if (failure.code === "INTERNAL") log.error({ requestId, err: failure.cause }, "unexpected error");
  else if (failure.code === "BUSY")
    log.warn({ requestId, detail: failure.message, err: failure.cause }, "busy");
}
