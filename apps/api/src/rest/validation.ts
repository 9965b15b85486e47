import type { RouteConfig, z } from "@hono/zod-openapi";
import type { Context, Handler } from "hono";
import { HTTPException } from "hono/http-exception";
import type { Env } from "../deps.ts";

/* What `@hono/zod-openapi` makes four middlewares of, each with promises of its own, in one function: on a booking's
   way through this process they took longer than the checks themselves. */

/** As `@hono/zod-openapi` has it. */
const JSON_TYPE = /^application\/([a-z-.]+\+)?json(;\s*[a-zA-Z0-9-]+=([^;]+))*$/i;

/**
 * A route's handler behind the checks of its description: query, params and JSON body, in this order. The handler
 * finds what they made in `c.req.valid()`; what does not fit is thrown.
 */
export function validated(
  { request = {} }: Pick<RouteConfig, "request">,
  handler: Handler<Env>,
): Handler<Env> {
  if (request.headers || request.cookies) throw new Error("headers and cookies of a route are not validated");
  const query = request.query as z.ZodType | undefined;
  const params = request.params as z.ZodType | undefined;
  const json = request.body?.content["application/json"];
  const body = json && "schema" in json ? (json.schema as z.ZodType) : undefined;
  return (c, next) => {
    if (query) check(c, "query", query, queryOf(c));
    if (params) check(c, "param", params, c.req.param());
    if (!body) return handler(c, next);
    return readJson(c).then((value) => {
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

/** A parameter that is given more than once is a list. */
const queryOf = (c: Context<Env>) =>
  Object.fromEntries(
    Object.entries(c.req.queries()).map(([name, values]) => [name, values.length === 1 ? values[0] : values]),
  );

/** The body as JSON; where there is none, and no type of one, an empty object. */
async function readJson(c: Context<Env>): Promise<unknown> {
  const type = c.req.header("Content-Type");
  if (!type) {
    if ((await c.req.arrayBuffer()).byteLength > 0) throw new HTTPException(415);
    return {};
  }
  if (!JSON_TYPE.test(type)) throw new HTTPException(415);
  try {
    return await c.req.json();
  } catch {
    throw new HTTPException(400);
  }
}
