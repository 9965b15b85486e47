import { randomUUID } from "node:crypto";
import { HoldfastError, invalidInput } from "@holdfast/contract";
import type { Context, MiddlewareHandler, Next } from "hono";
import { bodyLimit } from "hono/body-limit";
import { cors } from "hono/cors";
import { routePath } from "hono/route";
import { checkJson, JSON_UNCHECKED_MAX_BYTES } from "../limits/index.ts";
import type { Deps, Env } from "./env.ts";
import { readJson } from "./json-body.ts";
import type { Logger } from "./log.ts";
import { CLIENT_VERSION_HEADER, readClientVersion, SLOT_HEADER, VERSION_HEADER } from "./version.ts";

/* The middleware of every request. It avoids the body stream and Headers objects: they would cost more than the rest of
   a booking in this process. */

export const BODY_MAX_BYTES = 64 * 1024;
/** A calendar file in JSON. */
export const CALENDAR_BODY_MAX_BYTES = 256 * 1024;
/** Requests with a calendar file. A batch of calls has another path. */
const WITH_CALENDAR = /\/(?:api\/admin\/schedules\/[^/]+\/holidays\/[^/]+|trpc\/schedules\.importHolidays)$/;
/** The time for which a browser may cache a preflight. */
const PREFLIGHT_KEPT_SECONDS = 600;
const REQUEST_ID = /^[\w\-=]{1,255}$/;
const NOT_ASCII = /[^\0-\x7f]/;

/**
 * Sets the request's dependencies and its id: its own `X-Request-Id` where that is fit for a log, else a new one.
 */
export function beginRequest(deps: Deps): MiddlewareHandler<Env> {
  return (c, next) => {
    const own = c.req.header("X-Request-Id");
    c.set("requestId", own !== undefined && REQUEST_ID.test(own) ? own : randomUUID());
    c.set("deps", deps);
    return next();
  };
}

const streamLimit = (maxBytes: number) =>
  bodyLimit({ maxSize: maxBytes, onError: () => refuseLargeBody(maxBytes) });
const limitStream = streamLimit(BODY_MAX_BYTES);
const limitCalendarStream = streamLimit(CALENDAR_BODY_MAX_BYTES);
const hasCalendar = (c: Context) => WITH_CALENDAR.test(c.req.path);

/** Refuses what no route could read: an address that is not UTF-8, and a body that is too large. */
export const refuseUnreadable: MiddlewareHandler<Env> = (c, next) => {
  // Bytes that a client has not encoded have become so by now.
  if (c.req.url.includes("%")) requireUtf8Address(c);
  return limitBody(c, next);
};

const ENCODED_BYTES = /(?:%[\da-f]{2})+/gi;

/** @throws INVALID_INPUT where decoding would leave bytes as they are, or put U+FFFD or other letters in their place */
function requireUtf8Address(c: Context<Env>): void {
  const sent = c.env?.incoming?.url ?? "";
  if (NOT_ASCII.test(sent)) throw invalidInput("", "the address has bytes that are not percent-encoded");
  try {
    for (const [bytes] of c.req.url.matchAll(ENCODED_BYTES)) decodeURIComponent(bytes);
  } catch {
    throw invalidInput("", "the address is not UTF-8");
  }
}

/** Only a body of undeclared length is counted while it arrives. */
const limitBody: MiddlewareHandler<Env> = (c, next) => {
  if (c.req.method === "GET" || c.req.method === "HEAD") return next();
  const length = c.req.header("Content-Length");
  const isStreamed = length === undefined || c.req.header("Transfer-Encoding") !== undefined;
  if (isStreamed) return (hasCalendar(c) ? limitCalendarStream : limitStream)(c, () => limitJson(c, next));
  if (Number(length) > BODY_MAX_BYTES) requireCalendar(c, Number(length));
  return Number(length) > JSON_UNCHECKED_MAX_BYTES ? limitJson(c, next) : next();
};

/** @throws PAYLOAD_TOO_LARGE, but for a calendar file of no more than CALENDAR_BODY_MAX_BYTES */
function requireCalendar(c: Context<Env>, bytes: number): void {
  const maxBytes = hasCalendar(c) ? CALENDAR_BODY_MAX_BYTES : BODY_MAX_BYTES;
  if (bytes > maxBytes) refuseLargeBody(maxBytes);
}

/** Checks the size of the JSON in a body. The handlers refuse a body that is not JSON. */
async function limitJson(c: Context<Env>, next: Next): Promise<void> {
  checkJson(await readJson(c).catch(() => undefined));
  await next();
}

/**
 * Lets pages of these origins call from a browser, and read the API's headers. Hono would treat every OPTIONS as a
 * preflight; here one that is none is a method like any other.
 */
export function allowOrigins(origins: readonly string[]): MiddlewareHandler<Env> {
  const allow = cors({
    origin: [...origins],
    allowMethods: ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE"],
    allowHeaders: [
      "Authorization",
      "Booking-Token",
      "Content-Type",
      CLIENT_VERSION_HEADER,
      SLOT_HEADER,
      "Idempotency-Key",
      "If-Match",
      "If-None-Match",
      "Last-Event-ID",
      "X-Request-Id",
    ],
    exposeHeaders: [
      "Date",
      "ETag",
      VERSION_HEADER,
      "Idempotent-Replayed",
      "Link",
      "Location",
      "RateLimit",
      "RateLimit-Policy",
      "Retry-After",
      "X-Request-Id",
    ],
    maxAge: PREFLIGHT_KEPT_SECONDS,
  });
  return (c, next) => (c.req.method === "OPTIONS" && !isPreflight(c) ? next() : allow(c, next));
}

/** Whether a request is a browser's preflight. */
const isPreflight = (c: Context) =>
  c.req.header("Origin") !== undefined && c.req.header("Access-Control-Request-Method") !== undefined;

function refuseLargeBody(maxBytes: number): never {
  throw new HoldfastError("PAYLOAD_TOO_LARGE", `The body may have ${maxBytes} bytes at most`);
}

/** Logs a line per request. It names the route and not the path, because an id in a path grants access. */
export function logRequests(log: Logger): MiddlewareHandler<Env> {
  return async (c, next) => {
    const startedAt = performance.now();
    await next();
    const milliseconds = Math.round(performance.now() - startedAt);
    const { method } = c.req;
    const clientVersion = readClientVersion(c.req.header(CLIENT_VERSION_HEADER));
    const request = { requestId: c.get("requestId"), method, route: routePath(c, -1), clientVersion };
    log.debug({ ...request, status: c.res.status, milliseconds }, "request");
  };
}
