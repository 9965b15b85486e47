import { restIdParams } from "@holdfast/contract";
import { createRoute, type RouteConfig } from "@hono/zod-openapi";
import type { Context, Handler, MiddlewareHandler } from "hono";
import type { Env } from "../http/env.ts";
import { problems } from "../http/problem.ts";
import { admit, depsFor, type Rule } from "./access.ts";

/* Every route begins with the guard of its rule. Nothing in it is asynchronous for callers without credentials:
   they are the rush. */

/** The header with a holder's token. */
export const TOKEN_HEADER = "Booking-Token";

const guards: Record<Rule, MiddlewareHandler<Env>> = {
  probe: (_c, next) => next(),
  public: guardOf("public"),
  holder: guardOf("holder"),
  waiting: guardOf("waiting"),
  confirm: guardOf("confirm"),
  desk: guardOf("desk"),
  admin: guardOf("admin"),
};
const rules = new Map<Handler, Rule>(
  Object.entries(guards).map(([rule, handler]) => [handler as Handler, rule as Rule]),
);

/** The guard of a route that is not described for OpenAPI. */
export const guard = (rule: Rule): MiddlewareHandler<Env> => guards[rule];

/** The rule that a handler guards, if it is a guard. */
export const ruleOfGuard = (handler: Handler): Rule | undefined => rules.get(handler);

function guardOf(rule: Rule): MiddlewareHandler<Env> {
  return (c, next) => {
    const known = identifyCaller(c);
    return known ? known.then(() => enter(c, rule, next)) : enter(c, rule, next);
  };
}

/**
 * Gives the request the caller's name and role, if a key is shown.
 * @returns undefined where that is done already
 * @throws UNAUTHORIZED for a key that is not good
 */
export function identifyCaller(c: Context<Env>): Promise<void> | undefined {
  const authorization = c.req.header("Authorization");
  if (authorization === undefined || c.get("deps").role !== undefined) return undefined;
  const deps = depsFor(c.get("deps"), authorization);
  if (deps instanceof Promise) return deps.then((known) => c.set("deps", known));
  c.set("deps", deps);
  return undefined;
}

/** @throws UNAUTHORIZED, FORBIDDEN; BOOKING_NOT_FOUND, WAITLIST_ENTRY_NOT_FOUND without the token */
function enter(c: Context<Env>, rule: Rule, next: () => Promise<void>): Promise<void> {
  const deps = c.get("deps");
  const check = admit(deps, rule);
  if (!check) return next();
  const { id } = restIdParams.parse({ id: c.req.param("id") });
  return check(deps, { id, token: c.req.header(TOKEN_HEADER) }).then(next);
}

const bearer = { bearer: [] };
const SECURITY: Record<Rule, RouteConfig["security"]> = {
  probe: [],
  public: [{}, bearer],
  holder: [{ bookingToken: [] }, bearer],
  waiting: [{ bookingToken: [] }, bearer],
  confirm: [{ bookingToken: [] }, bearer],
  desk: [bearer],
  admin: [bearer],
};

/** What a rule adds to the description of a route. */
const describe = (rule: Rule) => ({
  security: SECURITY[rule],
  "x-rule": rule,
  refusals: rule === "admin" ? problems(401, 403) : problems(401),
});

/**
 * A route and the rule of who may call it. The guard comes before everything else, so that nobody learns from a
 * refused body what they may not ask.
 */
export function ruledRoute<Path extends string, Config extends Omit<RouteConfig, "path"> & { path: Path }>(
  rule: Rule,
  config: Config,
) {
  const { refusals, ...description } = describe(rule);
  const unfit = config.method === "get" ? {} : problems(413, 415);
  const responses = { ...config.responses, ...unfit, ...refusals };
  return createRoute<Path, Config>({ ...config, ...description, responses, middleware: guards[rule] });
}
