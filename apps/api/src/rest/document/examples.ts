import { mapValues } from "./schemas.ts";
import type { Parameter, Schema } from "./types.ts";

/* An example of every body: fields have theirs in the contract, and the rest follows from the schema. */

const ID = (digit: string) => `018f4e2a-7c1b-7d3e-9a55-${digit.repeat(12)}`;
/** Ids that differ by noun, so that a reader sees which belongs to what. */
const IDS: Readonly<Record<string, string>> = {
  resource: ID("1"),
  doctor: ID("1"),
  show: ID("2"),
  slot: ID("3"),
  booking: ID("4"),
  waitlist: ID("5"),
  schedule: ID("6"),
  key: ID("7"),
  webhook: ID("8"),
  delivery: ID("9"),
  absence: ID("a"),
  order: ID("b"),
  scan: ID("c"),
  subject: ID("4"),
};
const ID_DEFAULT = ID("0");
const NOUN_OF_WORD: Readonly<Record<string, string>> = { hold: "booking", deliveries: "delivery" };

/**
 * The example of an id.
 * @param words the name of the field, the schema or the path, of which the last word that names a noun counts
 */
export function idExample(words: string): string {
  const nouns = words
    .toLowerCase()
    .match(
      /resource|doctor|show|slot|booking|hold|waitlist|schedule|webhook|delivery|deliveries|absence|order|scan|key|subject/g,
    );
  const noun = nouns?.at(-1) ?? "";
  return IDS[NOUN_OF_WORD[noun] ?? noun] ?? ID_DEFAULT;
}

/** The schemas by name, for references. */
export type Schemas = Record<string, Schema>;

/** The name that a schema refers to. */
export const refName = ({ $ref }: Schema): string | undefined => $ref?.split("/").at(-1);

/** The example of a parameter, wherever it stands, or the first value of its enum; undefined where it has none. */
export function parameterExample({ example, examples, schema }: Parameter, schemas: Schemas): unknown {
  const [shown] = Object.values(examples ?? {});
  const named = schemas[refName(schema) ?? ""] ?? schema;
  return example ?? shown?.value ?? schema.examples?.[0] ?? named.enum?.[0];
}

/**
 * An example of a body.
 * @param isInput whether it is a request's: then it has no more than it must have, and what has an example of its own
 * @param about what an id in it is the id of
 */
export function exampleOf(schema: Schema, schemas: Schemas, isInput: boolean, about = ""): unknown {
  const name = refName(schema);
  if (name !== undefined && !schema.examples) return exampleOf(schemas[name] ?? {}, schemas, isInput, name);
  const inside = (part: Schema, word: string) => exampleOf(part, schemas, isInput, word);
  const types = [schema.type ?? []].flat();
  if (isTimeOrNone(schema)) return null;
  if (schema.examples) return schema.examples[0];
  if (schema.const !== undefined) return schema.const;
  const [first] = schema.oneOf ?? schema.anyOf ?? [];
  if (types.includes("null") || schema.oneOf?.some(({ type }) => type === "null")) return null;
  if (first) return inside(first, about);
  if (schema.enum) return schema.enum[0];
  if (schema.default !== undefined) return schema.default;
  if (schema.properties) return objectExample(schema, schemas, isInput, about);
  if (types[0] === "array") return schema.items ? [inside(schema.items, about)] : [];
  if (types[0] === "object") return {};
  if (types[0] === "integer") return schema.minimum ?? 0;
  if (types[0] === "boolean") return false;
  return schema.format === "uuid" ? idExample(about) : "text";
}

/** What the examples say of a doctor, as JSON, and what they say of a show. */
const OF_SHOWS = [
  ['"doctor_id":', '"show_id":'],
  ['"kind":"doctor"', '"kind":"show"'],
  [ID("1"), ID("2")],
  ["Dr. Smith", "Hamlet"],
  ["Cardiology", "Tragedy"],
] as const;

/** An example of an operation: of a show below the paths of shows. */
export function ofPath(path: string, example: unknown): unknown {
  if (example === undefined || !path.split("/").includes("shows")) return example;
  const json = OF_SHOWS.reduce(
    (text, [ofDoctor, ofShow]) => text.replaceAll(ofDoctor, ofShow),
    JSON.stringify(example),
  );
  return JSON.parse(json);
}

/** A slot has `doctor_id` or `show_id`, by its kind: the examples are of doctors. What a booking brings along is asked for. */
const LEFT_OUT: ReadonlySet<string> = new Set(["show_id", "slot", "resource"]);

const hasOwnExample = (field: Schema = {}) => field.examples !== undefined && !isTimeOrNone(field);

/** A time that may be null: most bookings and slots have none. */
const isTimeOrNone = ({ type = [], format }: Schema) => format === "date-time" && type.includes("null");

function objectExample(
  { properties = {}, required = [] }: Schema,
  schemas: Schemas,
  isInput: boolean,
  about: string,
): Record<string, unknown> {
  const isWanted = (name: string) =>
    required.includes(name) || (isInput ? hasOwnExample(properties[name]) : !LEFT_OUT.has(name));
  const wanted = Object.fromEntries(Object.entries(properties).filter(([name]) => isWanted(name)));
  return mapValues(wanted, (field, name) =>
    exampleOf(field, schemas, isInput, name === "id" ? about : `${about} ${name}`),
  );
}
