import { createRoute, type RouteConfig } from "@hono/zod-openapi";
import { guard, type Rule } from "../auth/index.ts";
import { problems } from "../http/index.ts";
import { ifMatchHeader } from "./entity-tags.ts";

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

const CONDITIONAL_METHODS: ReadonlySet<string> = new Set(["put", "patch", "delete"]);

/** The parts of a route's description that follow from its rule. */
const describe = (rule: Rule) => ({
  security: SECURITY[rule],
  "x-rule": rule,
  refusals: rule === "admin" ? problems(401, 403) : problems(401),
});

/**
 * Creates a route with its access rule. The guard runs before validation, so that a caller without access learns
 * nothing from a refused body. Every method that changes what is there takes `If-Match`.
 */
export function ruledRoute<Path extends string, Config extends Omit<RouteConfig, "path"> & { path: Path }>(
  rule: Rule,
  config: Config,
) {
  const { refusals, ...description } = describe(rule);
  const unfit = config.method === "get" ? {} : problems(413, 415);
  const isConditional = CONDITIONAL_METHODS.has(config.method);
  const stale = isConditional ? problems(412) : {};
  const responses = { ...config.responses, ...stale, ...unfit, ...refusals };
  const parameters = [...(config.parameters ?? []), ...(isConditional ? [ifMatchHeader] : [])];
  return createRoute<Path, Config>({
    ...config,
    ...description,
    ...(parameters.length > 0 && { parameters }),
    responses,
    middleware: guard(rule),
  });
}
