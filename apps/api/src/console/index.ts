import type { OpenAPIHono } from "@hono/zod-openapi";
import type { Env } from "../http/index.ts";
import { mountSession } from "./session.ts";

/** Mounts what the console of staff needs beside the API: `/admin`. */
export function mountConsole(app: OpenAPIHono<Env>): void {
  mountSession(app);
}
