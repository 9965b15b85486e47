import { ERRORS } from "@holdfast/contract";
import { code, figure } from "./markdown.ts";
import { refName, type Schema } from "./openapi.ts";

/** A link to a named schema of fields.md. */
export const schemaLink = (name: string): string => `[${name}](fields.md#${name.toLowerCase()})`;

/** What a field may be, for a reader: `integer, 1 to 500, or null`. */
export function typeText(schema: Schema): string {
  const name = refName(schema);
  if (name !== undefined) return schemaLink(name);
  const [alternative, none] = schema.oneOf ?? [];
  if (alternative && none?.type === "null") return `${typeText(alternative)}, or null`;
  const types = [schema.type ?? []].flat();
  const isNullable = types.includes("null") || schema.enum?.some((value) => value === null) === true;
  const text = plainType(
    schema,
    types.find((type) => type !== "null"),
  );
  return isNullable ? `${text}, or null` : text;
}

/** The closed list has a page of its own. */
const isErrorCode = ({ enum: values = [] }: Schema) => values.length === Object.keys(ERRORS).length;

function plainType(schema: Schema, type: string | undefined): string {
  if (isErrorCode(schema)) return "one of the [codes](errors.md)";
  if (schema.enum) return orList(schema.enum.filter((value) => value !== null).map(code));
  if (type === "array") {
    return range(`list of ${typeText(schema.items ?? {})}`, schema.minItems, schema.maxItems, "items");
  }
  if (type === "integer") return range("integer", schema.minimum, schema.maximum, "");
  if (type === "object")
    return schema.properties ? code(`{ ${fieldList(schema).join(", ")} }`) : mapText(schema);
  if (type === "boolean") return "boolean";
  const formats: Record<string, string> = { uuid: "UUID", "date-time": "time", date: "day" };
  const format = formats[schema.format ?? ""];
  return format ?? range("text", schema.minLength || undefined, schema.maxLength, "characters");
}

/** An object with any keys: `map of text, at most 500 characters; at most 20 keys`. */
function mapText({ additionalProperties: values, maxProperties }: Schema): string {
  if (typeof values !== "object" || !values.type) return "object";
  return maxProperties === undefined
    ? `map of ${typeText(values)}`
    : `map of ${typeText(values)}; at most ${figure(maxProperties)} keys`;
}

/** `text, 1 to 200 characters`; zod's bounds of all safe integers are none. */
function range(noun: string, least: number | undefined, most: number | undefined, unit: string): string {
  const isBound = (value: number | undefined): value is number =>
    value !== undefined && Math.abs(value) < Number.MAX_SAFE_INTEGER;
  const end = unit && ` ${unit}`;
  if (isBound(least) && isBound(most)) return `${noun}, ${figure(least)} to ${figure(most)}${end}`;
  return isBound(most) ? `${noun}, at most ${figure(most)}${end}` : noun;
}

const orList = (items: readonly string[]): string =>
  [items.slice(0, -1).join(", "), items.at(-1)].filter(Boolean).join(" or ");

/** Whether a field may be left out, and what it is then: `?`, `? (1)`. */
export function optionalMark(isOptional: boolean, standard: unknown): string {
  if (!isOptional) return "";
  const isTold = standard !== undefined && standard !== null && !Array.isArray(standard);
  return isTold ? `? (${String(standard)})` : "?";
}

/** The fields of an object by name, with what may be left out: `quantity? (1)`. */
export function fieldList({ properties = {}, required = [] }: Schema): string[] {
  return Object.entries(properties).map(
    ([name, field]) => name + optionalMark(!required.includes(name), field.default),
  );
}
