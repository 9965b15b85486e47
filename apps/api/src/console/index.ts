import type { OpenAPIHono } from "@hono/zod-openapi";
import type { Env } from "../http/index.ts";
import { mountFiles } from "./files.ts";
import { mountSession } from "./session.ts";

/**
 * Mounts the sessions of staff and, where pages are served, the console: `/admin`.
 * @throws Error where it is to be served and is not built
 */
export function mountConsole(app: OpenAPIHono<Env>, hasPages: boolean): void {
  mountSession(app);
  if (hasPages) mountFiles(app);
}
