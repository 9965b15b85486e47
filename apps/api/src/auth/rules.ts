import type { OpenAPIHono } from "@hono/zod-openapi";
import type { AnyProcedure, AnyRouter } from "@trpc/server";
import type { Env } from "../http/index.ts";
import type { Rule } from "./access.ts";
import { ruleOfGuard } from "./guard.ts";

/** The metadata of a procedure. */
export interface RuleMeta {
  rule: Rule;
}

/** The rule of a procedure; undefined where it declares none. */
const ruleOfProcedure = (procedure: AnyProcedure): Rule | undefined =>
  (procedure._def.meta as RuleMeta | undefined)?.rule;

/** Every route, as `GET /api/slots`, with the rule of its guard. A path with a `*` is middleware. */
export function rulesOfRoutes(app: OpenAPIHono<Env>): Map<string, Rule | undefined> {
  const rules = new Map<string, Rule | undefined>();
  for (const { method, path, handler } of app.routes) {
    const route = `${method} ${path}`;
    const isMiddleware = method === "ALL" && path.endsWith("*");
    if (!isMiddleware && !rules.has(route)) rules.set(route, ruleOfGuard(handler));
  }
  return rules;
}

/** Every procedure, as `slots.list`, with its rule. */
export function rulesOfProcedures(router: AnyRouter): Map<string, Rule | undefined> {
  const procedures = Object.entries<AnyProcedure>(router._def.procedures);
  return new Map(procedures.map(([path, procedure]) => [path, ruleOfProcedure(procedure)]));
}

/** @throws Error if a route or a procedure declares no rule, so that the server does not start */
export function requireRules(app: OpenAPIHono<Env>, router: AnyRouter): void {
  const rules = [...rulesOfRoutes(app), ...rulesOfProcedures(router)];
  const names = rules.filter(([, rule]) => rule === undefined).map(([name]) => name);
  if (names.length > 0) throw new Error(`no rule says who may call: ${names.join(", ")}`);
}
