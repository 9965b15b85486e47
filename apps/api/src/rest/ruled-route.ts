import {
  type ErrorCode,
  inOrderOfErrors,
  keyUseOf,
  type OperationName,
  operationText,
  ownErrors,
  type ResourceKind,
  snakeText,
  tagOf,
} from "@holdfast/contract";
import { createRoute, type RouteConfig } from "@hono/zod-openapi";
import type { MiddlewareHandler } from "hono";
import { guard, type Rule, requireNoKey } from "../auth/index.ts";
import type { Env } from "../http/index.ts";
import { problems } from "./document/index.ts";
import { ifMatchHeader, ifNoneMatchHeader, NOT_MODIFIED } from "./entity-tags.ts";
import { idempotencyKeyHeader } from "./rest-app.ts";

const bearer = { bearer: [] };
const SECURITY: Record<Rule, RouteConfig["security"]> = {
  probe: [],
  public: [{}, bearer],
  holder: [{ bookingToken: [] }, bearer],
  "hand-over": [{ bookingToken: [] }, bearer],
  waiting: [{ bookingToken: [] }, bearer],
  order: [{ bookingToken: [] }, bearer],
  confirm: [{ bookingToken: [] }, bearer],
  "confirm-order": [{ bookingToken: [] }, bearer],
  desk: [bearer],
  admin: [bearer],
};

/** The errors of every request that is checked. */
const COMMON_ERRORS = ["INVALID_INPUT", "UNAUTHORIZED", "RATE_LIMITED", "INTERNAL", "BUSY"] as const;
/** Those of a probe, which asks for no credentials and is not counted. */
const PROBE_ERRORS = ["INVALID_INPUT", "INTERNAL"] as const;
/** Those that a rule adds. */
const ERRORS_OF_RULE: Partial<Record<Rule, ErrorCode>> = {
  holder: "BOOKING_NOT_FOUND",
  "hand-over": "BOOKING_NOT_FOUND",
  confirm: "BOOKING_NOT_FOUND",
  waiting: "WAITLIST_ENTRY_NOT_FOUND",
  order: "ORDER_NOT_FOUND",
  "confirm-order": "ORDER_NOT_FOUND",
  admin: "FORBIDDEN",
};
const NOT_FOUND = { doctor: "DOCTOR_NOT_FOUND", show: "SHOW_NOT_FOUND" } as const;

const CONDITIONAL_METHODS: ReadonlySet<string> = new Set(["put", "patch", "delete"]);

/** One of several routes of an operation. */
interface RouteOfMany {
  name: OperationName;
  /** Makes the name unique: `resources.create` is `resources.createDoctor`. */
  suffix: string;
  /** The kind of the resource that the path names, if it does. */
  kind?: ResourceKind;
}

/** The operation of a route: its name, which gives the route its texts, its errors and its heading. */
export type RouteOperation = OperationName | RouteOfMany;

/** The operation of a route for doctors, or for shows: `resources.createDoctor`, `slots.createForDoctor`. */
export const ofKind = (name: OperationName, kind: ResourceKind, before = "", after = ""): RouteOperation => ({
  name,
  kind,
  suffix: before + (kind === "doctor" ? "Doctor" : "Show") + after,
});

/** Every error that a route responds with, by its operation, its rule and its method. */
function errorsOf(
  { name, kind }: Pick<RouteOfMany, "name" | "kind">,
  rule: Rule,
  method: string,
): ErrorCode[] {
  const own = ownErrors(name);
  const ofRule = ERRORS_OF_RULE[rule];
  const codes: ErrorCode[] = [
    ...(rule === "probe" ? PROBE_ERRORS : COMMON_ERRORS),
    ...own.map((code) => (kind && code === "RESOURCE_NOT_FOUND" ? NOT_FOUND[kind] : code)),
    ...(ofRule ? [ofRule] : []),
  ];
  if (method !== "get") codes.push("PAYLOAD_TOO_LARGE", "UNSUPPORTED_MEDIA_TYPE");
  return inOrderOfErrors(codes);
}

/** Whether an answer has an entity tag. */
const hasTag = (response: RouteConfig["responses"][string] | undefined): boolean =>
  response !== undefined &&
  "headers" in response &&
  response.headers !== undefined &&
  "ETag" in response.headers;

/**
 * Describes a route by its operation and its rule. A read whose answer has an entity tag takes `If-None-Match`.
 * @param config with the successful responses alone: the errors follow from the operation
 */
export function describeRoute<Config extends RouteConfig>(
  rule: Rule,
  operation: RouteOperation,
  config: Config,
): Config {
  const route: RouteOfMany = typeof operation === "string" ? { name: operation, suffix: "" } : operation;
  const { summary, description } = operationText(route.name, route.kind ?? "resource");
  const own = config.parameters ?? [];
  const isConditional = config.method === "get" && hasTag(config.responses[200]);
  const parameters = [
    ...own,
    ...(isConditional && !own.includes(ifNoneMatchHeader) ? [ifNoneMatchHeader] : []),
    ...(keyUseOf(route.name)?.takesKey ? [idempotencyKeyHeader] : []),
    ...(CONDITIONAL_METHODS.has(config.method) ? [ifMatchHeader] : []),
  ];
  return {
    ...config,
    operationId: route.name + route.suffix,
    summary: snakeText(summary),
    description: snakeText(description),
    tags: [tagOf(route.name)],
    security: SECURITY[rule],
    "x-rule": rule,
    ...(parameters.length > 0 && { parameters }),
    responses: {
      ...problems(errorsOf(route, rule, config.method)),
      ...(isConditional && { 304: NOT_MODIFIED }),
      ...config.responses,
    },
  };
}

/**
 * Creates a route with its access rule and its description. The guard runs before validation, so that a caller without
 * access learns nothing from a refused body. Every method that changes what is there takes `If-Match`, and every change an
 * idempotency key, unless `KEY_USE` says that it takes none.
 */
export function ruledRoute<Path extends string, Config extends Omit<RouteConfig, "path"> & { path: Path }>(
  rule: Rule,
  operation: RouteOperation,
  config: Config,
) {
  const described = describeRoute(rule, operation, config);
  const name = typeof operation === "string" ? operation : operation.name;
  const takesNoKey = keyUseOf(name)?.takesKey === false;
  const middleware = takesNoKey ? [guard(rule), refuseKey(name)] : guard(rule);
  return createRoute<Path, Config>({ ...described, middleware });
}

/** The middleware of a change that takes no idempotency key. */
const refuseKey =
  (name: OperationName): MiddlewareHandler<Env> =>
  (c, next) => {
    if (c.req.header("Idempotency-Key") !== undefined) requireNoKey(name, "Idempotency-Key");
    return next();
  };
