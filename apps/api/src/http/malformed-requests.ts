import { randomUUID } from "node:crypto";
import { type IncomingMessage, type ServerResponse, STATUS_CODES } from "node:http";
import type { Socket } from "node:net";
import { ERRORS, HoldfastError, invalidInput } from "@holdfast/contract";
import { RequestError } from "@hono/node-server";
import type { Logger } from "./log.ts";
import { problemBody } from "./problem.ts";
import { commonHeaders } from "./responses.ts";

/* A malformed request gets problem details like any other error, if its connection is still writable. */

/** The maximum of a request's first line and its headers together. */
export const HEADERS_MAX_BYTES = 16 * 1024;

const DETAILS: Record<string, string> = {
  HPE_INVALID_METHOD: "the method is not one of HTTP's",
  HPE_HEADER_OVERFLOW: `the headers have more than ${HEADERS_MAX_BYTES} bytes`,
  ERR_HTTP_REQUEST_TIMEOUT: "the request did not arrive in time",
};

/** A connection and its current response. Node itself decides by that field whether it may write an error. */
type Connection = Socket & { _httpMessage?: ServerResponse | null };

/** Responses that are sent before the error that follows them. */
const awaited = new WeakSet<ServerResponse>();

/**
 * Handles a server's event `clientError`: responds to a request that Node's parser refused or timed out, and closes the
 * connection. Complete requests before it are answered first; a response that has begun is left alone.
 */
export function refuseMalformed(error: NodeJS.ErrnoException, connection: Connection): void {
  const current = connection._httpMessage;
  const hasEarlier = current?.req.complete === true && connection.writable;
  if (hasEarlier) {
    if (!awaited.has(current)) current.once("finish", () => refuseMalformed(error, connection));
    awaited.add(current);
    return;
  }
  // Browsers open connections ahead: an error on one would become the response to the first request on it.
  const isSilent = connection.bytesRead === 0;
  if (connection.writable && !current?.headersSent && !isSilent) connection.write(asText(toError(error)));
  connection.destroySoon();
}

/**
 * The response where `@hono/node-server` cannot build a request: 400 for a missing or invalid host, else 500.
 * @param log hears of what the 500 masks
 */
export function answerMalformed(error: unknown, log?: Logger): Response {
  const isRefused = error instanceof RequestError;
  if (!isRefused) log?.error({ err: error }, "unexpected error");
  const failure = isRefused ? invalidInput("", error.message) : new HoldfastError("INTERNAL");
  const { status, headers, body } = partsOf(failure);
  return new Response(body, { status, headers });
}

/** Refuses a request on one of the last connections, which are kept for health checks, and closes it. */
export function refuseReserved(_request: IncomingMessage, response: ServerResponse): void {
  refuse(response, new HoldfastError("BUSY", "Too many connections are open"), { "Retry-After": "1" });
}

/** Refuses a request that names two hosts, and closes its connection. */
export function refuseTwoHosts(_request: IncomingMessage, response: ServerResponse): void {
  refuse(response, invalidInput("", "the request has more than one Host"));
}

function refuse(response: ServerResponse, failure: HoldfastError, more: Record<string, string> = {}): void {
  const { status, headers, body } = partsOf(failure);
  const length = { "Content-Length": Buffer.byteLength(body) };
  response.writeHead(status, { ...headers, ...more, ...length, Connection: "close" }).end(body);
}

function toError({ code = "", message }: NodeJS.ErrnoException): HoldfastError {
  if (code === "HPE_CHUNK_EXTENSIONS_OVERFLOW") {
    return new HoldfastError("PAYLOAD_TOO_LARGE", "The extensions of a chunk are too long");
  }
  return invalidInput("", DETAILS[code] ?? message);
}

function partsOf(failure: HoldfastError) {
  const requestId = randomUUID();
  const headers = { "Content-Type": "application/problem+json", ...commonHeaders(requestId) };
  return {
    status: ERRORS[failure.code].status,
    headers,
    body: JSON.stringify(problemBody(failure, requestId)),
  };
}

function asText(failure: HoldfastError): string {
  const { status, headers, body } = partsOf(failure);
  const all = {
    ...headers,
    Date: new Date().toUTCString(),
    Connection: "close",
    "Content-Length": Buffer.byteLength(body),
  };
  const lines = Object.entries(all).map(([name, value]) => `${name}: ${value}\r\n`);
  return `HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\n${lines.join("")}\r\n${body}`;
}
