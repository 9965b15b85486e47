import { code, grouped, heading, table } from "./markdown.ts";
import {
  bodyOf,
  type Description,
  type Endpoint,
  type Operation,
  refName,
  type Schema,
  successOf,
} from "./openapi.ts";
import { optionalMark, typeText } from "./types.ts";

const INTRODUCTION = `
Names are REST's. tRPC has the same fields in camelCase: \`resource_id\` is \`resourceId\`. Two names differ:
\`start_time\` and \`end_time\` of a slot are \`startsAt\` and \`endsAt\`. [endpoints.md](endpoints.md) lists the
endpoints, [limits.md](limits.md) all limits.

- **time**: ISO 8601 with an offset or \`Z\`; responses are in UTC, with milliseconds.
- **day**: a day on the calendar, such as \`2031-12-25\`.
- **text** of an input loses the blanks at both ends; its [characters](../api.md#texts) are as a person counts them.
- A field with \`?\` may be left out; its default is in parentheses. \`?name\` is a query parameter.
`;

/** The anchor of a route's inputs. */
export const anchorOf = (route: string): string =>
  route
    .toLowerCase()
    .replaceAll(/[^a-z.]+/g, "-")
    .replace(/-$/, "");

/** docs/reference/fields.md. */
export function fieldsPage({ endpoints, schemas }: Description): string {
  const responses = inOrder(schemas).map(
    ([name, schema]) => `\n### ${name}\n\n${schema.description}.\n\n${fieldTable(fieldsOf(schema))}`,
  );
  const takers = endpoints.filter(({ operation }) => inputsOf(operation).length > 0);
  const inputs = [...grouped(takers, ({ operation }) => fieldTable(inputsOf(operation, schemas)))].map(
    ([fields, routes]) => inputSection(fields, routes),
  );
  const sources = "the schemas in `packages/contract`";
  return `${heading("Fields", sources)}${INTRODUCTION}\n## Responses\n${responses.join("")}\n## Inputs\n${inputs.join("")}`;
}

/** Routes that take the same share a section; each has its anchor. */
function inputSection(fields: string, endpoints: readonly Endpoint[]): string {
  const anchors = endpoints.map(({ route }) => `<a id="${anchorOf(route)}"></a>`).join("");
  const [first = "", ...others] = endpoints.map(({ route }) => code(route));
  const same = others.length > 0 ? `${others.join(", ")}: the same.\n\n` : "";
  return `\n${anchors}\n\n### ${first}\n\n${same}${fields}`;
}

interface Field {
  name: string;
  schema: Schema;
  isOptional: boolean;
}

function fieldTable(fields: readonly Field[]): string {
  const rows = fields.map(({ name, schema, isOptional }) => [
    code(name + optionalMark(isOptional, schema.default).replace(name.startsWith("?") ? "?" : "", "")),
    typeText(schema),
    schema.description ?? "",
  ]);
  return table(["field", "type", "meaning"], rows);
}

/** In the order of the document, errors last. */
const inOrder = (schemas: Record<string, Schema>) =>
  Object.entries(schemas).sort(([a], [b]) => Number(a === "Problem") - Number(b === "Problem"));

const fieldsOf = ({ properties = {}, required = [] }: Schema): Field[] =>
  Object.entries(properties).map(([name, schema]) => ({
    name,
    schema,
    isOptional: !required.includes(name),
  }));

/**
 * The fields of a body, and the query parameters. A field without a description has that of the response's field of the
 * same name, if `schemas` are given.
 */
function inputsOf(operation: Operation, schemas: Record<string, Schema> = {}): Field[] {
  const body = bodyOf(operation);
  const query = (operation.parameters ?? [])
    .filter((parameter) => parameter.in === "query")
    .map(({ name, schema }) => ({ name: `?${name}`, schema, isOptional: true }));
  const response = responseFields(operation, schemas);
  const fields = (body ? fieldsOf(body) : []).map((field) => {
    const description = field.schema.description ?? response[field.name]?.description;
    return { ...field, schema: { ...field.schema, ...(description !== undefined && { description }) } };
  });
  return [...fields, ...query];
}

function responseFields(operation: Operation, schemas: Record<string, Schema>): Record<string, Schema> {
  const { schema = {} } = successOf(operation);
  const name = refName(schema) ?? refName(schema.items ?? {});
  return (name !== undefined && schemas[name]?.properties) || {};
}
