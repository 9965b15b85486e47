import type { KeyRole, Session } from "@holdfast/contract";
import type { Context } from "@holdfast/core";
import type { HttpBindings } from "@hono/node-server";
import type { RequestIdVariables } from "hono/request-id";
import type { Client, RequestLimits, Usage } from "../limits/index.ts";
import type { Logger } from "./log.ts";

/** The strictness of access in this process. */
export interface AccessSettings {
  /** False with AUTH=open: a caller without a key may do everything. */
  isRequired: boolean;
  /** `staff`: only a key confirms, with AUTH=open too. */
  confirmBy: "holder" | "staff";
}

/** The dependencies of the application, and of one request: then `actor` and `role` are its caller's. */
export interface Deps extends Context {
  /** The role of the caller's API key; left out without one. */
  role?: KeyRole;
  access: AccessSettings;
  log: Logger;
  /** Names the parts that are not ready to serve; empty when all are. */
  notReady: () => Promise<string[]>;
  /** Undefined: there are no rate limits. */
  requestLimits?: RequestLimits | undefined;
  /** The origins whose pages may call from a browser. */
  corsOrigins?: readonly string[];
}

/** The variables that the middleware sets on a request. */
interface RequestVariables {
  /** The sender; undefined without rate limits. */
  client?: Client;
  /** The client's usage of its rate limit. */
  usage?: Usage;
  /** The session of a caller who has one. */
  session?: Session;
  /** Whether the body shows an API key. */
  hasKeyInBody?: boolean;
  /** The application's dependencies, with the caller's name and role once they are known. */
  deps: Deps;
}

/** Hono's types for this application. */
export type Env = { Bindings: Partial<HttpBindings>; Variables: RequestIdVariables & RequestVariables };
