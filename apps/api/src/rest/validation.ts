import { type RouteConfig, z } from "@hono/zod-openapi";
import type { Context, Handler } from "hono";
import { type Env, notJsonType, readJson, requireJsonType, withoutFormat } from "../http/index.ts";

/* The checks of a route in one function. `@hono/zod-openapi` makes four middlewares of them, whose promises took a
   booking longer than the checks themselves. */

const JSON_TYPE = /^application\/(?:[a-z-.]+\+)?json$/i;

/** The schema of a request without a query or a body: every field is unknown. */
const nothing = z.strictObject({});

/**
 * Wraps a route's handler in the checks of its description: query, params and JSON body, in this order. The handler
 * reads the parsed values from `c.req.valid()`.
 * @throws ZodError for an invalid, or an unexpected, query or body; INVALID_INPUT, UNSUPPORTED_MEDIA_TYPE for a body that
 *   is not JSON in UTF-8
 */
export function validated(
  { method, request = {} }: Pick<RouteConfig, "method" | "request">,
  handler: Handler<Env>,
): Handler<Env> {
  if (request.headers || request.cookies) throw new Error("headers and cookies of a route are not validated");
  const query = request.query as z.ZodType | undefined;
  const params = request.params as z.ZodType | undefined;
  const json = request.body?.content["application/json"];
  const body = json && "schema" in json ? (json.schema as z.ZodType) : undefined;
  const isOptional = request.body?.required === false;
  const isRead = method === "get";
  return (c, next) => {
    if (query) check(c, "query", query, queryOf(c));
    else if (c.req.url.includes("?")) nothing.parse(queryOf(c));
    if (params) check(c, "param", params, paramsOf(c));
    if (!body) {
      if (isRead || c.req.header("Content-Length") === "0") return handler(c, next);
      return refuseBody(c).then(() => handler(c, next));
    }
    return readBody(c, isOptional).then((value) => {
      check(c, "json", body, value);
      return handler(c, next);
    });
  };
}

function check(c: Context<Env>, target: "query" | "param" | "json", schema: z.ZodType, value: unknown): void {
  const { data, error } = schema.safeParse(value);
  if (error) throw error;
  c.req.addValidatedData(target, data as object);
}

/** The parameters of the path. */
const paramsOf = (c: Context<Env>) =>
  Object.fromEntries(Object.entries(c.req.param()).map(([name, value]) => [name, withoutFormat(c, value)]));

/** The query; a parameter that occurs more than once is a list. */
const queryOf = (c: Context<Env>) =>
  Object.fromEntries(
    Object.entries(c.req.queries()).map(([name, values]) => [name, values.length === 1 ? values[0] : values]),
  );

/** Refuses the body of a request whose route has none. A content type alone is fine: many clients always send it. */
async function refuseBody(c: Context<Env>): Promise<void> {
  if (await hasBody(c)) nothing.parse(await readBody(c));
}

/** Whether there is a body. A truncated one counts, and is not JSON. */
const hasBody = (c: Context<Env>) =>
  c.req.arrayBuffer().then(
    ({ byteLength }) => byteLength > 0,
    () => true,
  );

/**
 * The body as JSON; an empty object without a body and a content type.
 * @param isOptional whether it may be missing although a content type is sent
 */
async function readBody(c: Context<Env>, isOptional = false): Promise<unknown> {
  if (isOptional && !(await hasBody(c))) return {};
  const type = c.req.header("Content-Type");
  if (!type) {
    if (await hasBody(c)) throw notJsonType();
    return {};
  }
  requireJsonType(type, JSON_TYPE);
  return readJson(c);
}
