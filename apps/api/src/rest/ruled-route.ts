import { createRoute, type RouteConfig } from "@hono/zod-openapi";
import { guard, type Rule } from "../auth/index.ts";
import { problems } from "../http/index.ts";

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
  return createRoute<Path, Config>({ ...config, ...description, responses, middleware: guard(rule) });
}
