import type { KeyRole } from "@holdfast/contract";
import type { Context } from "@holdfast/core";
import type { HttpBindings } from "@hono/node-server";
import type { RequestIdVariables } from "hono/request-id";
import type { Client, RequestLimits, Usage } from "../limits/index.ts";
import type { Logger } from "./log.ts";

/** How strict this process is. */
export interface AccessSettings {
  /** False with AUTH=open: who shows no key may do everything. */
  isRequired: boolean;
  /** `staff`: only a key confirms, with AUTH=open too. */
  confirmBy: "holder" | "staff";
}

/** What the application is made from, and what a request works with: then `actor` and `role` are its caller's. */
export interface Deps extends Context {
  /** Of the key that the caller shows; left out without one. */
  role?: KeyRole;
  access: AccessSettings;
  log: Logger;
  /** Names what is not ready to serve; empty when all is. */
  notReady: () => Promise<string[]>;
  /** Undefined: nobody is limited. */
  requestLimits?: RequestLimits | undefined;
  /** Whose pages may call from a browser. */
  corsOrigins?: readonly string[];
}

/** What the middlewares found out of a request. */
interface RequestVariables {
  /** Who sends it; undefined where nobody is limited. */
  client?: Client;
  /** What is left to the client. */
  usage?: Usage;
  /** What the application is made from, with the caller's name and role once they are known. */
  deps: Deps;
}

/** Hono's types for this application. */
export type Env = { Bindings: Partial<HttpBindings>; Variables: RequestIdVariables & RequestVariables };
