import type { Context } from "hono";
import { commonHeaders, type Env } from "../http/index.ts";

/** Responds to a form that was sent: the browser reads the page at `path` next, and a reload sends nothing again. */
export const redirect = (c: Context<Env>, path: string, headers: Record<string, string> = {}): Response =>
  new Response(null, {
    status: 303,
    headers: { ...commonHeaders(c.get("requestId"), c.get("usage")), Location: path, ...headers },
  });
