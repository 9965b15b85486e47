import { createApp } from "../../src/app.ts";
import type { Rule } from "../../src/auth/index.ts";
import { createLog } from "../../src/http/index.ts";

/* What the reference reads of the OpenAPI document that the application serves. */

/** A JSON Schema, as far as the contract's have it. */
export interface Schema {
  $ref?: string;
  type?: string | string[];
  format?: string;
  enum?: string[];
  description?: string;
  minimum?: number;
  maximum?: number;
  minLength?: number;
  maxLength?: number;
  minItems?: number;
  maxItems?: number;
  default?: unknown;
  items?: Schema;
  anyOf?: Schema[];
  properties?: Record<string, Schema>;
  additionalProperties?: Schema | boolean;
  required?: string[];
}

interface Content {
  content?: Record<string, { schema: Schema }>;
}

export interface Operation {
  summary: string;
  description: string;
  "x-rule": Rule;
  parameters?: { in: "path" | "query" | "header"; name: string; required: boolean; schema: Schema }[];
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
}

/** Reads the document from an application without a database: serving it needs none. */
export async function readDescription(): Promise<Description> {
  const log = createLog({ production: true, logLevel: "silent" });
  const app = createApp({ log } as Parameters<typeof createApp>[0]);
  const response = await app.request("/openapi.json");
  const document = (await response.json()) as {
    paths: Record<string, Record<string, Operation>>;
    components: { schemas: Record<string, Schema> };
  };
  const endpoints = Object.entries(document.paths).flatMap(([path, operations]) =>
    Object.entries(operations).map(([method, operation]) => ({
      route: `${method.toUpperCase()} ${path}`,
      operation,
    })),
  );
  const routes = app.routes
    .filter(({ method }) => method !== "ALL")
    .map(({ method, path }) => `${method} ${path.replaceAll(/:(\w+)/g, "{$1}")}`);
  return { endpoints, schemas: document.components.schemas, routes: [...new Set(routes)] };
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
  const schema = response.content?.["application/json"]?.schema;
  return { status, description: response.description, ...(schema && { schema }) };
}

/** The name that a schema refers to: `Booking`. */
export const refName = ({ $ref }: Schema): string | undefined => $ref?.split("/").at(-1);
