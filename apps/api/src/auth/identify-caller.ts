import { HoldfastError } from "@holdfast/contract";
import type { SessionCaller } from "@holdfast/core";
import type { Context } from "hono";
import { type Deps, type Env, isRead } from "../http/index.ts";
import { asGuess } from "./access.ts";
import { requireOwnOrigin } from "./own-origin.ts";
import { sessionIn } from "./session-cookie.ts";

const BEARER = /^Bearer +([\x21-\x7e]{1,255}) *$/i;
const NOT_BEARER = new HoldfastError("UNAUTHORIZED", "Authorization must be: Bearer, a blank, the API key");

/**
 * Sets the caller's name and role on the request, if it has an API key or the cookie of a session. With a key the cookie is
 * ignored.
 * @returns a promise only if the key or the session has to be looked up
 * @throws UNAUTHORIZED for a key that is not valid; FORBIDDEN for a change by a session from another origin
 */
export function identifyCaller(c: Context<Env>): Promise<void> | undefined {
  if (c.get("deps").role !== undefined) return undefined;
  const authorization = c.req.header("Authorization");
  if (authorization !== undefined) return identifyByKey(c, authorization);
  return c.req.header("Cookie") === undefined ? undefined : identifyBySession(c);
}

function identifyByKey(c: Context<Env>, authorization: string): Promise<void> | undefined {
  const deps = c.get("deps");
  const key = BEARER.exec(authorization)?.[1];
  if (key === undefined) throw NOT_BEARER;
  const caller = deps.keys.identify(key);
  if (caller instanceof Promise) {
    return asGuess(deps, c.get("client"), () => caller).then((found) => setCaller(c, found));
  }
  setCaller(c, caller);
  return undefined;
}

/** A session that has ended is none: browsers send its cookie along unasked. */
function identifyBySession(c: Context<Env>): Promise<void> | undefined {
  const text = sessionIn(c);
  if (text === undefined) return undefined;
  const caller = c.get("deps").sessions.identify(text);
  if (caller instanceof Promise) return caller.then((found) => setSession(c, found));
  setSession(c, caller);
  return undefined;
}

function setSession(c: Context<Env>, caller: SessionCaller | undefined): void {
  if (!caller) return;
  if (!isRead(c)) requireOwnOrigin(c);
  setCaller(c, caller);
  c.set("session", caller.session);
}

const setCaller = (c: Context<Env>, { actor, role }: Required<Pick<Deps, "actor" | "role">>) =>
  c.set("deps", { ...c.get("deps"), actor, role });

/** Whether a request shows an API key, valid or not: in its header `Authorization`, or in its body. */
export const hasShownKey = (c: Context<Env>) =>
  c.req.header("Authorization") !== undefined || c.get("hasKeyInBody") === true;
