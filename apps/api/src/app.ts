import { HoldfastError } from "@holdfast/contract";
import type { OpenAPIHono } from "@hono/zod-openapi";
import type { Context, MiddlewareHandler } from "hono";
import { guard, hasShownKey, identifyCaller, requireRules } from "./auth/index.ts";
import { mountConsole } from "./console/index.ts";
import {
  allowOrigins,
  beginRequest,
  countRequests,
  type Deps,
  type Env,
  logError,
  logRequests,
  problem,
  refuseGuessing,
  refuseUnreadable,
  respondAllowed,
  toHoldfastError,
} from "./http/index.ts";
import type { Pages } from "./pages/index.ts";
import { createRestApp, mountRest } from "./rest/index.ts";
import { appRouter, checkTrpcRequest, TRPC_PATH, trpcAdapter, trpcProblem } from "./trpc/index.ts";

const UNKNOWN_PROXY =
  "requests come through a proxy (X-Forwarded-For) that is not trusted, so all of its clients count as one: set TRUST_PROXY";

/**
 * Builds the application: middleware, tRPC, REST, the visitor's pages where they are given, error mapping.
 * `app.request()` calls it without a socket.
 */
export function createApp(deps: Deps, pages?: Pages): OpenAPIHono<Env> {
  const app = createRestApp();
  app.use(beginRequest(deps));
  if (deps.log.isLevelEnabled("debug")) app.use(logRequests(deps.log));
  if (deps.corsOrigins?.length) app.use(allowOrigins(deps.corsOrigins));
  if (deps.requestLimits) {
    app.use(refuseGuessing(deps.requestLimits));
    const onUnknownProxy = () => deps.log.warn(UNKNOWN_PROXY);
    app.use(countRequests(deps.requestLimits, { identifyCaller, onUnknownProxy }));
  }
  app.use(refuseUnreadable);

  app.use(`${TRPC_PATH}/*`, guard("public"), checkTrpcRequest, trpcAdapter(deps));
  app.use("/api/bookings/*", takingOnly(isCalendarOfBooking, "GET", "HEAD"));
  app.use("/api/admin/schedules/*", takingOnly(isPreview, "POST"));
  mountRest(app, deps.access);
  pages?.mount(app);
  mountConsole(app, pages !== undefined);

  requireRules(app, appRouter);
  const respondError: RespondError = (c, failure) =>
    pages?.isPage(c) ? pages.respondError(c, failure) : problem(c, failure);
  answerOtherMethods(app, respondError);
  app.notFound((c) => respondError(c, new HoldfastError("NOT_FOUND", `There is nothing at ${c.req.path}`)));
  app.onError((error, c) => {
    const failure = toHoldfastError(error);
    logError(deps.log, failure, c.get("requestId"));
    deps.requestLimits?.countFailure(c.get("client"), failure, hasShownKey(c));
    return isTrpc(c) ? trpcProblem(c, failure) : respondError(c, failure);
  });
  return app;
}

const isTrpc = (c: Context) => c.req.path.startsWith(`${TRPC_PATH}/`);

/** Responds to methods that a path does not take which the routes of one noun would have for that of its id. */
const takingOnly =
  (isPath: (path: string) => boolean, ...methods: string[]): MiddlewareHandler<Env> =>
  (c, next) => {
    if (methods.includes(c.req.method) || !isPath(c.req.path)) return next();
    return answerOtherMethod(c, [...methods, "OPTIONS"].sort().join(", "), problem);
  };
const isCalendarOfBooking = (path: string) => /^\/api\/bookings\/[^/]+\.ics$/.test(path);
const isPreview = (path: string) => path === "/api/admin/schedules/preview";

/** Responds with an error: as a page on the path of one, else as problem details. */
type RespondError = (c: Context<Env>, failure: HoldfastError) => Response | Promise<Response>;

async function answerOtherMethod(
  c: Context<Env>,
  allow: string,
  respondError: RespondError,
): Promise<Response> {
  if (c.req.method === "OPTIONS") return respondAllowed(c, allow);
  const detail = `${c.req.method} is not allowed here; allowed: ${allow}`;
  const response = await respondError(c, new HoldfastError("METHOD_NOT_ALLOWED", detail));
  response.headers.set("Allow", allow);
  return response;
}

/**
 * Responds to OPTIONS on a known path with the allowed methods, and to any other method that has no route
 * with 405 and the same.
 */
function answerOtherMethods(app: OpenAPIHono<Env>, respondError: RespondError): void {
  const methodsByPath = new Map<string, Set<string>>();
  for (const { method, path } of app.routes) {
    if (method === "ALL") continue;
    methodsByPath.set(path, (methodsByPath.get(path) ?? new Set()).add(method));
  }
  for (const [path, methods] of methodsByPath) {
    if (methods.has("GET")) methods.add("HEAD");
    const allow = [...methods.add("OPTIONS")].sort().join(", ");
    app.all(path, (c) => answerOtherMethod(c, allow, respondError));
  }
}
