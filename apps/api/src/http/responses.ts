import type { Context, TypedResponse } from "hono";
import type { ContentfulStatusCode } from "hono/utils/http-status";
import type { JSONValue } from "hono/utils/types";
import { rateLimitHeaders, type Usage } from "../limits/index.ts";
import type { EncodedBody } from "./encodings.ts";
import { isKnown, tagOfForm } from "./entity-tags.ts";
import type { Env } from "./env.ts";
import { VERSION, VERSION_HEADER } from "./version.ts";

/**
 * The headers of every response: the request's id, the server's version, the browser's restrictions, and the
 * usage of the rate limit.
 */
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
  return new Response(json, {
    status,
    headers: {
      "Content-Type": "application/json",
      ...commonHeaders(c.get("requestId"), c.get("usage")),
      ...headers,
    },
  }) as Typed<Body, Status>;
}

/** `Cache-Control` of what everybody may read: kept by whoever likes, and shown again only after the server was asked. */
export const PUBLIC_READ = "no-cache";
/** The same of what a key or a token lets its holder read: no cache that several people share may keep it. */
export const PRIVATE_READ = "private, no-cache";

/** The JSON, or another text, of a read, and its tag. */
export interface TaggedBody<Body = unknown> {
  text: EncodedBody;
  tag: string;
  /** The type of what the JSON is of; there is no value. */
  of?: Body;
}

/** A response whose JSON has a type. */
type Typed<Body, Status extends ContentfulStatusCode> = Response &
  TypedResponse<Body & JSONValue, Status, "json">;

/**
 * Responds to a read with a text that may be shared by many responses, in the smallest form that the client
 * accepts; 304 without it where `If-None-Match` names its tag.
 * @param headers those of both responses, with `Cache-Control`; `Content-Type` unless the text is JSON
 * @throws INVALID_INPUT for a malformed `If-None-Match`
 */
export function respondRead<Body>(
  c: Context<Env>,
  { text, tag }: TaggedBody<Body>,
  { "Content-Type": type = "application/json", ...more }: Record<string, string>,
): Typed<Body, 200> | Promise<Typed<Body, 200>> {
  const headers = commonHeaders(c.get("requestId"), c.get("usage"));
  Object.assign(headers, more);
  const encoding = text.encodingFor(c);
  headers["ETag"] = tagOfForm(tag, encoding);
  if (text.varies) headers["Vary"] = "Accept-Encoding";
  if (isKnown(c, tag)) return new Response(null, { status: 304, headers }) as Typed<Body, 200>;
  headers["Content-Type"] = type;
  const respondWith = (form: string | Buffer) =>
    new Response(form as string | Buffer<ArrayBuffer>, { status: 200, headers }) as Typed<Body, 200>;
  if (!encoding) return respondWith(text.identity);
  headers["Content-Encoding"] = encoding;
  return text.in(encoding).then(respondWith);
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
