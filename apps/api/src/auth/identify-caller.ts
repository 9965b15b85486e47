import { HoldfastError } from "@holdfast/contract";
import type { Context } from "hono";
import type { Deps, Env } from "../http/env.ts";

/**
 * Gives the request the caller's name and role, if a key is shown.
 * @returns undefined where that is done already
 * @throws UNAUTHORIZED for a key that is not good
 */
export function identifyCaller(c: Context<Env>): Promise<void> | undefined {
  const authorization = c.req.header("Authorization");
  if (authorization === undefined || c.get("deps").role !== undefined) return undefined;
  const deps = depsFor(c.get("deps"), authorization);
  if (deps instanceof Promise) return deps.then((known) => c.set("deps", known));
  c.set("deps", deps);
  return undefined;
}

const BEARER = /^Bearer +([\x21-\x7e]{1,255}) *$/i;
const NO_BEARER = new HoldfastError("UNAUTHORIZED", "Authorization must be: Bearer, a blank, the API key");

/**
 * What the application is made from, for the caller who sent this header `Authorization`: as it is where there was
 * none, else with the caller's name and role; at once where the key is known.
 * @throws UNAUTHORIZED for a key that is not good
 */
export function depsFor(deps: Deps, authorization: string | undefined): Deps | Promise<Deps> {
  if (authorization === undefined) return deps;
  const key = BEARER.exec(authorization)?.[1];
  if (key === undefined) throw NO_BEARER;
  const caller = deps.keys.identify(key);
  if (caller instanceof Promise) return caller.then(({ actor, role }) => ({ ...deps, actor, role }));
  const { actor, role } = caller;
  return { ...deps, actor, role };
}

/** Whether a request shows something that should be an API key. */
export const hasShownKey = (c: Context<Env>) => c.req.header("Authorization") !== undefined;
