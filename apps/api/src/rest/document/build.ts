import { OPERATION_TAGS, OPERATIONS, restProblem } from "@holdfast/contract";
import { type OpenAPIHono, z } from "@hono/zod-openapi";
import { isConfirming, TOKEN_HEADER } from "../../auth/index.ts";
import { type AccessSettings, type Env, VERSION } from "../../http/index.ts";
import { exampleOf, idExample, ofPath, parameterExample, type Schemas } from "./examples.ts";
import { GUIDE } from "./guide.ts";
import { HEADERS, headersOf } from "./headers.ts";
import { problemComponents, problemExample } from "./problems.ts";
import { enumSchemas, finishSchema, mapValues, withNamedDefaults } from "./schemas.ts";
import type { Content, Document, Operation, Parameter, Response, Schema } from "./types.ts";

const INFO = {
  openapi: "3.1.0",
  info: {
    title: "Holdfast",
    version: VERSION,
    summary: "A ticket booking system that never oversells.",
    description: GUIDE,
    contact: { name: "Holdfast" },
    license: { name: "MIT", identifier: "MIT" },
  },
  servers: [{ url: "/", description: "The server that this document comes from" }],
  tags: OPERATION_TAGS.map(({ name, description }) => ({ name, description })),
};

const SECURITY_SCHEMES = {
  bearer: { type: "http", scheme: "bearer", description: "The API key of a member of staff" },
  bookingToken: {
    type: "apiKey",
    in: "header",
    name: TOKEN_HEADER,
    description: "The `token` of the answer that made the booking, the order or the waitlist entry",
  },
};

/**
 * Makes the OpenAPI document from the routes of an application.
 * @param access the strictness of this process: with AUTH=open credentials are optional
 */
export function buildDocument(app: OpenAPIHono<Env>, access: AccessSettings): Document {
  const { webhooks: _none, ...generated } = app.getOpenAPI31Document(INFO) as unknown as Document & {
    webhooks: object;
  };
  const schemas = {
    ...withNamedDefaults(mapValues({ ...generated.components.schemas, ...problemSchemas() }, finishSchema)),
    ...enumSchemas(),
  };
  const paths = mapValues(inOrderOfOperations(generated.paths), (methods, path) =>
    mapValues(methods, (operation) => finishOperation(operation, path, schemas, access)),
  );
  const components = {
    schemas: mapValues(schemas, (schema, name) => withExample(schema, name, schemas)),
    responses: usedResponses(paths),
    headers: HEADERS,
    securitySchemes: SECURITY_SCHEMES,
  };
  return { ...generated, paths, components };
}

const PLACES = Object.keys(OPERATIONS);
const placeOf = ({ operationId }: Operation) => PLACES.findIndex((name) => operationId.startsWith(name));

/** The paths as a reader goes through them: each where the first of its operations stands in the list of all. */
function inOrderOfOperations(paths: Document["paths"]): Document["paths"] {
  const place = (methods: Record<string, Operation>) => Math.min(...Object.values(methods).map(placeOf));
  return Object.fromEntries(Object.entries(paths).sort(([, a], [, b]) => place(a) - place(b)));
}

/** The schema that the errors of all operations refer to, and those inside it. */
function problemSchemas(): Record<string, Schema> {
  const { $defs } = z.toJSONSchema(restProblem, { io: "input" });
  const schemas: Record<string, Schema> = JSON.parse(
    JSON.stringify($defs).replaceAll("#/$defs/", "#/components/schemas/"),
  );
  return { ...schemas, Problem: { ...schemas["Problem"], examples: [problemExample("NO_SEAT")] } };
}

function finishOperation(
  operation: Operation,
  path: string,
  schemas: Schemas,
  access: AccessSettings,
): Operation {
  const { requestBody, parameters } = operation;
  return {
    ...operation,
    security: securityAsServed(operation, access),
    ...(parameters && {
      parameters: parameters.map((parameter) =>
        leftOut(finishParameter(parameter, path), schemas, firstNeeded(operation)),
      ),
    }),
    ...(requestBody && {
      requestBody: { ...requestBody, content: finishContent(requestBody.content, path, schemas, true) },
    }),
    responses: mapValues(operation.responses, (response, status) =>
      response.$ref ? response : finishResponse(response, status, operation, path, schemas),
    ),
  };
}

/** Credentials are optional where access is open, but for a confirmation that only staff may make. */
function securityAsServed(
  operation: Operation,
  { isRequired, confirmBy }: AccessSettings,
): Operation["security"] {
  if (isConfirming(operation["x-rule"]) && confirmBy === "staff") return [{ bearer: [] }];
  const isOptional = operation.security.some((one) => Object.keys(one).length === 0);
  return isRequired || isOptional || operation.security.length === 0
    ? operation.security
    : [{}, ...operation.security];
}

/** A list in a query is written with commas between its items. */
const COMMAS = { style: "form", explode: false };

/** A yes or no in a query is written as words. */
const isFlag = ({ enum: values }: Schema) => values?.join() === "true,false";

function finishParameter({ schema, ...parameter }: Parameter, path: string): Parameter {
  const { description, ...finished } = finishSchema(isFlag(schema) ? { ...schema, ...FLAG } : schema);
  const { name } = parameter;
  const [before = ""] = path.split("{");
  return {
    ...parameter,
    ...(description !== undefined && { description }),
    schema: finished,
    ...(finished.type === "array" && COMMAS),
    ...(schema.format === "uuid" && { example: idExample(name === "id" ? before : name) }),
  };
}

/** Of the parameters of which one must be given, the first: a request without any is refused. */
const firstNeeded = (operation: Operation): string | undefined =>
  ((operation["x-exactly-one-of"] ?? operation["x-at-least-one-of"] ?? []) as string[])[0];

/**
 * A parameter that may be left out, so that /docs leaves it out: its page sends everything that has an example, or an enum,
 * unless the example says otherwise. A list would be filtered until it is empty.
 */
function leftOut(parameter: Parameter, schemas: Schemas, needed: string | undefined): Parameter {
  const value = parameterExample(parameter, schemas);
  const { example: _one, ...rest } = parameter;
  const { examples: _several, ...schema } = parameter.schema;
  const isSent = parameter.in === "path" || parameter.required || parameter.name === needed;
  if (isSent || value === undefined || schema.default !== undefined) return parameter;
  return { ...rest, schema, examples: { [SCALARS_NAME]: { value, "x-disabled": true } } };
}

/** The name under which /docs looks for an example. */
const SCALARS_NAME = "default";

const FLAG = { type: "boolean", enum: undefined } as unknown as Schema;

const finishContent = (content: Content, path: string, schemas: Schemas, isInput: boolean): Content =>
  mapValues(content, (media) => {
    const schema = finishSchema(media.schema);
    if (media.examples) return { ...media, schema };
    return { schema, example: ofPath(path, exampleOf(schema, schemas, isInput)) };
  });

function finishResponse(
  response: Response,
  status: string,
  operation: Operation,
  path: string,
  schemas: Schemas,
): Response {
  const { content, ...rest } = response;
  return {
    ...rest,
    headers: headersOf(operation, status, response),
    ...(content && { content: finishContent(content, path, schemas, false) }),
  };
}

/** The named responses that an operation has, with their headers. */
function usedResponses(paths: Document["paths"]): Record<string, Response> {
  const all = problemComponents();
  const used: Record<string, Response> = {};
  for (const operations of Object.values(paths)) {
    for (const operation of Object.values(operations)) {
      for (const [status, { $ref }] of Object.entries(operation.responses)) {
        const name = $ref?.split("/").at(-1) ?? "";
        const response = all[name];
        const isOfProbe = operation["x-rule"] === "probe";
        if (!response || (used[name] && isOfProbe)) continue;
        used[name] = { ...response, headers: headersOf(operation, status, response) };
      }
    }
  }
  return used;
}

/** A named schema with an example; one that has some keeps them. */
function withExample(schema: Schema, name: string, schemas: Schemas): Schema {
  if (schema.examples || schema.enum) return schema;
  const isInput = schema.additionalProperties === false;
  return { ...schema, examples: [exampleOf(schema, schemas, isInput, name)] };
}
