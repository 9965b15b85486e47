import type { Context, TypedResponse } from "hono";
import type { ContentfulStatusCode } from "hono/utils/http-status";
import type { JSONValue } from "hono/utils/types";
import { rateLimitHeaders, type Usage } from "../limits/index.ts";
import type { Env } from "./env.ts";

/** Headers of every answer: the request's id, that JSON is nothing but JSON and for its reader alone, what is left. */
export const commonHeaders = (requestId: string, usage?: Usage): Record<string, string> => ({
  "X-Request-Id": requestId,
  "X-Content-Type-Options": "nosniff",
  "Referrer-Policy": "no-referrer",
  "Cache-Control": "no-store",
  "Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'",
  ...(usage && rateLimitHeaders(usage)),
});

/**
 * Answers JSON with the headers that every answer has. A Response made from a plain object of headers stays
 * on @hono/node-server's fast path, where `c.json` with more than one header would not.
 */
export function answer<Body, Status extends ContentfulStatusCode>(
  c: Context<Env>,
  body: Body,
  status: Status,
  headers: Record<string, string> = {},
) {
  const response = new Response(JSON.stringify(body), {
    status,
    headers: {
      "Content-Type": "application/json",
      ...commonHeaders(c.get("requestId"), c.get("usage")),
      ...headers,
    },
  });
  return response as Response & TypedResponse<Body & JSONValue, Status, "json">;
}

/**
 * Answers text piece by piece, as fast as the client takes it. The first piece is waited for, so that an error up
 * to then is an answer like any other; a later one breaks the connection off.
 * @param onEnd hears once whether all was sent, and the error that broke it off; a client that goes away is none
 */
export async function streamAnswer(
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

/** A stream made of this returns from it when it is cancelled; that is what happens when a client goes away. */
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
