/* The parts of an OpenAPI 3.1 document that this folder reads and writes. */

/** A JSON Schema. */
export interface Schema {
  $ref?: string;
  type?: string | string[];
  format?: string;
  enum?: (string | null)[];
  const?: unknown;
  description?: string;
  default?: unknown;
  examples?: unknown[];
  minimum?: number;
  maximum?: number;
  minItems?: number;
  maxItems?: number;
  items?: Schema;
  anyOf?: Schema[];
  oneOf?: Schema[];
  allOf?: Schema[];
  properties?: Record<string, Schema>;
  additionalProperties?: Schema | boolean;
  propertyNames?: Schema;
  uniqueItems?: boolean;
  required?: string[];
}

/** A body by its media type. */
export type Content = Record<
  string,
  { schema: Schema; example?: unknown; examples?: Record<string, unknown> }
>;

export interface Parameter {
  in: "path" | "query" | "header";
  name: string;
  required?: boolean;
  description?: string;
  style?: string;
  explode?: boolean;
  schema: Schema;
  example?: unknown;
  /** Of one that may be left out: `x-disabled` keeps /docs from sending it before somebody ticks it. */
  examples?: Record<string, { value: unknown; "x-disabled": true }>;
}

export interface Response {
  $ref?: string;
  description: string;
  headers?: Record<string, object>;
  content?: Content;
}

export interface Operation {
  operationId: string;
  summary: string;
  description: string;
  tags: string[];
  security: Record<string, string[]>[];
  parameters?: Parameter[];
  requestBody?: { content: Content };
  responses: Record<string, Response>;
  [extension: `x-${string}`]: unknown;
}

export interface Document {
  openapi: string;
  paths: Record<string, Record<string, Operation>>;
  components: {
    schemas: Record<string, Schema>;
    responses: Record<string, Response>;
    headers: Record<string, object>;
    securitySchemes: Record<string, object>;
  };
}

/** Every operation with its path and method, in the document's order. */
export const operationsOf = ({ paths }: Pick<Document, "paths">) =>
  Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ path, method, operation })),
  );
