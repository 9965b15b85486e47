import { documentOf, invalidInput, restIdempotencyKey, restList } from "@holdfast/contract";
import { withinReads } from "@holdfast/core";
import { OpenAPIHono, type RouteConfig, type z } from "@hono/zod-openapi";
import type { Context, Handler } from "hono";
import { requireUnguessable } from "../auth/index.ts";
import { type Env, PRIVATE_READ, respondRead } from "../http/index.ts";
import { chargeRows } from "../limits/index.ts";
import { oncePer, type Page, type RenderedPage, renderPage } from "./rendered.ts";
import { validated } from "./validation.ts";

/** Creates a router that validates requests by the OpenAPI description of their route, and throws on invalid ones. */
export function createRestApp(): OpenAPIHono<Env> {
  const app = new OpenAPIHono<Env>();
  app.openapi = ((
    { middleware = [], hide, ...route }: RouteConfig & { hide?: boolean },
    handler: Handler<Env>,
  ) => {
    if (!hide) app.openAPIRegistry.registerPath(asDocumented(route));
    const path = route.path.replaceAll(/\/{(\w+)}\.ics$/g, "/:$1{.+\\.ics}").replaceAll(/\/{(.+?)}/g, "/:$1");
    return app.on([route.method], [path], ...[middleware].flat(), validated(route, handler));
  }) as typeof app.openapi;
  return app;
}

/** A route whose body is described as its schema says. */
function asDocumented(route: RouteConfig): RouteConfig {
  const json = route.request?.body?.content["application/json"];
  if (!json || !("schema" in json)) return route;
  const { required } = route.request?.body ?? {};
  const { body } = jsonBody(documentOf(json.schema as z.ZodType));
  return { ...route, request: { ...route.request, body: { ...body, required: required ?? true } } };
}

/** The OpenAPI entry of a JSON request body. */
export const jsonBody = <Schema extends z.ZodType>(schema: Schema) => ({
  body: { required: true, content: { "application/json": { schema } } },
});

/** The OpenAPI entry of a JSON request body that may be left out: it is then an empty object. */
export const optionalJsonBody = <Schema extends z.ZodType>(schema: Schema) => ({
  body: { ...jsonBody(schema).body, required: false },
});

/** The OpenAPI entry of a JSON response. */
export const jsonResponse = <Schema extends z.ZodType>(description: string, schema: Schema) => ({
  description,
  content: { "application/json": { schema } },
});

/** Says that a response has a header. What the header is, stands in `document/headers.ts`. */
const hasHeader = <Name extends "ETag" | "Location" | "Content-Disposition">(name: Name) =>
  ({ [name]: { $ref: `#/components/headers/${name}` } }) as Record<Name, { $ref: string }>;

const LOCATION_HEADERS = hasHeader("Location");

/** The OpenAPI entry of a response with something new, given that of its body, which has an address of its own. */
export const createdResponse = <Response extends { description: string; headers?: object }>(
  response: Response,
) => ({
  ...response,
  headers: { ...response.headers, ...LOCATION_HEADERS },
});

/** The header with the address of something new: the path of its kind, and its id. */
export const locationOf = (path: string, { id }: { id: string }) => ({ Location: `${path}/${id}` });

/** The OpenAPI entry of the header `ETag`. Where a GET's answer has it, the route takes `If-None-Match`. */
export const TAG_HEADERS = hasHeader("ETag");

/** The header of a JSON response that is a file. */
export const FILE_HEADERS = hasHeader("Content-Disposition");

/** The OpenAPI entry of a list's response. */
export const listResponse = <Item extends z.ZodType>(description: string, item: Item) => ({
  ...jsonResponse(description, restList(item)),
  headers: TAG_HEADERS,
});

const REPLAYED = "Idempotent-Replayed";

/** The OpenAPI entry of the header `Idempotency-Key`. It has no example: who copies one shares a key with all others. */
export const idempotencyKeyHeader = {
  in: "header",
  name: "Idempotency-Key",
  required: false,
  description: `1 to 255 visible characters, best a new UUID; without an API key at least 20. The same key, path and body within 24 hours get the first answer again, with \`${REPLAYED}: true\`.`,
  schema: {
    type: "string",
    pattern: "^[\\x21-\\x7e]{1,255}$",
  },
} as const;

/**
 * Reads the header `Idempotency-Key`.
 * @returns the key for the verb's input, `onReplay` for its options, and the headers of the response
 * @throws INVALID_INPUT for an invalid key
 */
export function readIdempotencyKey(c: Context<Env>) {
  const header = c.req.header("Idempotency-Key");
  if (header === undefined) return { headers: {} };
  const { data: idempotencyKey, error } = restIdempotencyKey.safeParse(header);
  if (error) throw invalidInput("Idempotency-Key", error.issues[0]?.message ?? "is not usable");
  requireUnguessable(c.get("deps"), "Idempotency-Key", idempotencyKey);
  const headers: Record<string, string> = {};
  const onReplay = () => {
    headers[REPLAYED] = "true";
  };
  return { idempotencyKey, onReplay, headers };
}

/**
 * Responds with a page of a list and the link to the next: as an array, or as an object with `envelope=true`; 304 where
 * `If-None-Match` names its tag. The client is charged for its rows.
 * @param read reads the page, with few other lists at a time: bookings keep connections of their own
 */
export async function respondPage<Item, Row>(
  c: Context<Env>,
  read: () => Promise<Page<Item>>,
  toRow: (item: Item) => Row,
) {
  const page = await withinReads(c.get("deps").db, read);
  return respondPageOf(c, page, renderPage(page, toRow), PRIVATE_READ);
}

/** `respondPage` with a page that is there, and rendered. */
export function respondPageOf<Row>(
  c: Context<Env>,
  page: Page<unknown>,
  { rows, envelope }: RenderedPage<Row>,
  cacheControl: string,
) {
  const usage = c.get("usage");
  if (usage) chargeRows(usage, page.items.length);
  const headers: Record<string, string> = { "Cache-Control": cacheControl };
  const link = nextLink(c.req.url, page);
  if (link) headers["Link"] = link;
  return c.req.query("envelope") === "true"
    ? respondRead(c, envelope(), headers)
    : respondRead(c, rows, headers);
}

/** The links to the page behind a page, by the address of the request. */
const links = oncePer((_page: Page<unknown>) => new Map<string, string>());

/** The link to a list's next page; none on the last. */
function nextLink(url: string, page: Page<unknown>): string | undefined {
  if (!page.nextCursor) return undefined;
  const known = links(page).get(url);
  if (known) return known;
  const { pathname, searchParams } = new URL(url);
  searchParams.set("cursor", page.nextCursor);
  const link = `<${pathname}?${searchParams}>; rel="next"`;
  links(page).set(url, link);
  return link;
}
