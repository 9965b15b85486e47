import type { KeyRole } from "@holdfast/contract";
import type { Context } from "@holdfast/core";
import type { HttpBindings } from "@hono/node-server";
import type { RequestIdVariables } from "hono/request-id";
import type { AccessSettings } from "./access.ts";
import type { Logger } from "./log.ts";

/** What the application is made from, and what a request works with: then `actor` and `role` are its caller's. */
export interface Deps extends Context {
  /** Of the key that the caller shows; left out without one. */
  role?: KeyRole;
  access: AccessSettings;
  log: Logger;
  /** Names what is not ready to serve; empty when all is. */
  notReady: () => Promise<string[]>;
}

/** Hono's types for this application. */
export type Env = { Bindings: Partial<HttpBindings>; Variables: RequestIdVariables & { deps: Deps } };
