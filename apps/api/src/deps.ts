import type { Context } from "@holdfast/core";
import type { HttpBindings } from "@hono/node-server";
import type { RequestIdVariables } from "hono/request-id";
import type { Logger } from "./log.ts";

/** What the application is made from. */
export interface Deps extends Context {
  log: Logger;
  /** Names what is not ready to serve; empty when all is. */
  notReady: () => Promise<string[]>;
}

/** Hono's types for this application. */
export type Env = { Bindings: Partial<HttpBindings>; Variables: RequestIdVariables };
