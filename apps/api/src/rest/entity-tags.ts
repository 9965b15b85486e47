import { invalidInput } from "@holdfast/contract";
import type { Context } from "hono";
import type { ContentfulStatusCode } from "hono/utils/http-status";
import {
  digestOf,
  EncodedBody,
  type Env,
  isRead,
  PRIVATE_READ,
  readTags,
  respondJson,
  respondRead,
  type TaggedBody,
} from "../http/index.ts";
import { oncePer } from "./rendered.ts";
import { jsonResponse, TAG_HEADERS } from "./rest-app.ts";

/* An entity tag is `"<version>-<digest>"`. The version is what `If-Match` compares: a slot's counters change
   its digest, and a booking must not refuse the change of a capacity. The digest is of the whole body, for
   `If-None-Match`. */

const BASE = 36;
/** A version in a tag: an `updated_at` in milliseconds. */
const VERSION = /^([0-9a-z]{1,9})-/;

const entityTag = (updatedAt: string, json: string): string =>
  `"${Date.parse(updatedAt).toString(BASE)}-${digestOf(json)}"`;

/** The `updated_at` in a tag; undefined in a weak one, which never matches, and in one that is not ours. */
function versionIn(tag: string): string | undefined {
  const [, version] = (tag.startsWith('"') && VERSION.exec(tag.slice(1))) || [];
  return version === undefined ? undefined : new Date(Number.parseInt(version, BASE)).toISOString();
}

/**
 * Reads the header `If-Match` of a change.
 * @returns the versions that the caller accepts, for the verb's input; none without the header, and for `*`
 * @throws INVALID_INPUT for a malformed header, and for `If-None-Match`, which is for reads
 */
export function readIfMatch(c: Context<Env>): { ifMatch?: string[] } {
  if (c.req.header("If-None-Match") !== undefined) {
    throw invalidInput("If-None-Match", "is for reads: send If-Match");
  }
  const tags = readTags(c, "If-Match");
  if (tags === undefined || tags === "*") return {};
  return { ifMatch: tags.map(versionIn).filter((version) => version !== undefined) };
}

/**
 * Responds with one noun and its tag; 304 without a body where a read names the tag in `If-None-Match`.
 * @param asRead the noun as a read has it, where the body has more
 */
export function respondTagged<Body extends { updated_at: string }, Status extends ContentfulStatusCode>(
  c: Context<Env>,
  body: Body,
  status: Status,
  headers: Record<string, string> = {},
  asRead: { updated_at: string } = body,
) {
  const json = JSON.stringify(body);
  // A replayed response may be of a server that did not store the time yet.
  if (body.updated_at === undefined) return respondJson<Body, Status>(c, json, status, headers);
  const tag = entityTag(body.updated_at, asRead === body ? json : JSON.stringify(asRead));
  if (isRead(c)) {
    const response = respondRead(c, { text: new EncodedBody(json), tag }, { "Cache-Control": PRIVATE_READ });
    return response as ReturnType<typeof respondJson<Body, Status>>;
  }
  return respondJson<Body, Status>(c, json, status, { ...headers, ETag: tag });
}

/** Makes a function that renders a shared noun once. */
export const renderShared = <Noun extends object, Body extends { updated_at: string }>(
  toBody: (noun: Noun) => Body,
) =>
  oncePer((noun: Noun): TaggedBody<Body> => {
    const body = toBody(noun);
    const json = JSON.stringify(body);
    return { text: new EncodedBody(json), tag: entityTag(body.updated_at, json) };
  });

/** The OpenAPI entry of a response with one noun and its tag. */
export const taggedResponse = <Schema extends Parameters<typeof jsonResponse>[1]>(
  description: string,
  schema: Schema,
) => ({ ...jsonResponse(description, schema), headers: TAG_HEADERS });

/** The OpenAPI entry of the response to a read with a tag that is known. */
export const NOT_MODIFIED = { description: "It is as `If-None-Match` names it", headers: TAG_HEADERS };

/** The OpenAPI entries of a read of one noun. */
export const taggedRead = <Schema extends Parameters<typeof jsonResponse>[1]>(
  description: string,
  schema: Schema,
) => ({
  200: taggedResponse(description, schema),
  304: NOT_MODIFIED,
});

/** What `readTags` takes, but for commas without a tag between them. */
const TAGS = {
  type: "string",
  pattern:
    '^(\\*|(W/)?"[\\x21\\x23-\\x7e\\x80-\\xff]*"([ \\t]*,[ \\t]*(W/)?"[\\x21\\x23-\\x7e\\x80-\\xff]*")*)$',
} as const;

/** The OpenAPI entry of the header `If-None-Match`. */
export const ifNoneMatchHeader = {
  in: "header",
  name: "If-None-Match",
  required: false,
  description: "Tags of earlier answers: 304 without a body where one of them is the present tag.",
  schema: TAGS,
  example: '"mx38tx6p-zmRtdKzV_vtyPCl0"',
} as const;

/** The OpenAPI entry of the header `If-Match`. */
export const ifMatchHeader = {
  in: "header",
  name: "If-Match",
  required: false,
  description:
    "Tags of earlier answers, or `*`: 412 where it was changed since. Bookings of a slot are no change of it.",
  schema: TAGS,
  example: "*",
} as const;
