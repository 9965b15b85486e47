import { HoldfastError } from "@holdfast/contract";
import type { Context } from "hono";
import type { Env } from "../http/index.ts";

/* A browser sends a session's cookie along by itself, so what changes something must come from a page of this server. */

const OTHER_ORIGIN = new HoldfastError(
  "FORBIDDEN",
  "A change by a session must come from a page of this server: its Origin is missing or another one",
);

/**
 * Refuses a request that a page of another origin may have sent.
 * @throws FORBIDDEN unless `Origin` is the server's own; or where `Sec-Fetch-Site` says otherwise
 */
export function requireOwnOrigin(c: Context<Env>): void {
  if (c.req.header("Origin") === undefined) throw OTHER_ORIGIN;
  requireNoOtherOrigin(c);
}

/**
 * The same for a request that may come from no page at all, and then says nothing of its origin. `Origin: null` is
 * refused even with `Sec-Fetch-Site: same-origin`, which `refuseOtherSites` takes on purpose: the console's changes are calls of
 * its scripts, and these always have its origin.
 */
export function requireNoOtherOrigin(c: Context<Env>): void {
  const origin = c.req.header("Origin");
  const site = c.req.header("Sec-Fetch-Site") ?? "same-origin";
  if (site !== "same-origin" || (origin !== undefined && !isOwnOrigin(c, origin))) throw OTHER_ORIGIN;
}

/**
 * Whether an origin is that of this server as its clients know it: its scheme, where a trusted proxy tells it, and its host;
 * or that of `PUBLIC_URL`.
 */
export function isOwnOrigin(c: Context<Env>, origin: string): boolean {
  if (!URL.canParse(origin)) return false; // `null`: a sandbox, a file, a redirection between origins
  const { protocol, host } = new URL(origin);
  const { publicUrl } = c.get("deps");
  if (publicUrl !== undefined && new URL(publicUrl).origin === origin) return true;
  const scheme = forwarded(c, "X-Forwarded-Proto");
  if (scheme !== undefined && protocol !== `${scheme}:`) return false;
  const own = `${protocol}//${forwarded(c, "X-Forwarded-Host") ?? c.req.header("Host") ?? new URL(c.req.url).host}`;
  return URL.canParse(own) && new URL(own).host === host;
}

/** Whether a trusted proxy says that the browser has reached this server by https. */
export const isSurelyByHttps = (c: Context<Env>): boolean => forwarded(c, "X-Forwarded-Proto") === "https";

/** The same where nobody says so, by the request's origin, which must be the server's own. */
export const isByHttps = (c: Context<Env>): boolean =>
  isSurelyByHttps(c) || (c.req.header("Origin")?.startsWith("https:") ?? false);

/** What a trusted proxy says of the request that it has forwarded; of several proxies the first. */
function forwarded(c: Context<Env>, name: "X-Forwarded-Proto" | "X-Forwarded-Host"): string | undefined {
  const peer = c.env?.incoming?.socket.remoteAddress;
  if (peer === undefined || !c.get("deps").requestLimits?.isTrustedProxy(peer)) return undefined;
  return c.req.header(name)?.split(",")[0]?.trim().toLowerCase();
}
