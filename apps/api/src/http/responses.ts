import type { Context, TypedResponse } from "hono";
import type { ContentfulStatusCode } from "hono/utils/http-status";
import type { JSONValue } from "hono/utils/types";
import { rateLimitHeaders, type Usage } from "../limits/index.ts";
import type { Env } from "./env.ts";
import { VERSION, VERSION_HEADER } from "./version.ts";

/** The headers of every response: the request's id, the server's version, the browser's restrictions, and the usage of the rate limit. */
export const commonHeaders = (requestId: string, usage?: Usage): Record<string, string> => ({
  "X-Request-Id": requestId,
  [VERSION_HEADER]: VERSION,
  "X-Content-Type-Options": "nosniff",
  "Referrer-Policy": "no-referrer",
  "Cache-Control": "no-store",
  "Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'",
  ...(usage && rateLimitHeaders(usage)),
});

/**
 * Responds with JSON and the common headers. A Response with a plain object of headers stays on @hono/node-server's
 * fast path, unlike `c.json` with more than one header.
 */
export function respond<Body, Status extends ContentfulStatusCode>(
  c: Context<Env>,
  body: Body,
  status: Status,
  headers: Record<string, string> = {},
) {
  return respondJson<Body, Status>(c, JSON.stringify(body), status, headers);
}

/** `respond` with a body that is JSON already. */
export function respondJson<Body, Status extends ContentfulStatusCode>(
  c: Context<Env>,
  json: string,
  status: Status,
  headers: Record<string, string> = {},
) {
  const response = new Response(json, {
    status,
    headers: {
      "Content-Type": "application/json",
      ...commonHeaders(c.get("requestId"), c.get("usage")),
      ...headers,
    },
  });
  return response as Response & TypedResponse<Body & JSONValue, Status, "json">;
}

/** Responds to OPTIONS: 204 with the methods of the path. */
export const respondAllowed = (c: Context<Env>, allow: string): Response =>
  new Response(null, {
    status: 204,
    headers: { ...commonHeaders(c.get("requestId"), c.get("usage")), Allow: allow },
  });

/**
 * Streams text piece by piece, at the client's speed. An error before the first piece becomes an error response; a
 * later one breaks the connection off.
 * @param onEnd called once: whether all was sent, and the error that ended it; a client that leaves is no error
 */
export async function streamResponse(
  c: Context<Env>,
  pieces: AsyncGenerator<string, void, void>,
  onEnd: (isComplete: boolean, error?: unknown) => void,
  headers: Record<string, string>,
): Promise<Response> {
  const first = await pieces.next();
  const bytes = encodePieces(first, pieces, onEnd);
  return new Response(ReadableStream.from(bytes), {
    status: 200,
    headers: { ...commonHeaders(c.get("requestId"), c.get("usage")), ...headers },
  });
}

/** Encodes the pieces. A client that leaves cancels the stream, which returns from this generator. */
async function* encodePieces(
  first: IteratorResult<string, void>,
  rest: AsyncGenerator<string, void, void>,
  onEnd: (isComplete: boolean, error?: unknown) => void,
): AsyncGenerator<Uint8Array, void, void> {
  const encoder = new TextEncoder();
  let isComplete = false;
  let failure: unknown;
  try {
    for (let piece = first; !piece.done; piece = await rest.next()) yield encoder.encode(piece.value);
    isComplete = true;
  } catch (error) {
    failure = error;
    throw error;
  } finally {
    await rest.return();
    onEnd(isComplete, failure);
  }
}
