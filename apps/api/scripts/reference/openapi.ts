import { createApp } from "../../src/app.ts";
import type { Rule } from "../../src/auth/index.ts";
import { createLog } from "../../src/http/index.ts";

/* What the reference reads of the OpenAPI document that the application serves. */

/** A JSON Schema, as far as the contract's have it. */
export interface Schema {
  $ref?: string;
  type?: string | string[];
  format?: string;
  enum?: (string | null)[];
  description?: string;
  minimum?: number;
  maximum?: number;
  minLength?: number;
  maxLength?: number;
  minItems?: number;
  maxItems?: number;
  maxProperties?: number;
  default?: unknown;
  items?: Schema;
  anyOf?: Schema[];
  oneOf?: Schema[];
  properties?: Record<string, Schema>;
  additionalProperties?: Schema | boolean;
  required?: string[];
}

interface Content {
  $ref?: string;
  content?: Record<string, { schema: Schema }>;
}

export interface Operation {
  summary: string;
  description: string;
  "x-rule": Rule;
  parameters?: {
    in: "path" | "query" | "header";
    name: string;
    description?: string;
    required: boolean;
    schema: Schema;
  }[];
  requestBody?: Content;
  responses: Record<string, Content & { description: string }>;
}

/** A route as `POST /api/bookings`, with its description. */
export interface Endpoint {
  route: string;
  operation: Operation;
}

export interface Description {
  endpoints: Endpoint[];
  /** The named schemas. */
  schemas: Record<string, Schema>;
  /** Every route that is served, described or not. */
  routes: string[];
  /** The document itself, for readers. */
  json: string;
}

/** Reads the document from an application without a database: serving it needs none. */
export async function readDescription(): Promise<Description> {
  const log = createLog({ production: true, logLevel: "silent" });
  const app = createApp({ log } as Parameters<typeof createApp>[0]);
  const response = await app.request("/openapi.json");
  const text = await response.text();
  const document: {
    paths: Record<string, Record<string, Operation>>;
    components: { schemas: Record<string, Schema> };
  } = JSON.parse(text);
  const all = document.components.schemas;
  const endpoints = Object.entries(document.paths).flatMap(([path, operations]) =>
    Object.entries(operations).map(([method, operation]) => ({
      route: `${method.toUpperCase()} ${path}`,
      operation: forReaders(operation, all),
    })),
  );
  const routes = app.routes
    .filter(({ method }) => method !== "ALL")
    .map(
      ({ method, path }) => `${method} ${path.replace("{.+\\.ics}", ".ics").replaceAll(/:(\w+)/g, "{$1}")}`,
    );
  const schemas = Object.fromEntries(
    Object.entries(all)
      .filter(([name, schema]) => isResponse(name, schema))
      .map(([name, schema]) => [name, withEnums(schema, all)]),
  );
  return { endpoints, schemas, routes: [...new Set(routes)], json: `${JSON.stringify(document, null, 2)}\n` };
}

/** The same in an input and in a response. */
const SHARED = /^(?:Questions|\w+Question)$/;

/** Inputs are shown with their endpoints, enums where they are used, and pages by their items. */
const isResponse = (name: string, schema: Schema) =>
  schema.properties !== undefined &&
  (schema.additionalProperties !== false || SHARED.test(name)) &&
  !name.endsWith("Page");

/** An operation whose inputs, enums and lists stand where they are used. */
function forReaders(operation: Operation, schemas: Record<string, Schema>): Operation {
  const body = operation.requestBody?.content?.["application/json"]?.schema;
  const parameters = operation.parameters?.map((parameter) => ({
    ...parameter,
    schema: { ...withEnums(parameter.schema, schemas), ...describedBy(parameter) },
  }));
  return {
    ...operation,
    ...(parameters && { parameters }),
    ...(body && { requestBody: { content: { "application/json": { schema: inputOf(body, schemas) } } } }),
  };
}

const describedBy = ({ description }: { description?: string }) =>
  description === undefined ? {} : { description };

/** The fields of an input; of one of several, all fields, of which those are required that each requires. */
function inputOf(schema: Schema, schemas: Record<string, Schema>): Schema {
  const alternatives = (schema.oneOf ?? [schema]).map((one) => schemas[refName(one) ?? ""] ?? one);
  const properties = Object.assign({}, ...alternatives.map((one) => one.properties));
  const [first, ...others] = alternatives.map(({ required = [] }) => required);
  const required = (first ?? []).filter((name) => others.every((names) => names.includes(name)));
  return withEnums({ type: "object", properties, required }, schemas);
}

/** A schema with the values of the enums that it names, and with what else is no response inside it. */
function withEnums(schema: Schema, schemas: Record<string, Schema>): Schema {
  const [alternative, none] = schema.oneOf ?? [];
  if (alternative && none?.type === "null") {
    const named = withEnums(alternative, schemas);
    const { oneOf: _alternatives, ...own } = schema;
    if (named.enum) return { ...named, ...own, enum: [...named.enum, null] };
  }
  const name = refName(schema) ?? "";
  const target = schemas[name];
  if (target && !isResponse(name, target)) {
    const { $ref: _ref, ...own } = schema;
    return { ...withEnums(target, schemas), ...own };
  }
  return {
    ...schema,
    ...(schema.items && { items: withEnums(schema.items, schemas) }),
    ...(schema.properties && {
      properties: Object.fromEntries(
        Object.entries(schema.properties).map(([field, inner]) => [field, withEnums(inner, schemas)]),
      ),
    }),
  };
}

/** The fields of a JSON body; none where a request takes no body. */
export function bodyOf({ requestBody }: Operation): Schema | undefined {
  return requestBody?.content?.["application/json"]?.schema;
}

/** The successful response: its status, and its schema unless it is a file. */
export function successOf({ responses }: Operation): {
  status: string;
  description: string;
  schema?: Schema;
} {
  const [status, response] = Object.entries(responses).find(([code]) => code.startsWith("2")) ?? [];
  if (status === undefined || response === undefined) throw new Error("an operation never succeeds");
  const content = response.content?.["application/json"]?.schema;
  // A list is an array, or a page by request.
  const schema = content?.oneOf?.[0] ?? content;
  return { status, description: response.description, ...(schema && { schema }) };
}

/** The name that a schema refers to: `Booking`. */
export const refName = ({ $ref }: Schema): string | undefined => $ref?.split("/").at(-1);
