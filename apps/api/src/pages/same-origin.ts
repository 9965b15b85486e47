import { HoldfastError } from "@holdfast/contract";
import type { MiddlewareHandler } from "hono";
import { isOwnOrigin } from "../auth/index.ts";
import { type Env, isRead } from "../http/index.ts";

/**
 * Refuses a form that a page of another site sends: a browser would send this site's cookies along. A program sends
 * neither header, and has no cookies that anybody else could use. A form with `Sec-Fetch-Site: same-origin` and `Origin: null`
 * is taken, which `requireNoOtherOrigin` refuses on purpose: here a browser sends it that hides where its visitor comes from.
 * @throws FORBIDDEN
 */
export const refuseOtherSites: MiddlewareHandler<Env> = (c, next) => {
  if (isRead(c)) return next();
  const site = c.req.header("Sec-Fetch-Site");
  const origin = c.req.header("Origin");
  // Browsers send no `Sec-Fetch-Site` over plain http, but to the own machine.
  const isOwn = site === undefined ? origin === undefined || isOwnOrigin(c, origin) : site === "same-origin";
  if (isOwn) return next();
  throw new HoldfastError("FORBIDDEN", "This form was sent from a page of another site");
};
