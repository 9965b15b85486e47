import { idExample, parameterExample } from "../src/rest/document/examples.ts";
import type { Operation, Parameter, Schema } from "../src/rest/document/types.ts";
import { operationsOf } from "../src/rest/document/types.ts";
import type { describedApi } from "./conformance.ts";
import type { LoopRequest } from "./schema-requests.ts";

/* The requests that the OpenAPI document shows as examples: each body as it stands, and with each further
   field and parameter that has an example of its own. */

type Described = ReturnType<typeof describedApi>;

/** A request that the document shows. */
export interface ExampleRequest extends LoopRequest {
  operationId: string;
  /** The operation, and what of it is shown. */
  name: string;
}

/** What paths and fields call an id by; `resource` is a doctor. */
const NOUNS = [
  "doctor",
  "show",
  "slot",
  "booking",
  "waitlist",
  "schedule",
  "webhook",
  "delivery",
  "absence",
  "order",
  "key",
] as const;
const NOUN_BY_ID = new Map(NOUNS.map((noun) => [idExample(noun), noun]));

/** The same with `#slot0#` instead of a slot's example id. */
const withNouns = <Value>(value: Value): Value =>
  JSON.parse(
    JSON.stringify(value).replaceAll(/[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}/g, (id) => {
      const noun = NOUN_BY_ID.get(id);
      return noun === undefined ? id : `#${noun}0#`;
    }),
  );

/** What the document shows no value of, because each request has one of its own. */
const OWN_VALUES: Readonly<Record<string, string>> = {
  "Idempotency-Key": "7f6c3ad2-9f0e-4b7a-8a34-2d6f5b1c0e9d",
};

/** The example of a parameter, or what needs none: a default, yes, or a value of an enum. */
export function exampleOf({ document }: Described, parameter: Parameter): unknown {
  const { name, schema } = parameter;
  const isFlag = schema.type === "boolean";
  return (
    parameterExample(parameter, document.components.schemas) ??
    schema.default ??
    (isFlag ? true : OWN_VALUES[name])
  );
}

/** Every request that the document shows for an operation below /api. */
export function exampleRequests(described: Described): ExampleRequest[] {
  const ofApi = operationsOf(described.document).filter(({ path }) => path.startsWith("/api/"));
  return ofApi.flatMap(({ path, method, operation }) => {
    const given = (operation.parameters ?? []).filter(
      (parameter) => exampleOf(described, parameter) !== undefined,
    );
    const isNeeded = (parameter: Parameter) => parameter.in === "path" || parameter.required === true;
    const needed = given.filter(isNeeded);
    const others = given.filter((parameter) => !isNeeded(parameter));
    const request = (name: string, parameters: Parameter[], body: unknown): ExampleRequest => ({
      operationId: operation.operationId,
      name: `${operation.operationId}: ${name}`,
      ...addressed(described, path, [...needed, ...parameters], operation),
      method: method.toUpperCase(),
      body: body === undefined ? undefined : JSON.stringify(withNouns(body)),
      isValid: true,
    });
    const [[, shown] = ["", undefined], ...variants] = shownBodies(described, operation);
    return [
      request("as shown", [], shown),
      ...others.map((parameter) => request(`with ${parameter.name}`, [parameter], shown)),
      ...variants.map(([name, body]) => request(name, [], body)),
    ];
  });
}

/** The bodies that are shown: that of the operation first, then those of its schemas and of their fields. */
function shownBodies({ document }: Described, { requestBody }: Operation): [name: string, body: unknown][] {
  const json = requestBody?.content["application/json"];
  if (!json) return [];
  const named = (json.schema.oneOf ?? [json.schema]).map(({ $ref = "" }) => $ref.split("/").at(-1) ?? "");
  const ofSchemas = named.flatMap((name): [string, unknown][] => {
    const { examples = [], properties = {} }: Schema = document.components.schemas[name] ?? {};
    const [whole] = examples;
    const fields = Object.entries(properties).flatMap(([field, { examples: own = [] }]) =>
      own.map((value): [string, unknown] => [`${name}.${field}`, { ...(whole as object), [field]: value }]),
    );
    return [...examples.map((example): [string, unknown] => [name, example]), ...fields];
  });
  return [["as shown", json.example], ...ofSchemas];
}

/** The address and the headers of a request with these parameters, and with one of those of which one must be given. */
function addressed(described: Described, path: string, parameters: Parameter[], operation: Operation) {
  const textOf = (parameter: Parameter) => String(withNouns(exampleOf(described, parameter)));
  const query = new URLSearchParams();
  const headers: Record<string, string> = {};
  let filled = path;
  for (const parameter of parameters) {
    const value = textOf(parameter);
    if (parameter.in === "path") filled = filled.replace(`{${parameter.name}}`, value);
    else if (parameter.in === "query") query.set(parameter.name, value);
    else headers[parameter.name] = value;
  }
  const needed = (operation["x-exactly-one-of"] ?? operation["x-at-least-one-of"] ?? []) as string[];
  const first = operation.parameters?.find(({ name }) => needed.includes(name));
  if (first && !needed.some((name) => query.has(name))) query.set(first.name, textOf(first));
  const text = query.toString().replaceAll("%23", "#");
  return { path: text ? `${filled}?${text}` : filled, headers };
}

/** An example with the schema beside it. */
interface Shown {
  at: string;
  schema: Schema;
  value: unknown;
}

/** Every example of the document, wherever it stands. */
export function examplesIn(document: object): Shown[] {
  const shown: Shown[] = [];
  const visit = (part: unknown, at: string): void => {
    if (typeof part !== "object" || part === null) return;
    const { schema, example, examples, ...others } = part as Record<string, unknown>;
    if (Array.isArray(examples)) {
      // Examples of a schema stand in it.
      for (const value of examples) shown.push({ at, schema: part as Schema, value });
    } else if (examples) {
      for (const one of Object.values(examples)) {
        shown.push({ at, schema: schema as Schema, value: (one as { value: unknown }).value });
      }
    }
    if (example !== undefined) shown.push({ at, schema: schema as Schema, value: example });
    for (const [name, inner] of Object.entries({ ...others, schema })) visit(inner, `${at}/${name}`);
  };
  visit(document, "");
  return shown;
}
