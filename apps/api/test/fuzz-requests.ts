import fc from "fast-check";
import type { JsonSchema, Procedure, Route } from "./inventory.ts";

/* Random requests, made from what the server says of itself: some fit, some nearly do, some are nothing at all. */

/** A request to send. `#slot7#` in path and body stands for the id of a slot that exists. */
export interface FuzzRequest {
  method: string;
  path: string;
  headers: Record<string, string>;
  body: string | undefined;
}

export const KINDS = ["slot", "booking", "resource", "schedule", "waitlist", "key"] as const;
export type Kind = (typeof KINDS)[number];

/** Stands for an id of something that exists, mostly of the kind that a path or a field's name speaks of. */
function knownId(text: string): fc.Arbitrary<string> {
  const kind = /doctor|show/.test(text) ? "resource" : KINDS.find((each) => text.includes(each));
  const kinds = fc.constantFrom(...KINDS);
  const mostly = kind ? fc.oneof({ weight: 9, arbitrary: fc.constant(kind) }, kinds) : kinds;
  return fc.tuple(mostly, fc.nat(10_000)).map(([each, index]) => `#${each}${index}#`);
}

const TEXTS = [
  "",
  " ",
  "\0",
  "\ud800",
  "'; DROP TABLE bookings; --",
  "%00",
  "../..",
  "🩺",
  "Ju\u0308rgen",
  "\u200b",
  "a\u202eb",
  `Z${"\u0301".repeat(300)}`,
  "👨‍👩‍👧‍👦".repeat(200),
  "null",
  "__proto__",
];
const NUMBERS = [0, -0, -1, 0.5, 2 ** 31, 2 ** 53, 1e308, -1e308];
const junkText = fc.oneof(fc.constantFrom(...TEXTS), fc.string({ unit: "binary", maxLength: 400 }));
const junk: fc.Arbitrary<unknown> = fc.oneof(
  junkText,
  fc.constantFrom<unknown>(...NUMBERS, null, true, [], {}),
  fc.jsonValue({ maxDepth: 4 }),
);

const time = fc
  .date({ min: new Date("2026-01-01"), max: new Date("2027-12-31"), noInvalidDate: true })
  .map((date) => date.toISOString());

/** Values that only who knows the domain can think of, by the field's name without `_` and capitals. */
const BY_NAME: Record<string, fc.Arbitrary<unknown>> = {
  rrule: fc.constantFrom(
    "FREQ=DAILY",
    "FREQ=WEEKLY;BYDAY=MO,WE",
    "FREQ=MONTHLY;COUNT=3",
    "FREQ=NEVER",
    "FREQ=DAILY;INTERVAL=366",
  ),
  timezone: fc.constantFrom("Europe/Berlin", "UTC", "America/New_York", "Mars/Base"),
  opensat: fc.constantFrom("00:00", "09:00", "23:59"),
  closesat: fc.constantFrom("00:01", "17:00", "24:00"),
  horizondays: fc.integer({ min: 1, max: 30 }),
  slotminutes: fc.constantFrom(30, 60, 1440),
  quantity: fc.integer({ min: 1, max: 4 }),
  capacity: fc.integer({ min: 1, max: 20 }),
  // Few, so that some are taken.
  externalid: fc.oneof(fc.constantFrom("E-1", "E-2", "=E-3", "~"), fc.constantFrom(null, "", "two words")),
};

const metadataKeys = fc.constantFrom("order", "order_id", "startsAt", "constructor", "__proto__", "a b");
const metadataValues = fc.oneof(fc.string({ maxLength: 20 }), fc.constantFrom("", "7", "ü"));
/** Metadata, a change of it, and in a query the key and the value that are looked for. */
const metadata: Record<string, fc.Arbitrary<unknown>> = {
  object: fc.dictionary(metadataKeys, fc.option(metadataValues, { freq: 9 }), { noNullPrototype: true }),
  string: fc.tuple(metadataKeys, metadataValues).map((pair) => pair.join(":")),
};

/**
 * Values that fit a schema.
 * @param of what an `id` in it is the id of, as far as the path tells
 */
function fitting(schema: JsonSchema, name: string, of: string): fc.Arbitrary<unknown> {
  const known = BY_NAME[name.replaceAll("_", "").toLowerCase()];
  if (known) return known;
  const ofMetadata = name === "metadata" && metadata[[schema["type"]].flat()[0]];
  if (ofMetadata) return ofMetadata;
  const alternatives = schema["anyOf"] ?? schema["oneOf"] ?? schema["allOf"];
  if (alternatives) return fc.oneof(...alternatives.map((each: JsonSchema) => fitting(each, name, of)));
  if (schema["enum"]) return fc.constantFrom(...schema["enum"]);
  if ("const" in schema) return fc.constant(schema["const"]);
  if (Array.isArray(schema["type"]))
    return fc.oneof(...schema["type"].map((type: string) => fitting({ ...schema, type }, name, of)));
  if (schema["type"] === "object") return fittingObject(schema, of);
  if (schema["type"] === "array")
    return fc.array(fitting(schema["items"], name, of), { minLength: schema["minItems"] ?? 0, maxLength: 3 });
  if (schema["type"] === "boolean") return fc.boolean();
  if (schema["type"] === "null") return fc.constant(null);
  if (schema["type"] === "integer" || schema["type"] === "number")
    return fc.integer({ min: schema["minimum"] ?? -10, max: schema["maximum"] ?? 1_000 });
  return fittingText(schema, name === "id" ? of : name);
}

function fittingObject({ properties = {}, required = [] }: JsonSchema, of: string): fc.Arbitrary<unknown> {
  const fields = Object.entries(properties as Record<string, JsonSchema>).map(
    ([name, schema]) => [name, fitting(schema, name, of)] as const,
  );
  return fc.record(Object.fromEntries(fields), { requiredKeys: required });
}

function fittingText(
  { format, minLength = 0, maxLength = 50 }: JsonSchema,
  about: string,
): fc.Arbitrary<string> {
  if (format === "uuid") return fc.oneof({ weight: 9, arbitrary: knownId(about.toLowerCase()) }, fc.uuid());
  if (format === "date-time") return time;
  if (format === "date") return time.map((text) => text.slice(0, 10));
  return fc.string({ minLength, maxLength: Math.min(maxLength, 50) });
}

/** A value that fits, or one that did before something was done to it. */
function nearly(schema: JsonSchema, of: string): fc.Arbitrary<unknown> {
  const fits = fitting(schema, "", of);
  const spoiled = fc.tuple(
    fits,
    fc.nat(),
    junk,
    junkText,
    fc.constantFrom("replace", "remove", "add", "wrap"),
  );
  return fc.oneof(
    { weight: 5, arbitrary: fits },
    {
      weight: 4,
      arbitrary: spoiled.map(([value, at, other, name, how]) => spoil(value, at, other, name, how)),
    },
    { weight: 1, arbitrary: junk },
  );
}

function spoil(value: unknown, at: number, other: unknown, name: string, how: string): unknown {
  if (typeof value !== "object" || value === null || how === "wrap") return [value, other];
  const keys = Object.keys(value);
  const key = keys[at % Math.max(1, keys.length)] ?? name;
  const copy: Record<string, unknown> = { ...value };
  if (how === "remove") delete copy[key];
  else copy[how === "add" ? name : key] = other;
  return copy;
}

const methods = fc.constantFrom("GET", "POST", "PATCH", "DELETE", "PUT", "HEAD", "OPTIONS", "QUERY");
const bodies = (fits: fc.Arbitrary<unknown>) =>
  fc.oneof(
    { weight: 8, arbitrary: fits.map((value) => JSON.stringify(value)) },
    {
      weight: 1,
      arbitrary: fc.tuple(fits, fc.nat(50)).map(([value, end]) => `${JSON.stringify(value)}`.slice(0, end)),
    },
    { weight: 1, arbitrary: junkText },
  );
/** A header's value is visible ASCII: anything else never leaves a client. */
const headerText = fc.string({ unit: "grapheme-ascii", maxLength: 300 }).map((text) => text.trim());
const usualHeaders = fc.record(
  {
    "Content-Type": fc.constantFrom("application/json", "application/json; charset=utf-8", "text/plain", "x"),
    "Idempotency-Key": fc.oneof(fc.constantFrom("key-1", "key-2", "key-3"), headerText),
    "X-Request-Id": headerText,
    "Booking-Token": headerText,
    Accept: headerText,
  },
  { requiredKeys: [] },
) as fc.Arbitrary<Record<string, string>>;

/** A wrong key is refused everywhere, so there is one now and then. */
const wrongKey = headerText.map((text) => ({ Authorization: `Bearer ${text}` }));
/** Tags that match, that do not, and that are none. */
const conditions = fc
  .tuple(
    fc.constantFrom("If-Match", "If-None-Match"),
    fc.oneof(fc.constantFrom("*", '"a", W/"b"', '"0-", "zzzzzzzzz-x"'), headerText),
  )
  .map(([name, text]) => ({ [name]: text }));

const headers = fc
  .tuple(
    usualHeaders,
    fc.oneof({ weight: 19, arbitrary: fc.constant({}) }, wrongKey),
    fc.oneof({ weight: 9, arbitrary: fc.constant({}) }, conditions),
  )
  .map(([usual, key, condition]) => ({ ...usual, ...key, ...condition }) as Record<string, string>);

/** Mostly what a client would send. */
const mostly = <Value>(usual: Value, other: fc.Arbitrary<Value>) =>
  fc.oneof({ weight: 9, arbitrary: fc.constant(usual) }, { weight: 1, arbitrary: other });

const queryText = (value: unknown) => (typeof value === "object" ? JSON.stringify(value) : String(value));

/** Requests to a REST route. */
export function routeRequests({ method, path, params, query, body }: Route): fc.Arbitrary<FuzzRequest> {
  const inPath = fc.oneof(
    { weight: 8, arbitrary: knownId(path) },
    { weight: 1, arbitrary: fc.uuid() },
    { weight: 1, arbitrary: junkText.map((text) => encodeURIComponent(text.toWellFormed())) },
  );
  const dayInPath = fc.oneof(
    { weight: 8, arbitrary: fc.constantFrom("2031-12-24", "2031-12-25") },
    { weight: 1, arbitrary: inPath },
  );
  const fields = Object.entries(query).map(
    ([name, schema]) =>
      [name, fc.oneof({ weight: 4, arbitrary: fitting(schema, name, path) }, junkText)] as const,
  );
  return fc
    .record({
      method: mostly(method, methods),
      ids: fc.tuple(...params.map((name) => (name === "day" ? dayInPath : inPath))),
      queried: fc.record(Object.fromEntries(fields), { requiredKeys: [] }),
      headers,
      body: body ? bodies(nearly(body, path)) : mostly<string | undefined>(undefined, junkText),
    })
    .map(({ ids, queried, ...request }) => {
      const search = new URLSearchParams(
        Object.entries(queried).map(([name, value]) => [name, queryText(value).toWellFormed()]),
      );
      const filled = params.reduce((text, name, index) => text.replace(`{${name}}`, ids[index] ?? ""), path);
      return finish({ ...request, path: search.size > 0 ? `${filled}?${search}` : filled });
    });
}

/** Requests to a tRPC procedure. */
export function procedureRequests({ path, type, input }: Procedure): fc.Arbitrary<FuzzRequest> {
  const usual = type === "query" ? "GET" : "POST";
  return fc
    .record({
      method: mostly(usual, methods),
      headers,
      body: bodies(nearly(input, path)),
      isBatch: fc.boolean(),
    })
    .map(({ isBatch, body, ...request }) => {
      const text = isBatch ? `{"0":${body}}` : body;
      const suffix = isBatch ? "batch=1" : "";
      const where = `/trpc/${path}?${suffix}`;
      const isRead = request.method === "GET" || request.method === "HEAD";
      return isRead
        ? finish({
            ...request,
            path: `${where}&input=${encodeURIComponent(String(text).toWellFormed())}`,
            body: undefined,
          })
        : finish({ ...request, path: where, body: text });
    });
}

/** What cannot be sent at all is made sendable. */
function finish({ method, path, headers: given, body }: FuzzRequest): FuzzRequest {
  const hasBody = body !== undefined && method !== "GET" && method !== "HEAD";
  const type: Record<string, string> = hasBody ? { "Content-Type": "application/json" } : {};
  return { method, path, headers: { ...type, ...given }, body: hasBody ? body : undefined };
}
