import type { Context, MiddlewareHandler } from "hono";
import { consume, GUESSES, type RequestLimits, tooMany } from "../limits/index.ts";
import type { Env } from "./env.ts";

/** Health checks must not fail because of one client's requests. */
export const HEALTH_PATHS: ReadonlySet<string> = new Set(["/health", "/ready"]);
const TRPC_PREFIX = "/trpc/";
/** The files of pages and of the console are the same for everybody: who asks is not looked up, so no database is needed. */
const FILE_PATH = /^\/(?:assets\/|embed\.js$|admin(?:$|\/(?!session$)))/;

/**
 * Identifies the client, and refuses one with too many wrong guesses before its key or token is checked. On a path
 * without limits the client stays unset, so that its request is not counted either.
 */
export function refuseGuessing(limits: RequestLimits): MiddlewareHandler<Env> {
  return (c, next) => {
    const client = limits.clientOf(c.env?.incoming);
    if (client === undefined || HEALTH_PATHS.has(c.req.path)) return next();
    c.set("client", client);
    const failures = limits.exhaustedFailures(client);
    if (failures && isGuess(c)) {
      c.set("usage", failures);
      throw tooMany(failures, GUESSES);
    }
    return next();
  };
}

/** The callbacks of `countRequests`. */
interface CountOptions {
  /** Sets the request's caller; returns undefined if that is done already. */
  identifyCaller: (c: Context<Env>) => Promise<void> | undefined;
  /** Called once, for the first request from a proxy that is not trusted; where access is open, the first refused one. */
  onUnknownProxy: () => void;
}

/** Counts a request, or each call of a tRPC batch, and refuses it over the limit. */
export function countRequests(
  limits: RequestLimits,
  { identifyCaller, onUnknownProxy }: CountOptions,
): MiddlewareHandler<Env> {
  let isSaid = false;
  return (c, next) => {
    const client = c.get("client");
    const { path } = c.req;
    if (client === undefined) return next();
    const warnOfProxy = () => {
      if (isSaid || limits.trustsProxies || c.req.header("X-Forwarded-For") === undefined) return;
      isSaid = true;
      onUnknownProxy();
    };
    const count = () => {
      const usage = limits.usageOf(client, c.get("deps").actor);
      c.set("usage", usage);
      if (!limits.isOpen) warnOfProxy();
      const goOn = (isWithin: boolean) => {
        if (isWithin) return next();
        warnOfProxy();
        throw tooMany(usage, "requests");
      };
      const isWithin = consume(usage, path.startsWith(TRPC_PREFIX) ? callsIn(path) : 1);
      return typeof isWithin === "boolean" ? goOn(isWithin) : isWithin.then(goOn);
    };
    // A key has a limit of its own, so the caller is identified first.
    const identifying = FILE_PATH.test(path) ? undefined : identifyCaller(c);
    return identifying ? identifying.then(count) : count();
  };
}

/** The number of calls in the path of a tRPC request. tRPC decodes the path, so a comma may be encoded. */
export const callsIn = (path: string): number => path.split(/,|%2c/i).length;

/** Whether a request could be a guess: it shows a secret, or names a booking or an entry. */
const isGuess = (c: Context<Env>) =>
  c.req.path.startsWith("/api/bookings/") ||
  c.req.path.startsWith("/api/waitlist/") ||
  c.req.path.startsWith("/b/") ||
  c.req.path.startsWith("/w/") ||
  c.req.path.startsWith(TRPC_PREFIX) ||
  c.req.header("Authorization") !== undefined ||
  c.req.header("Booking-Token") !== undefined;
