import type { Context } from "hono";
import { generateCookie, getCookie } from "hono/cookie";
import type { Env } from "../http/index.ts";
import { isByHttps, isSurelyByHttps } from "./own-origin.ts";

/* By https the cookie's name begins with `__Host-`: browsers take such a cookie from this very host alone, so that no neighbour
   can put its own session in the place of somebody else's. */

const NAME = "holdfast_session";
const NAME_BY_HTTPS = `__Host-${NAME}`;

/** No expiry: it goes with the browser, if the session does not end before. */
const COOKIE = { httpOnly: true, sameSite: "Strict", path: "/" } as const;

/** The text of the session that a request shows; undefined where it shows none. */
export function sessionIn(c: Context<Env>): string | undefined {
  // For speed: most cookies are others.
  if (!c.req.header("Cookie")?.includes(NAME)) return undefined;
  return getCookie(c, NAME_BY_HTTPS) ?? (isSurelyByHttps(c) ? undefined : getCookie(c, NAME));
}

/** The header that gives the browser a session. */
export const sessionCookie = (c: Context<Env>, text: string): Record<string, string> =>
  isByHttps(c)
    ? { "Set-Cookie": generateCookie(NAME_BY_HTTPS, text, { ...COOKIE, secure: true }) }
    : { "Set-Cookie": generateCookie(NAME, text, COOKIE) };

/** The header that takes the session from the browser. */
export const endedSessionCookie = (c: Context<Env>): Record<string, string> =>
  isByHttps(c)
    ? { "Set-Cookie": generateCookie(NAME_BY_HTTPS, "", { ...COOKIE, secure: true, maxAge: 0 }) }
    : { "Set-Cookie": generateCookie(NAME, "", { ...COOKIE, maxAge: 0 }) };
