import { randomUUID } from "node:crypto";
import { type ServerResponse, STATUS_CODES } from "node:http";
import type { Socket } from "node:net";
import { ERRORS, HoldfastError, invalidInput } from "@holdfast/contract";
import { RequestError } from "@hono/node-server";
import { problemBody } from "./problem.ts";
import { commonHeaders } from "./responses.ts";

/* What arrives and cannot be read as a request is answered as any other error is, if there is somebody to answer. */

/** Of a request's first line and its headers together. */
export const HEADERS_MAX_BYTES = 16 * 1024;

const DETAILS: Record<string, string> = {
  HPE_INVALID_METHOD: "the method is not one of HTTP's",
  HPE_HEADER_OVERFLOW: `the headers have more than ${HEADERS_MAX_BYTES} bytes`,
  ERR_HTTP_REQUEST_TIMEOUT: "the request did not arrive in time",
};

/** A connection, and what is being answered on it; Node itself decides by that whether it may write an error. */
type Connection = Socket & { _httpMessage?: ServerResponse | null };

/** Answers that have to be sent before the error that follows them. */
const awaited = new WeakSet<ServerResponse>();

/**
 * For a server's event `clientError`: answers what Node's parser has refused or waited for in vain, and closes the
 * connection. Requests that came whole before it are answered first; an answer that has begun is not written into.
 */
export function refuseMalformed(error: NodeJS.ErrnoException, connection: Connection): void {
  const current = connection._httpMessage;
  const hasEarlier = current?.req.complete === true && connection.writable;
  if (hasEarlier) {
    if (!awaited.has(current)) current.once("finish", () => refuseMalformed(error, connection));
    awaited.add(current);
    return;
  }
  // A browser opens connections ahead: an error on one would become the answer to the first request on it.
  const isSilent = connection.bytesRead === 0;
  if (connection.writable && !current?.headersSent && !isSilent) connection.write(asText(toError(error)));
  connection.destroySoon();
}

/** What `@hono/node-server` cannot make a request of: no host, or one that is none; all else is a defect. */
export function answerMalformed(error: unknown): Response {
  const isRefused = error instanceof RequestError;
  const failure = isRefused ? invalidInput("", error.message) : new HoldfastError("INTERNAL");
  const { status, headers, body } = partsOf(failure);
  return new Response(body, { status, headers });
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
