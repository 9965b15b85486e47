import { NAMED_ENUMS, snakeText } from "@holdfast/contract";
import type { Schema } from "./types.ts";

/* What the schemas become after their generation: named enums, REST's names in the texts, no bounds that mean nothing. */

const NAMES_OF_ENUMS = new Map(
  Object.entries(NAMED_ENUMS).map(([name, { options }]) => [[...options].sort().join(), name]),
);

/** The schemas of the named enums. */
export const enumSchemas = (): Record<string, Schema> =>
  Object.fromEntries(
    Object.entries(NAMED_ENUMS).map(([name, schema]) => [
      name,
      { type: "string", enum: [...schema.options], description: snakeText(schema.description ?? name) },
    ]),
  );

/** Finishes a schema and all inside it. */
export function finishSchema(schema: Schema): Schema {
  const { anyOf, minimum, maximum, ...rest } = schema;
  const values = [...(schema.enum ?? [])];
  const named = NAMES_OF_ENUMS.get(
    values
      .filter((value) => value !== null)
      .sort()
      .join(),
  );
  if (named !== undefined) return reference(named, values.includes(null), schema);
  const [alone, ...others] = anyOf ?? [];
  if (alone && others.length === 0) return { ...rest, ...finishSchema(alone) };
  const finished: Schema = { ...rest };
  if (anyOf) {
    // Alternatives that are named exclude each other.
    const isNamed = anyOf.some(({ $ref }) => $ref !== undefined);
    finished[isNamed ? "oneOf" : "anyOf"] = anyOf.map(finishSchema);
  }
  if (minimum !== undefined && minimum !== Number.MIN_SAFE_INTEGER) finished.minimum = minimum;
  if (maximum !== undefined && maximum !== Number.MAX_SAFE_INTEGER) finished.maximum = maximum;
  if (schema.description !== undefined) finished.description = snakeText(schema.description);
  if (schema.allOf) finished.allOf = schema.allOf.map(finishSchema);
  if (schema.items) finished.items = finishSchema(schema.items);
  if (schema.properties) finished.properties = mapValues(schema.properties, finishSchema);
  if (typeof schema.additionalProperties === "object")
    finished.additionalProperties = finishSchema(schema.additionalProperties);
  return finished;
}

/** A reference to an enum; a description of its own stays beside it. */
function reference(
  name: string,
  isNullable: boolean,
  { description, default: standard, examples }: Schema,
): Schema {
  const $ref = `#/components/schemas/${name}`;
  const more = {
    ...(description !== undefined && { description: snakeText(description) }),
    ...(standard !== undefined && { default: standard }),
    ...(examples && { examples }),
  };
  return isNullable ? { oneOf: [{ $ref }, { type: "null" }], ...more } : { $ref, ...more };
}

/**
 * Named schemas whose inputs refer to fields with a default by name: `Quantity` for `quantity`. Generators of types make a
 * field that has a default itself one that must be sent.
 * @throws Error where two fields of one name differ
 */
export function withNamedDefaults(schemas: Record<string, Schema>): Record<string, Schema> {
  const fields: Record<string, Schema> = {};
  const toReference = (field: Schema, name: string): Schema => {
    if (field.default === undefined || field.$ref) return field;
    const named = name.replaceAll(/(?:^|_)(\w)/g, (_, letter: string) => letter.toUpperCase());
    const known = schemas[named] ?? fields[named];
    if (known && JSON.stringify(known) !== JSON.stringify(field)) throw new Error(`two schemas are ${named}`);
    fields[named] = field;
    return { $ref: `#/components/schemas/${named}` };
  };
  const changed = mapValues(schemas, (schema) =>
    schema.additionalProperties === false && schema.properties
      ? { ...schema, properties: mapValues(schema.properties, toReference) }
      : schema,
  );
  return { ...changed, ...fields };
}

/** The values of a record, each changed. */
export const mapValues = <Value, Changed>(
  record: Record<string, Value>,
  change: (value: Value, name: string) => Changed,
): Record<string, Changed> =>
  Object.fromEntries(Object.entries(record).map(([name, value]) => [name, change(value, name)]));
