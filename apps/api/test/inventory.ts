import { z } from "zod";
import type { createApp } from "../src/app.ts";
import { appRouter } from "../src/trpc/router.ts";

/* Everything that can be called, read from what is served, so that a test of all of it misses nothing new. */

/** A JSON schema, as far as tests read it. */
// biome-ignore lint/suspicious/noExplicitAny: schemas of any shape
export type JsonSchema = Record<string, any>;

/** A tRPC procedure. */
export interface Procedure {
  path: string;
  type: "query" | "mutation";
  input: JsonSchema;
}

/** A REST route, as its OpenAPI description has it. */
export interface Route {
  method: string;
  path: string;
  /** The names of the parts of the path in braces. */
  params: string[];
  query: Record<string, JsonSchema>;
  body: JsonSchema | undefined;
}

/** Every procedure that is served. */
export function proceduresOf(): Procedure[] {
  const procedures = appRouter._def.procedures as unknown as Record<
    string,
    { _def: { type: Procedure["type"]; inputs: z.ZodType[] } }
  >;
  return Object.entries(procedures).map(([path, { _def }]) => {
    const [input] = _def.inputs;
    const schema = input ? z.toJSONSchema(input, { io: "input", unrepresentable: "any" }) : {};
    return { path, type: _def.type, input: schema };
  });
}

/** Every route of the API. The probes beside it take any query. */
export function routesOf(app: ReturnType<typeof createApp>): Route[] {
  const { paths = {}, components } = app.getOpenAPI31Document({
    openapi: "3.1.0",
    info: { title: "", version: "" },
  });
  const resolve = (schema: JsonSchema): JsonSchema =>
    schema["$ref"] ? resolve(components?.schemas?.[schema["$ref"].split("/").at(-1)] as JsonSchema) : schema;
  const ofApi = Object.entries(paths).filter(([path]) => path.startsWith("/api/"));
  return ofApi.flatMap(([path, methods]) =>
    Object.entries(methods as Record<string, JsonSchema>).map(
      ([method, { parameters = [], requestBody }]) => {
        const inPlace = (place: string) => parameters.filter((each: JsonSchema) => each["in"] === place);
        const body = requestBody?.content["application/json"].schema;
        return {
          method: method.toUpperCase(),
          path,
          params: inPlace("path").map(({ name }: JsonSchema) => name),
          query: Object.fromEntries(inPlace("query").map(({ name, schema }: JsonSchema) => [name, schema])),
          body: body && resolve(body),
        };
      },
    ),
  );
}
