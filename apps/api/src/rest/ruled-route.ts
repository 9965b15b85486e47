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

/** The parts of a route's description that follow from its rule. */
const describe = (rule: Rule) => ({
  security: SECURITY[rule],
  "x-rule": rule,
  refusals: rule === "admin" ? problems(401, 403) : problems(401),
});

/**
 * Creates a route with its access rule. The guard runs before validation, so that a caller without access learns
 * nothing from a refused body.
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
