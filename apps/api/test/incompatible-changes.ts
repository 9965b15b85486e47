import type { JsonSchema } from "./inventory.ts";

/* What of a released OpenAPI document a later one breaks. What is only added breaks nothing: operations, optional inputs,
   fields of answers, further errors. */

/** Patterns of the last release that are written otherwise by now, and take the same texts; a test compares them. */
export const REWRITTEN_PATTERNS: ReadonlyMap<string, string> = new Map([
  [
    "^(?=[\\s\\S]*\\S)[^\\u0000-\\u001f\\u007f-\\u009f\\u2028\\u2029\\u202a-\\u202e\\u2066-\\u2069]*$",
    "^(?=.*\\S)(?:(?![\\x00-\\x1f\\x7f-\\x9f\\u202a-\\u202e\\u2066-\\u2069]).)*$",
  ],
  [
    "^[^\\u0000-\\u001f\\u007f-\\u009f\\u2028\\u2029\\u202a-\\u202e\\u2066-\\u2069]*$",
    "^(?:(?![\\x00-\\x1f\\x7f-\\x9f\\u202a-\\u202e\\u2066-\\u2069]).)*$",
  ],
]);

/** Whether a schema is of what clients send, or of what they get. */
type Side = "sent" | "got";

/** Every change that could break a client of the released document, one sentence each. */
export function incompatibleChanges(released: JsonSchema, present: JsonSchema): string[] {
  const changes: string[] = [];
  for (const [path, methods] of Object.entries<JsonSchema>(released["paths"])) {
    for (const [method, before] of Object.entries<JsonSchema>(methods)) {
      const at = `${method.toUpperCase()} ${path}`;
      const now = present["paths"][path]?.[method];
      if (!now) changes.push(`${at} is gone`);
      else changes.push(...operationChanges(new Comparison(released, present, at), before, now));
    }
  }
  return changes;
}

function operationChanges(comparison: Comparison, before: JsonSchema, now: JsonSchema): string[] {
  if (before["operationId"] !== now["operationId"]) comparison.note("", "has another operationId");
  compareParameters(comparison, before["parameters"] ?? [], now["parameters"] ?? []);
  const [bodyBefore, bodyNow] = [before, now].map(
    (one) => one["requestBody"]?.content["application/json"]?.schema,
  );
  if (bodyBefore && bodyNow) comparison.compare(bodyBefore, bodyNow, "sent", "body");
  else if (bodyBefore) comparison.note("body", "is gone");
  else if (bodyNow && now["requestBody"].required) comparison.note("body", "is required now");
  for (const [status, response] of Object.entries<JsonSchema>(before["responses"])) {
    if (status.startsWith("2")) compareResponse(comparison, status, response, now["responses"][status]);
  }
  const isOptional = (one: JsonSchema) =>
    one["security"].length === 0 ||
    one["security"].some((scheme: object) => Object.keys(scheme).length === 0);
  if (isOptional(before) && !isOptional(now)) comparison.note("", "needs credentials now");
  return comparison.changes;
}

function compareParameters(comparison: Comparison, before: JsonSchema[], now: JsonSchema[]): void {
  const same = (one: JsonSchema) => (other: JsonSchema) =>
    one["in"] === other["in"] && one["name"] === other["name"];
  for (const parameter of before) {
    const later = now.find(same(parameter));
    if (!later) comparison.note(parameter["name"], "is gone");
    else comparison.compare(parameter["schema"], later["schema"], "sent", parameter["name"]);
  }
  for (const parameter of now) {
    const earlier = before.find(same(parameter));
    if (parameter["required"] && !earlier?.["required"])
      comparison.note(parameter["name"], "is required now");
  }
}

function compareResponse(comparison: Comparison, status: string, before: JsonSchema, now?: JsonSchema): void {
  if (!now) {
    comparison.note(status, "is no longer answered");
    return;
  }
  for (const header of Object.keys(before["headers"] ?? {})) {
    if (!now["headers"]?.[header]) comparison.note(`${status} ${header}`, "is gone");
  }
  for (const [type, { schema }] of Object.entries<JsonSchema>(before["content"] ?? {})) {
    const later = now["content"]?.[type]?.schema;
    if (later) comparison.compare(schema, later, "got", status);
    else comparison.note(`${status} ${type}`, "is no longer answered");
  }
}

/** The comparison of one operation. */
class Comparison {
  readonly changes: string[] = [];
  readonly #released: JsonSchema;
  readonly #present: JsonSchema;
  readonly #at: string;

  constructor(released: JsonSchema, present: JsonSchema, at: string) {
    this.#released = released;
    this.#present = present;
    this.#at = at;
  }

  note(place: string, what: string): void {
    this.changes.push([this.#at, place, what].filter(Boolean).join(": "));
  }

  compare(before: JsonSchema, now: JsonSchema, side: Side, place: string): void {
    const old = resolved(before, this.#released);
    const present = resolved(now, this.#present);
    this.#compareTypes(old, present, side, place);
    this.#compareValues(old, present, side, place);
    this.#compareBounds(old, present, side, place);
    this.#compareFields(old, present, side, place);
    if (old["items"] && present["items"]) this.compare(old["items"], present["items"], side, `${place}[]`);
    const [olds, presents] = [alternatives(old), alternatives(present)];
    if (olds.length !== presents.length && side === "got") this.note(place, "has other alternatives");
    if (olds.length > presents.length) this.note(place, "has fewer alternatives");
    for (const [index, one] of olds.entries()) {
      const other = presents[index];
      if (other) this.compare(one, other, side, `${place}#${index}`);
    }
  }

  /** Clients may send every type that they could, and get none that they did not. */
  #compareTypes(old: JsonSchema, present: JsonSchema, side: Side, place: string): void {
    const [olds, presents] = [[old["type"] ?? []].flat(), [present["type"] ?? []].flat()];
    const isFewer = olds.some((type) => !presents.includes(type));
    const isMore = presents.some((type) => !olds.includes(type));
    if (isFewer || (isMore && side === "got"))
      this.note(place, `was ${olds.join(" or ")}, is ${presents.join(" or ")}`);
    if (old["format"] !== present["format"]) this.note(place, `has the format ${present["format"]}`);
  }

  #compareValues(old: JsonSchema, present: JsonSchema, side: Side, place: string): void {
    const [olds, presents] = [old["enum"] as unknown[] | undefined, present["enum"] as unknown[] | undefined];
    if (!olds && presents && side === "sent") this.note(place, "has a list of values now");
    for (const value of olds ?? []) {
      // A value that is answered no longer is one that a client waits for in vain.
      if (presents && !presents.includes(value)) this.note(place, `no longer has the value ${value}`);
    }
    if (side === "got" && olds && !presents) this.note(place, "has no list of values any more");
  }

  #compareBounds(old: JsonSchema, present: JsonSchema, side: Side, place: string): void {
    if (side === "got") return;
    for (const bound of ["maximum", "maxLength", "maxItems"]) {
      if ((present[bound] ?? Number.POSITIVE_INFINITY) < (old[bound] ?? Number.POSITIVE_INFINITY)) {
        this.note(place, `has a smaller ${bound}`);
      }
    }
    for (const bound of ["minimum", "minLength", "minItems"]) {
      if ((present[bound] ?? 0) > (old[bound] ?? 0)) this.note(place, `has a larger ${bound}`);
    }
    const pattern = REWRITTEN_PATTERNS.get(old["pattern"]) ?? old["pattern"];
    if (present["pattern"] !== undefined && present["pattern"] !== pattern)
      this.note(place, "has another pattern");
    if (
      present["additionalProperties"] === false &&
      old["additionalProperties"] !== false &&
      old["properties"]
    ) {
      this.note(place, "takes no other fields any more");
    }
  }

  #compareFields(old: JsonSchema, present: JsonSchema, side: Side, place: string): void {
    const [before, now] = [old["properties"] ?? {}, present["properties"] ?? {}];
    const [wasRequired, isRequired] = [new Set(old["required"]), new Set(present["required"])];
    for (const [name, field] of Object.entries<JsonSchema>(before)) {
      const inside = `${place}.${name}`;
      if (!now[name]) this.note(inside, "is gone");
      else this.compare(field, now[name], side, inside);
      if (side === "got" && wasRequired.has(name) && now[name] && !isRequired.has(name)) {
        this.note(inside, "may be left out now");
      }
    }
    for (const name of isRequired) {
      if (side === "sent" && !wasRequired.has(name)) this.note(`${place}.${name}`, "is required now");
    }
  }
}

const alternatives = (schema: JsonSchema): JsonSchema[] => schema["oneOf"] ?? schema["anyOf"] ?? [];

/** A schema instead of a reference to it. No schema of the document holds itself. */
function resolved(schema: JsonSchema, document: JsonSchema): JsonSchema {
  const name = schema["$ref"]?.split("/").at(-1);
  return name === undefined ? schema : document["components"].schemas[name];
}
