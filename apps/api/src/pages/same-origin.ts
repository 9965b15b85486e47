import { HoldfastError } from "@holdfast/contract";
import type { MiddlewareHandler } from "hono";
import { type Env, isRead } from "../http/index.ts";

/**
 * Refuses a form that a page of another site sends: a browser would send this site's cookies along. A program sends
 * neither header, and has no cookies that anybody else could use.
 * @throws FORBIDDEN
 */
export const refuseOtherSites: MiddlewareHandler<Env> = (c, next) => {
  if (isRead(c)) return next();
  const site = c.req.header("Sec-Fetch-Site");
  const origin = c.req.header("Origin");
  const isOwn =
    site === undefined
      ? origin === undefined || hostOf(origin) === c.req.header("Host")
      : site === "same-origin";
  if (isOwn) return next();
  throw new HoldfastError("FORBIDDEN", "This form was sent from a page of another site");
};

/** The host and port of an origin; undefined for `null` and for what is none. */
const hostOf = (origin: string): string | undefined =>
  URL.canParse(origin) ? new URL(origin).host : undefined;
