import type { AnyProcedure, AnyRouter } from "@trpc/server";
import type { z } from "zod";
import { rulesOfProcedures } from "../../src/auth/rules.ts";
import { UNDESCRIBED_ROUTES } from "../../src/rest/undescribed.ts";
import { OUTPUTS } from "../../src/trpc/outputs.ts";
import { appRouter } from "../../src/trpc/router.ts";
import { anchorOf } from "./fields.ts";
import { code, heading, table } from "./markdown.ts";
import { NOUNS, type Noun, nounOf, titleOf } from "./nouns.ts";
import { bodyOf, type Description, type Endpoint, type Operation, refName, successOf } from "./openapi.ts";
import { fieldList, optionalMark, schemaLink } from "./types.ts";

const INTRODUCTION = `
Every REST route and every tRPC procedure, by noun. [../api.md](../api.md) says what they have in common,
[fields.md](fields.md) what each field may be, [errors.md](errors.md) what may go wrong.

- A name with \`?\` may be left out; its default is in parentheses. \`?name\` is a query parameter.
- *who* is the rule that decides who may call: [the table of rules](../access.md#the-table) explains each.
- tRPC: \`query\` reads, \`mutation\` changes. A token may also come in the header \`Booking-Token\`.
`;

/** docs/reference/endpoints.md. */
export function endpointsPage({ endpoints, routes }: Description): string {
  const ofApi = endpoints.filter(({ route }) => route.includes(" /api/"));
  const nouns = NOUNS.map((noun) => {
    const ofNoun = ofApi.filter(({ route }) => nounOf(route) === noun);
    return `\n## ${titleOf(noun)}\n\n${restTable(ofNoun)}\n${procedureTable(noun)}`;
  });
  const sources = "the routes in `apps/api/src/rest` and the procedures in `apps/api/src/trpc`";
  const links = NOUNS.map((noun) => `[${titleOf(noun)}](#${noun})`).join(" · ");
  return `${heading("Endpoints", sources)}${INTRODUCTION}\n${links} · [Server](#server)\n${nouns.join("")}${serverSection(endpoints, ofApi, routes)}`;
}

const restTable = (endpoints: readonly Endpoint[]): string =>
  table(
    ["REST", "does", "takes", "answers", "who"],
    endpoints.map(({ route, operation }) => [
      code(route),
      `${operation.summary}. ${operation.description}`,
      takes(route, operation),
      answers(operation),
      code(operation["x-rule"]),
    ]),
  );

/** Fields of the body, then query parameters, then headers, with a link to what they may be. */
function takes(route: string, operation: Operation): string {
  const parameters = operation.parameters ?? [];
  const query = parameters.filter((parameter) => parameter.in === "query");
  const headers = parameters.filter((parameter) => parameter.in === "header");
  const body = bodyOf(operation);
  const names = [...(body ? fieldList(body) : []), ...query.map(({ name }) => `?${name}`)].map(code);
  const all = [...names, ...headers.map(({ name }) => `header ${code(name)}`)];
  if (names.length === 0) return all.join(", ");
  return `${all.join(", ")} ([fields](fields.md#${anchorOf(route)}))`;
}

function answers(operation: Operation): string {
  const { status, description, schema } = successOf(operation);
  const name = schema && refName(schema);
  if (name !== undefined) return `${status} ${schemaLink(name)}`;
  const item = schema?.items && refName(schema.items);
  return item === undefined ? `${status} ${description}` : `${status} list of ${schemaLink(item)}`;
}

const proceduresOf = (router: AnyRouter) => new Map(Object.entries<AnyProcedure>(router._def.procedures));

/** The procedures of a noun, as the router has them. */
function procedureTable(noun: Noun): string {
  const rules = rulesOfProcedures(appRouter);
  const procedures = proceduresOf(appRouter);
  const outputs: Record<string, string> = OUTPUTS[noun];
  const rows = Object.entries(outputs).map(([verb, output]) => {
    const path = `${noun}.${verb}`;
    const procedure = procedures.get(path);
    if (!procedure) throw new Error(`the router has no ${path}`);
    const { type } = procedure._def;
    return [code(path), type, inputNames(procedure), returns(output), code(rules.get(path) ?? "")];
  });
  return table(["tRPC", "kind", "input", "returns", "who"], rows);
}

function inputNames(procedure: AnyProcedure): string {
  const [input] = procedure._def.inputs as z.ZodObject[];
  if (!input) return "";
  const names = Object.entries<z.core.$ZodType>(input.shape).map(([name, field]) => {
    const { success, data } = (field as z.ZodType).safeParse(undefined);
    return code(name + optionalMark(success, data));
  });
  return names.join(", ");
}

/** The output with a link: `{ items, nextCursor }` of a named schema, a named schema, or neither. */
function returns(output: string): string {
  const [, item, rest = ""] = /^\{ items: (\w+)\[\](.*) \}$/.exec(output) ?? [];
  if (item !== undefined) return `${code(`{ items${rest} }`)} of ${schemaLink(item)}`;
  return /^\w+$/.test(output) ? schemaLink(output) : code(output);
}

/** The routes beside the API: each that is served has the description of its operation, or a text of its own. */
function serverSection(
  endpoints: readonly Endpoint[],
  ofApi: readonly Endpoint[],
  routes: readonly string[],
): string {
  const described = new Set(ofApi.map(({ route }) => route));
  const descriptions = new Map(endpoints.map(({ route, operation }) => [route, operation.description]));
  const others = routes.filter((route) => !described.has(route) && !route.endsWith("*"));
  const rows = others.map((route) => {
    const text = descriptions.get(route) ?? UNDESCRIBED_ROUTES[route];
    if (text === undefined) throw new Error(`rest/undescribed.ts does not say what ${route} answers`);
    return [code(route), text];
  });
  return `\n## Server\n\n${table(["route", "answers"], rows)}`;
}
