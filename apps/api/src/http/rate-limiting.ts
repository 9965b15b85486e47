import type { Context, MiddlewareHandler } from "hono";
import { consume, type RequestLimits, tooMany } from "../limits/index.ts";
import type { Env } from "./env.ts";

/** What tells whether the process lives must not fail because somebody asks too much. */
const UNLIMITED_PATHS: ReadonlySet<string> = new Set(["/health", "/ready"]);
const TRPC_PREFIX = "/trpc/";

/**
 * Finds out who asks, and refuses who has guessed too often, before keys and tokens are looked at. Who asks for a path
 * without limits stays unknown, and is not counted either.
 */
export function refuseGuessing(limits: RequestLimits): MiddlewareHandler<Env> {
  return (c, next) => {
    const client = limits.clientOf(c.env?.incoming);
    if (client === undefined || UNLIMITED_PATHS.has(c.req.path)) return next();
    c.set("client", client);
    const failures = limits.exhaustedFailures(client);
    if (failures && isGuess(c)) {
      c.set("usage", failures);
      throw tooMany(failures, "wrong keys, tokens or ids of bookings");
    }
    return next();
  };
}

interface CountOptions {
  /** Gives the request its caller's name; undefined where that is done already. */
  identifyCaller: (c: Context<Env>) => Promise<void> | undefined;
  /** Called for the first refused request that came through a proxy which is not trusted. */
  onUnknownProxy: () => void;
}

/** Counts a request, each call of a tRPC batch as one, and refuses what is over the limit. */
export function countRequests(
  limits: RequestLimits,
  { identifyCaller, onUnknownProxy }: CountOptions,
): MiddlewareHandler<Env> {
  let isSaid = false;
  return (c, next) => {
    const client = c.get("client");
    const { path } = c.req;
    if (client === undefined) return next();
    const count = () => {
      const usage = limits.usageOf(client, c.get("deps").actor);
      c.set("usage", usage);
      if (consume(usage, path.startsWith(TRPC_PREFIX) ? callsIn(path) : 1)) return next();
      if (!isSaid && !limits.trustsProxies && c.req.header("X-Forwarded-For") !== undefined) {
        isSaid = true;
        onUnknownProxy();
      }
      throw tooMany(usage, "requests");
    };
    // A key has a limit of its own.
    const identifying = identifyCaller(c);
    return identifying ? identifying.then(count) : count();
  };
}

/** How many calls the path of a tRPC request has. tRPC decodes the path, so that a comma may be an encoded one. */
export const callsIn = (path: string): number => path.split(/,|%2c/i).length;

/** Whether a request could be a guess: it shows something secret, or is about a booking. */
const isGuess = (c: Context<Env>) =>
  c.req.path.startsWith("/api/bookings/") ||
  c.req.path.startsWith("/api/waitlist/") ||
  c.req.path.startsWith(TRPC_PREFIX) ||
  c.req.header("Authorization") !== undefined ||
  c.req.header("Booking-Token") !== undefined;
