import fc from "fast-check";
import type { Operation, Parameter, Schema } from "../src/rest/document/types.ts";
import { operationsOf } from "../src/rest/document/types.ts";
import type { describedApi } from "./conformance.ts";

/* Requests made from the schemas of the OpenAPI document alone: some fit, the others have one fault. */

type Described = ReturnType<typeof describedApi>;

/** A request to send. `#slot7#` in path and body stands for the id of a slot that exists. */
export interface LoopRequest {
  method: string;
  path: string;
  headers: Record<string, string>;
  body: string | undefined;
  /** Whether the document allows it. */
  isValid: boolean;
}

/** What takes the place of a value: `undefined` leaves it out. */
type Fault = (value: unknown) => unknown;

/** A name, and one with letters of several bytes; both are texts of any kind. */
const TEXTS = ["Ann", "Jürgen Müller", "🩺 desk", "a, b; c", "O'Neill"];
const RULES = [
  "FREQ=DAILY",
  "FREQ=WEEKLY;BYDAY=MO,WE",
  "BYDAY=FR;FREQ=WEEKLY;INTERVAL=2",
  "RRULE:FREQ=DAILY;COUNT=1000",
  "FREQ=DAILY;UNTIL=20311231",
  "FREQ=MONTHLY;BYDAY=1MO,-1FR",
  "FREQ=YEARLY;BYMONTH=12;BYDAY=MO,TU;BYSETPOS=-1",
];
const ZONES = ["Europe/Berlin", "UTC", "America/New_York", "Mars/Base"];
/** Keys of a map; JavaScript's own names are no others. */
const MAP_KEYS = fc.constantFrom("order", "order_id", "startsAt", "constructor", "a.b-c");
/** Keys of questions, and of answers that are to none of these. */
const QUESTION_KEYS = fc.constantFrom("order", "diet");
const ANSWER_KEYS = fc.constantFrom("order_id", "constructor");
const MAP_OPTIONS = { maxKeys: 3, noNullPrototype: true };
/** Items of a list, unless it must have more. */
const ITEMS_MAX = 3;
const IDS = /resource|doctor|show|slot|booking|schedule|waitlist|webhook|delivery|key/g;

/** Text that a pattern allows: the document has few, and each is met by one of these. */
const CANDIDATES = [
  ...TEXTS,
  ...RULES,
  ...ZONES,
  "00:00",
  "09:00",
  "12:30",
  "17:00",
  "24:00",
  "18:00-20:00",
  "*",
  "https://example.org/hook",
  "https://example.org:8443/?from=holdfast",
  '"mx38tx6p-zmRtdKzV_vtyPCl0"',
  'W/"a", "b"',
  "1024",
];

const day = fc
  .date({ min: new Date("2026-01-01"), max: new Date("2032-12-31"), noInvalidDate: true })
  .map((date) => date.toISOString());

/** Values that fit a schema of the document. `about` has the words that say what an id is the id of. */
function fitting(described: Described, schema: Schema, about: string): fc.Arbitrary<unknown> {
  const inside = (part: Schema, words: string) => fitting(described, part, words);
  if (schema.$ref) {
    const name = schema.$ref.split("/").at(-1) ?? "";
    return inside(described.document.components.schemas[name] ?? {}, about);
  }
  const alternatives = schema.oneOf ?? schema.anyOf;
  if (alternatives) return fc.oneof(...alternatives.map((one) => inside(one, about)));
  if (schema.enum) return fc.constantFrom(...schema.enum);
  if (Array.isArray(schema.type)) {
    return fc.oneof(...schema.type.map((type) => inside({ ...schema, type }, about)));
  }
  if (schema.type === "null") return fc.constant(null);
  if (schema.type === "boolean") return fc.boolean();
  if (schema.type === "integer") {
    const { minimum = 0, maximum = 100 } = schema;
    return fc.oneof(
      fc.constantFrom(minimum, maximum),
      fc.integer({ min: minimum, max: Math.min(maximum, minimum + 60) }),
    );
  }
  if (schema.type === "number") {
    const { minimum: min = -10, maximum: max = 10 } = schema;
    return fc.double({ min, max, noNaN: true });
  }
  if (schema.type === "array") {
    const { minItems: minLength = 0, maxItems = ITEMS_MAX } = schema;
    const maxLength = Math.max(minLength, Math.min(maxItems, ITEMS_MAX));
    const list = schema.uniqueItems ? fc.uniqueArray : fc.array;
    return list(inside(schema.items ?? {}, about), { minLength, maxLength });
  }
  if (schema.type === "object") {
    const { properties = {}, required = [], additionalProperties: values } = schema;
    if (typeof values === "object") {
      const ofQuestions = about.includes("answers") ? ANSWER_KEYS : QUESTION_KEYS;
      const keys = described.fits(schema.propertyNames ?? {}, "startsAt") ? MAP_KEYS : ofQuestions;
      return fc.dictionary(keys, inside(values, about), MAP_OPTIONS);
    }
    const fields = Object.entries(properties).map(
      ([name, field]) => [name, inside(field, name === "id" ? about : `${about} ${name}`)] as const,
    );
    return fc.record(Object.fromEntries(fields), { requiredKeys: required });
  }
  return fittingText(described, schema, about);
}

function fittingText(described: Described, schema: Schema, about: string): fc.Arbitrary<string> {
  if (schema.format === "uuid") {
    const word = about.match(IDS)?.at(-1) ?? "slot";
    return fc.oneof(
      { weight: 4, arbitrary: fc.nat(100).map((index) => `#${word}${index}#`) },
      { weight: 1, arbitrary: fc.uuid() },
    );
  }
  if (schema.format === "date-time") return day;
  if (schema.format === "date") return day.map((text) => text.slice(0, 10));
  const known = CANDIDATES.filter((text) => described.fits(schema, text));
  if (known.length === 0) throw new Error(`no candidate fits ${about}: ${JSON.stringify(schema)}`);
  return fc.constantFrom(...known);
}

/** Faults of one value by its schema. A text is refused for its kind where hardly anything else can be said of it. */
function faultsOf(described: Described, schema: Schema): Fault[] {
  const wrong = [{ a: 1 }, [[1]], 1.5, -1, true, "", "\u0000", "no", "x".repeat(70_000).slice(0, 400), null];
  const target = schema.$ref
    ? (described.document.components.schemas[schema.$ref.split("/").at(-1) ?? ""] ?? {})
    : schema;
  return wrong.filter((value) => !described.fits(target, value)).map((value) => () => value);
}

/** A body with a fault: a field less, one that is not known, or one with a wrong value. */
function faulty(described: Described, schema: Schema, value: Record<string, unknown>): fc.Arbitrary<unknown> {
  const alternatives = (schema.oneOf ?? [schema]).map(({ $ref, ...rest }) =>
    $ref ? (described.document.components.schemas[$ref.split("/").at(-1) ?? ""] ?? {}) : rest,
  );
  const properties: Record<string, Schema> = Object.assign({}, ...alternatives.map((one) => one.properties));
  const spoiled: unknown[] = [[value], "text", null, { ...value, colour: "red" }];
  for (const name of Object.keys(value)) {
    const { [name]: _left, ...less } = value;
    spoiled.push(less);
    for (const fault of faultsOf(described, properties[name] ?? {})) {
      spoiled.push({ ...value, [name]: fault(value[name]) });
    }
  }
  const refused = spoiled.filter((body) => !described.fits(schema, withAnyIds(body)));
  return fc.constantFrom(...refused);
}

/** A body with UUIDs in the places of `#slot7#`, as the schemas want them. */
const withAnyIds = (value: unknown): unknown =>
  JSON.parse(JSON.stringify(value).replaceAll(/#[a-z]+\d+#/g, "018f4e2a-7c1b-7d3e-9a55-3f6b1c2d4e5f"));

/** Queries that fit: what must not be given together is not, and what must be given is. */
function queries(described: Described, parameters: Parameter[], rules: Operation, path: string) {
  const fields = parameters.map(
    ({ name, schema }) => [name, fitting(described, schema, `${path} ${name}`)] as const,
  );
  const exclusive = (rules["x-exactly-one-of"] ?? []) as string[];
  const least = (rules["x-at-least-one-of"] ?? []) as string[];
  const always = parameters.flatMap(({ name, required }) => (required ? [name] : []));
  return fc
    .record(Object.fromEntries(fields), { requiredKeys: [...exclusive, ...least, ...always] })
    .chain((query) =>
      fc.nat(Math.max(0, exclusive.length - 1)).map((kept) =>
        Object.fromEntries(
          Object.entries(query)
            .filter(([name]) => !exclusive.includes(name) || name === exclusive[kept])
            .map(([name, value]) => [name, String(value)] as [string, string]),
        ),
      ),
    );
}

/** The queries that the document refuses: a parameter that is not known, or one with a wrong value. */
function faultyQuery(described: Described, parameters: Parameter[], query: Record<string, string>) {
  const spoiled: Record<string, string>[] = [{ ...query, colour: "red" }];
  for (const { name, schema } of parameters) {
    for (const text of ["", "no", "-1", "1.5", "\u0000", "x".repeat(400)]) {
      const value = /^-?\d/.test(text) ? Number(text) : text;
      const isRefused = !described.fits(schema, value) && !described.fits(schema, text);
      if (isRefused) spoiled.push({ ...query, [name]: text });
    }
  }
  return fc.constantFrom(...spoiled);
}

/** Headers that fit. An idempotency key is of one request alone. */
function headers(described: Described, parameters: Parameter[]) {
  const fields = parameters.map(
    ({ name, schema }) =>
      [name, name === "Idempotency-Key" ? fc.uuid() : fitting(described, schema, name)] as const,
  );
  return fc.record(Object.fromEntries(fields), { requiredKeys: [] }) as fc.Arbitrary<Record<string, string>>;
}

/** The headers that the document refuses, each with a wrong value. */
function faultyHeaders(described: Described, parameters: Parameter[]) {
  const spoiled = parameters.flatMap(({ name, schema }) =>
    ["no", "two words", '"a" "b"', '"', "x".repeat(300)]
      .filter((text) => !described.fits(schema, text))
      .map((text) => ({ [name]: text })),
  );
  return fc.constantFrom(...spoiled);
}

/** Where a request has its fault: a part of it that can be spoiled, or nowhere. */
type Place = "nowhere" | "path" | "query" | "header" | "body";

/** Requests to every operation of the document that is below /api; half of them have one fault. */
export function describedRequests(described: Described): fc.Arbitrary<LoopRequest>[] {
  const ofApi = operationsOf(described.document).filter(({ path }) => path.startsWith("/api/"));
  return ofApi.map(({ path, method, operation }) => {
    const { parameters = [], requestBody } = operation;
    const [inPath = [], inQuery = [], inHeader = []] = (["path", "query", "header"] as const).map((part) =>
      parameters.filter((parameter) => parameter.in === part),
    );
    const schema = requestBody?.content["application/json"]?.schema;
    const faults: Place[] = ["query"];
    if (inPath.length > 0) faults.push("path");
    if (inHeader.length > 0) faults.push("header");
    if (schema) faults.push("body");
    const place = fc.oneof(fc.constant<Place>("nowhere"), fc.constantFrom(...faults));
    const whole = fc.record({
      names: pathNames(described, inPath, path),
      query: queries(described, inQuery, operation, path),
      headers: headers(described, inHeader),
      body: schema ? fitting(described, schema, "") : fc.constant(undefined),
      place,
    });
    return whole
      .chain(({ place, ...fit }) => {
        const { names, query, headers, body } = fit;
        const spoiled = {
          nowhere: () => ({}),
          path: () => ({ names: fc.constant({ ...names, [inPath[0]?.name ?? ""]: "no" }) }),
          query: () => ({ query: faultyQuery(described, inQuery, query) }),
          header: () => ({
            headers: faultyHeaders(described, inHeader).map((wrong) => ({ ...headers, ...wrong })),
          }),
          body: () => ({ body: faulty(described, schema ?? {}, body as Record<string, unknown>) }),
        }[place]();
        return fc.record({
          names: fc.constant(names),
          query: fc.constant(query),
          headers: fc.constant(headers),
          body: fc.constant(body),
          isValid: fc.constant(place === "nowhere"),
          ...spoiled,
        });
      })
      .map(({ names, query, body, ...rest }) => {
        const text = new URLSearchParams(query).toString().replaceAll("%23", "#");
        const filled = path.replaceAll(/\{(\w+)\}/g, (_, name: string) => String(names[name]));
        return {
          ...rest,
          method: method.toUpperCase(),
          path: text ? `${filled}?${text}` : filled,
          body: body === undefined ? undefined : JSON.stringify(body),
        };
      });
  });
}

/** What stands in a path for its parameters. */
const pathNames = (described: Described, inPath: Parameter[], path: string) =>
  fc.record(
    Object.fromEntries(
      inPath.map(({ name, schema }) => [
        name,
        fitting(described, schema, path.slice(0, path.indexOf(`{${name}}`))),
      ]),
    ),
  ) as fc.Arbitrary<Record<string, unknown>>;
