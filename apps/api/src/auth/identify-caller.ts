import { HoldfastError } from "@holdfast/contract";
import type { Context } from "hono";
import type { Deps, Env } from "../http/index.ts";
import { asGuess } from "./access.ts";

const BEARER = /^Bearer +([\x21-\x7e]{1,255}) *$/i;
const NOT_BEARER = new HoldfastError("UNAUTHORIZED", "Authorization must be: Bearer, a blank, the API key");

/**
 * Sets the caller's name and role on the request, if it has an API key.
 * @returns a promise only if the key has to be looked up
 * @throws UNAUTHORIZED for a key that is not valid
 */
export function identifyCaller(c: Context<Env>): Promise<void> | undefined {
  const authorization = c.req.header("Authorization");
  const deps = c.get("deps");
  if (authorization === undefined || deps.role !== undefined) return undefined;
  const key = BEARER.exec(authorization)?.[1];
  if (key === undefined) throw NOT_BEARER;
  const setCaller = ({ actor, role }: Required<Pick<Deps, "actor" | "role">>) =>
    c.set("deps", { ...deps, actor, role });
  const caller = deps.keys.identify(key);
  if (caller instanceof Promise) return asGuess(deps, c.get("client"), () => caller).then(setCaller);
  setCaller(caller);
  return undefined;
}

/** Whether a request has an `Authorization` header, valid or not. */
export const hasShownKey = (c: Context<Env>) => c.req.header("Authorization") !== undefined;
