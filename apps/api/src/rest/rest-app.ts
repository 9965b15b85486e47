import { OpenAPIHono, type z } from "@hono/zod-openapi";
import type { Env } from "../deps.ts";

/** A router whose routes are validated by their own OpenAPI description; what does not fit is thrown. */
export function createRestApp(): OpenAPIHono<Env> {
  return new OpenAPIHono<Env>({
    defaultHook: (result) => {
      if (!result.success) throw result.error;
    },
  });
}

/** A JSON body of a request. */
export const jsonBody = <Schema extends z.ZodType>(schema: Schema) => ({
  body: { required: true, content: { "application/json": { schema } } },
});

/** A JSON answer. */
export const jsonAnswer = <Schema extends z.ZodType>(description: string, schema: Schema) => ({
  description,
  content: { "application/json": { schema } },
});

/** The header that leads to a list's next page; none on the last. */
export function nextLink(url: string, nextCursor: string | null): Record<string, string> {
  if (!nextCursor) return {};
  const { pathname, searchParams } = new URL(url);
  searchParams.set("cursor", nextCursor);
  return { Link: `<${pathname}?${searchParams}>; rel="next"` };
}
