import { describe, expect, test } from "vitest";
import { z } from "zod";
import * as contract from "../src/index.ts";

/* What is said of an invalid field. */

/** How zod's own messages begin, which name its types instead of ours. */
const RAW = /^(Invalid|Too small|Too big|Unrecognized|expected)/;

type Refusal = [schema: z.ZodType, value: unknown, message: string];

const text = z.string();
/** Every code of zod's issues. */
const REFUSALS: Record<z.core.$ZodIssue["code"], Refusal[]> = {
  invalid_type: [
    [text, 1, "must be a text"],
    [text, undefined, "is required"],
    [text, null, "must be a text"],
    [z.number(), "1", "must be a number"],
    [z.int(), 1.5, "must be a whole number"],
    [z.boolean(), "true", "must be true or false"],
    [z.array(text), {}, "must be a list"],
    [z.object({}), [], "must be an object"],
    [z.record(text, text), "a", "must be an object"],
    [z.null(), 1, "must be null"],
    [z.never(), 1, "must be left out"],
    [z.symbol(), 1, "must be a value of the type symbol"],
  ],
  invalid_value: [
    [z.enum(["true", "false"]), "1", "must be true or false"],
    [z.enum(["a", "b", "c"]), 1, "must be a, b or c"],
    [z.literal("a"), "b", "must be a"],
    [z.enum(["a"]), undefined, "is required"],
  ],
  too_small: [
    [z.int().min(1), 0, "must be at least 1"],
    [z.number().gt(1), 1, "must be more than 1"],
    [text.min(1), "", "must not be empty"],
    [text.min(2), "a", "must have at least 2 characters"],
    [z.array(text).min(1), [], "must have at least 1 item"],
    [z.array(text).min(2), [], "must have at least 2 items"],
    [z.array(text).length(2), [], "must have exactly 2 items"],
    [z.set(text).min(1), new Set(), "must have at least 1 item"],
    [z.date().min(new Date(0)), new Date(-1), "must be at least 1970-01-01T00:00:00.000Z"],
  ],
  too_big: [
    [z.int().max(1), 2, "must be at most 1"],
    [z.int(), 2 ** 60, `must be at most ${Number.MAX_SAFE_INTEGER}`],
    [z.number().lt(1), 1, "must be less than 1"],
    [text.max(1), "ab", "must have at most 1 character"],
    [z.array(text).max(2), ["a", "b", "c"], "must have at most 2 items"],
  ],
  invalid_format: [
    [z.email(), "a", "must be an e-mail address"],
    [z.guid(), "a", "must be a UUID"],
    [text.startsWith("a"), "b", "must begin with a"],
    [text.endsWith("a"), "b", "must end with a"],
    [text.includes("a"), "b", "must contain a"],
    [text.regex(/^a$/), "b", "must match /^a$/"],
    [z.ulid(), "b", "must be of the format ulid"],
  ],
  not_multiple_of: [[z.number().multipleOf(5), 4, "must be a multiple of 5"]],
  unrecognized_keys: [[z.strictObject({}), { a: 1, b: 2 }, "must not have a, b: not a known field"]],
  invalid_key: [[z.record(text.min(1), text), { "": "a" }, "must not have this key: it must not be empty"]],
  invalid_element: [
    [z.map(text, text), new Map([["a", 1]]), "must be a text"],
    [z.map(z.date(), text), new Map([[new Date(0), 1]]), "must not have this item: it must be a text"],
  ],
  invalid_union: [
    [z.union([text, z.null()]), 1, "must be a text, or must be null"],
    [z.union([z.object({ a: text }), z.object({ b: text })]), {}, "is of no known kind"],
    [
      z.discriminatedUnion("kind", [
        z.object({ kind: z.literal("doctor") }),
        z.object({ kind: z.literal("show") }),
      ]),
      { kind: "bar" },
      "must be doctor or show",
    ],
    [z.xor([text, text]), "a", "must be of one kind only"],
  ],
  custom: [
    [text.refine(() => false), "a", "is not as it must be"],
    [text.refine(() => false, { error: "is odd" }), "a", "is odd"],
  ],
};

describe.each(Object.entries(REFUSALS))("%s", (code, refusals) => {
  test.each(refusals)("%# is said in plain words", (schema, value, message) => {
    const issues = schema.safeParse(value).error?.issues ?? [];
    expect(issues.map((issue) => issue.message)).toEqual([message]);
    if (code !== "invalid_element") expect(issues[0]?.code).toBe(code);
  });
});

/** Values that hardly a field takes. */
const JUNK = [
  undefined,
  null,
  "",
  "no",
  "x".repeat(70_000),
  -1,
  1.5,
  2 ** 60,
  true,
  [],
  [1],
  [{}],
  {},
  { a: 1 },
];

const schemas = Object.entries<unknown>(contract).flatMap(([name, value]): [string, z.ZodType][] =>
  value instanceof z.ZodType ? [[name, value]] : [],
);

/** The fields that a schema takes. */
const fieldsOf = (schema: z.ZodType): string[] =>
  Object.keys(z.toJSONSchema(schema, { io: "input", unrepresentable: "any" }).properties ?? {});

test("no schema says it in zod's words, whatever it refuses", () => {
  expect(schemas.length).toBeGreaterThan(50);
  const said = new Set<string>();
  for (const [name, schema] of schemas) {
    const fields = fieldsOf(schema);
    const values = [...JUNK, ...fields.flatMap((field) => JUNK.map((value) => ({ [field]: value })))];
    for (const value of values) {
      for (const { path, message } of schema.safeParse(value).error?.issues ?? []) {
        said.add(message);
        expect(message, `${name}.${path.join(".")}`).not.toMatch(RAW);
      }
    }
  }
  expect(said.size).toBeGreaterThan(30);
  expect([...said]).not.toContain("is not as it must be");
});
