import type { Context } from "hono";
import type { CookieOptions } from "hono/utils/cookie";
import type { Env } from "../http/index.ts";
import type { Site } from "./site.ts";

/* Pages inside a page of another site: who may show them there, and what is different. */

/** Sent by the script of a page in a frame: of what a script asks for, a browser tells no frame. */
const EMBEDDED_HEADER = "Holdfast-Embedded";

/** Whether a request is for a page in a frame. Nothing depends on it but looks, and where the browser keeps a cookie. */
export const isEmbedded = (c: Context<Env>): boolean =>
  c.req.header("Sec-Fetch-Dest") === "iframe" || c.req.header(EMBEDDED_HEADER) === "1";

/** The sources of CSP's `frame-ancestors`: this server's own pages, and those on the list. */
export const frameAncestors = ({ embedOrigins }: Pick<Site, "embedOrigins">): string =>
  ["'self'", ...embedOrigins].join(" ");

/**
 * The attributes that let a cookie reach a frame in another site: it is kept apart for each site that shows the frame. Browsers
 * take them over https alone, and on the own machine.
 */
export function embeddedCookie(c: Context<Env>, isHttps: boolean): CookieOptions {
  const isTrusted = isHttps || /^(?:localhost|127\.0\.0\.1|\[::1\])(?::|$)/.test(c.req.header("Host") ?? "");
  return isEmbedded(c) && isTrusted ? { sameSite: "None", secure: true, partitioned: true } : {};
}
