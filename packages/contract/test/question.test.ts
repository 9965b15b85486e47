import { describe, expect, test } from "vitest";
import {
  createBookingInput,
  createBookingsInput,
  createResourceInput,
  type HoldfastError,
  mergeAnswers,
  missingAnswers,
  type Questions,
  questions,
  requireAsked,
  restBookInput,
  restDoctorInput,
  restUpdateBookingInput,
  updateBookingInput,
  updateResourceInput,
} from "../src/index.ts";

const ID = "018f4e2a-7c1b-7d3e-9a55-3f6b1c2d4e5f";
const text = { type: "string", title: "Anything else?" };
const asking = (properties: unknown, required: unknown = []) => ({ type: "object", properties, required });
const issuesOf = (given: unknown) =>
  questions.safeParse(given).error?.issues.map(({ path, message }) => `${path.join(".")}: ${message}`);
const NO_KEY = "must be 1 to 40 of the characters a-z 0-9 _, the first a letter";
const many = (count: number) => Object.fromEntries(Array.from({ length: count }, (_, n) => [`q${n}`, text]));

const ALL: Questions = {
  type: "object",
  properties: {
    note: { type: "string", title: "Anything else?", maxLength: 10 },
    diet: { type: "string", title: "What do you eat?", enum: ["Meat", "Vegan"] },
    height: { type: "number", title: "How tall are you?", minimum: 0.5, maximum: 2.5 },
    age: { type: "integer", title: "How old are you?", minimum: 18 },
    terms: { type: "boolean", title: "I agree", const: true },
  },
  required: ["diet", "terms"],
};

describe("questions", () => {
  test("are a closed subset of JSON Schema, in the order in which they are given", () => {
    expect(questions.parse(ALL)).toEqual(ALL);
    expect(Object.keys(questions.parse(ALL).properties)).toEqual(["note", "diet", "height", "age", "terms"]);
    expect(questions.parse({ type: "object", properties: { a: text } }).required).toEqual([]);
  });

  test("are cleaned as all texts are", () => {
    const { properties } = questions.parse(
      asking({ a: { ...text, title: " U\u0308 ", enum: [" u\u0308"] } }),
    );
    expect(properties).toEqual({ a: { type: "string", title: "Ü", enum: ["ü"] } });
  });

  test("that are none are null", () => {
    const none = { kind: "doctor", name: "Dr. Smith", questions: asking({}) };
    expect(createResourceInput.parse(none).questions).toBeNull();
    expect(updateResourceInput.parse({ id: ID, questions: null }).questions).toBeNull();
    expect(restDoctorInput.parse({ name: "Dr. Smith" })).toEqual({ name: "Dr. Smith" });
  });

  test.each<[string, unknown, string]>([
    ["no object", [], ": must be an object"],
    ["another type", { ...asking({}), type: "array" }, "type: must be object"],
    ["no properties", { type: "object" }, "properties: is required"],
    ["properties that are a list", asking([]), "properties: must be an object"],
    [
      "a keyword of JSON Schema that is not of the subset",
      { ...asking({}), $defs: {} },
      ": must not have $defs: not a known field",
    ],
    ["an empty key", asking({ "": text }), `properties.: ${NO_KEY}`],
    ["a key in capitals", asking({ Diet: text }), `properties.Diet: ${NO_KEY}`],
    ["a key that begins with a digit", asking({ "1a": text }), `properties.1a: ${NO_KEY}`],
    [
      "a key that is too long",
      asking({ [`a${"b".repeat(40)}`]: text }),
      `properties.a${"b".repeat(40)}: ${NO_KEY}`,
    ],
    ["the key of a prototype", asking(JSON.parse('{"__proto__":{}}')), `properties.__proto__: ${NO_KEY}`],
    ["too many questions", asking(many(21)), "properties: must have at most 20 questions"],
    [
      "a question of an unknown type",
      asking({ a: { type: "array", title: "A" } }),
      "properties.a.type: must be of the type string, number, integer or boolean",
    ],
    [
      "a question without a type",
      asking({ a: { title: "A" } }),
      "properties.a.type: must be of the type string, number, integer or boolean",
    ],
    ["a question that is none", asking({ a: null }), "properties.a: must be an object"],
    [
      "a reference",
      asking({ a: { $ref: "#" } }),
      "properties.a.type: must be of the type string, number, integer or boolean",
    ],
    ["a question without a title", asking({ a: { type: "string" } }), "properties.a.title: is required"],
    [
      "an empty title",
      asking({ a: { type: "string", title: " " } }),
      "properties.a.title: must not be empty",
    ],
    [
      "a title that is too long",
      asking({ a: { type: "string", title: "x".repeat(301) } }),
      "properties.a.title: must have at most 300 characters",
    ],
    [
      "a pattern",
      asking({ a: { ...text, pattern: "(a+)+$" } }),
      "properties.a: must not have pattern: not a known field",
    ],
    [
      "a format",
      asking({ a: { ...text, format: "email" } }),
      "properties.a: must not have format: not a known field",
    ],
    [
      "a text without room",
      asking({ a: { ...text, maxLength: 0 } }),
      "properties.a.maxLength: must be at least 1",
    ],
    [
      "a text that is too long",
      asking({ a: { ...text, maxLength: 1001 } }),
      "properties.a.maxLength: must be at most 1000",
    ],
    ["no choices", asking({ a: { ...text, enum: [] } }), "properties.a.enum: must have at least 1 item"],
    [
      "too many choices",
      asking({ a: { ...text, enum: Array.from({ length: 51 }, (_, n) => `${n}`) } }),
      "properties.a.enum: must have at most 50 items",
    ],
    [
      "a choice that is no text",
      asking({ a: { ...text, enum: [1] } }),
      "properties.a.enum.0: must be a text",
    ],
    [
      "a choice twice",
      asking({ a: { ...text, enum: ["x", "y", " x"] } }),
      "properties.a.enum.2: must not be there twice",
    ],
    ["an empty choice", asking({ a: { ...text, enum: [""] } }), "properties.a.enum.0: must not be empty"],
    [
      "choices with a length",
      asking({ a: { ...text, enum: ["x"], maxLength: 5 } }),
      "properties.a.maxLength: is for texts alone, not for choices",
    ],
    [
      "a number with choices",
      asking({ a: { type: "number", title: "A", enum: [1] } }),
      "properties.a: must not have enum: not a known field",
    ],
    [
      "bounds the wrong way round",
      asking({ a: { type: "integer", title: "A", minimum: 2, maximum: 1 } }),
      "properties.a.maximum: must be at least the minimum",
    ],
    [
      "a bound that is no number",
      asking({ a: { type: "number", title: "A", minimum: "1" } }),
      "properties.a.minimum: must be a number",
    ],
    [
      "a consent that is none",
      asking({ a: { type: "boolean", title: "A" } }),
      "properties.a.const: is required",
    ],
    [
      "a consent to no",
      asking({ a: { type: "boolean", title: "A", const: false } }),
      "properties.a.const: must be true",
    ],
    [
      "a required key that is no question",
      asking({ a: text }, ["b"]),
      "required.0: is no key of the questions",
    ],
    [
      "a required key of every object",
      asking({ a: text }, ["constructor"]),
      "required.0: is no key of the questions",
    ],
    ["a required key twice", asking({ a: text }, ["a", "a"]), "required.1: must not be there twice"],
    ["required that is no list", asking({ a: text }, true), "required: must be a list"],
  ])("refuse %s", (_, given, issue) => {
    expect(issuesOf(given)).toContain(issue);
  });

  test("have a size in all", () => {
    const large = { ...text, enum: Array.from({ length: 50 }, (_, n) => `${n}`.padEnd(200, "x")) };
    expect(issuesOf(asking({ a: large }))).toBeUndefined();
    expect(issuesOf(asking({ a: large, b: large }))).toEqual([": must have at most 16384 bytes as JSON"]);
  });

  test("of a request have the path of the field", () => {
    const result = restDoctorInput.safeParse({
      name: "Dr. Smith",
      questions: asking({ a: { type: "date" } }),
    });
    expect(result.error?.issues[0]?.path.slice(0, 3)).toEqual(["questions", "properties", "a"]);
  });
});

const booking = { slotId: ID, customer: { name: "Ann" } };

describe("names and answers of a request", () => {
  test("that are empty are the same as none", () => {
    const none = JSON.stringify(createBookingInput.parse(booking));
    expect(JSON.stringify(createBookingInput.parse({ ...booking, attendees: [], answers: {} }))).toBe(none);
  });

  test("are cleaned, the answers in one order", () => {
    const given = { attendees: [" Ann ", "Bea"], answers: { diet: " Vegan", a: 1, terms: true } };
    const { attendees, answers } = createBookingInput.parse({ ...booking, ...given });
    expect(attendees).toEqual(["Ann", "Bea"]);
    expect(Object.entries(answers ?? {})).toEqual([
      ["a", 1],
      ["diet", "Vegan"],
      ["terms", true],
    ]);
    expect(restBookInput.parse({ customer_name: "Ann", ...given })).toMatchObject({ attendees, answers });
  });

  test("that are null or empty remove in a change", () => {
    expect(updateBookingInput.parse({ id: ID, attendees: [], answers: null })).toMatchObject({
      attendees: null,
      answers: null,
    });
    expect(restUpdateBookingInput.parse({ answers: { diet: null } })).toEqual({ answers: { diet: null } });
  });

  test.each<[string, unknown]>([
    ["a name that is empty", { attendees: [" "] }],
    ["a name with a line break", { attendees: ["a\nb"] }],
    ["a name that is too long", { attendees: ["x".repeat(201)] }],
    ["too many names", { attendees: Array.from({ length: 101 }, () => "Ann") }],
    ["names that are no list", { attendees: "Ann" }],
    ["an answer that is empty", { answers: { a: "" } }],
    ["an answer that is too long", { answers: { a: "x".repeat(1001) } }],
    ["an answer with a NUL", { answers: { a: "\0" } }],
    ["an answer that is a list", { answers: { a: ["x"] } }],
    ["an answer that is an object", { answers: { a: {} } }],
    ["an answer that is null", { answers: { a: null } }],
    ["a number that is too large", { answers: { a: 1e16 } }],
    ["a key in capitals", { answers: { A: "x" } }],
    ["the key of a prototype", { answers: JSON.parse('{"__proto__":"x"}') }],
    ["answers that are a list", { answers: ["x"] }],
  ])("refuse %s", (_, given) => {
    expect(createBookingInput.safeParse({ ...booking, ...(given as object) }).success).toBe(false);
    const lines = [{ slotId: ID, ...(given as object) }];
    expect(createBookingsInput.safeParse({ customer: booking.customer, lines }).success).toBe(false);
  });
});

/** The issues of what is given to a booking of two places. */
function refused(
  given: { attendees?: string[]; answers?: Record<string, string | number | boolean | null> },
  asked = ALL,
) {
  const answers = mergeAnswers(null, given.answers ?? null);
  try {
    requireAsked({ asksAttendees: true, questions: asked }, given, { quantity: 2, attendees: null, answers });
    return [];
  } catch (error) {
    return (error as HoldfastError).issues?.map(({ path, message }) => `${path}: ${message}`);
  }
}

describe("answers", () => {
  test("that fit their questions are taken", () => {
    const answers = { note: "0123456789", diet: "Vegan", height: 0.5, age: 18, terms: true };
    expect(refused({ attendees: ["Ann", "Bea"], answers })).toEqual([]);
    expect(refused({ answers: { unknown: null, note: null } })).toEqual([]);
  });

  test.each<[Record<string, string | number | boolean>, string]>([
    [{ note: 1 }, "answers.note: must be a text"],
    [{ note: "01234567890" }, "answers.note: must have at most 10 characters"],
    [{ diet: "vegan" }, "answers.diet: must be one of the choices"],
    [{ diet: true }, "answers.diet: must be a text"],
    [{ height: "1" }, "answers.height: must be a number"],
    [{ height: 0.4 }, "answers.height: must be at least 0.5"],
    [{ height: 3 }, "answers.height: must be at most 2.5"],
    [{ age: 18.5 }, "answers.age: must be a whole number"],
    [{ terms: false }, "answers.terms: must be true, or left out"],
    [{ terms: "true" }, "answers.terms: must be true, or left out"],
    [{ other: "x" }, "answers.other: is no question of the doctor or show"],
    [{ constructor: "x" }, "answers.constructor: is no question of the doctor or show"],
  ])("refuse %j", (answers, issue) => {
    expect(refused({ answers })).toEqual([issue]);
  });

  test("name each fault, and names that are too many", () => {
    expect(refused({ attendees: ["A", "B", "C"], answers: { age: 1, diet: "x" } })).toEqual([
      "attendees: must have at most 2 names, one for each place of the booking",
      "answers.age: must be at least 18",
      "answers.diet: must be one of the choices",
    ]);
    expect(() =>
      requireAsked(
        { asksAttendees: false, questions: null },
        { attendees: ["A"] },
        { quantity: 1, attendees: ["A"], answers: null },
      ),
    ).toThrow("attendees: is not asked for");
  });

  test("are merged key by key, and null when none is left", () => {
    expect(mergeAnswers({ a: 1, b: "x" }, { b: null, c: true })).toEqual({ a: 1, c: true });
    expect(mergeAnswers({ a: 1 }, { a: null })).toBeNull();
    expect(mergeAnswers({ a: 1 }, null)).toBeNull();
  });

  test("that are missing are named, each place without a name, too", () => {
    const asked = { asksAttendees: true, questions: ALL };
    const paths = (attendees: string[] | null, answers: Record<string, string | boolean> | null) =>
      missingAnswers(asked, { quantity: 3, attendees, answers }).map(({ path }) => path);
    expect(paths(["Ann"], null)).toEqual(["attendees.1", "attendees.2", "answers.diet", "answers.terms"]);
    expect(paths(["A", "B", "C"], { diet: "Vegan", terms: true, former: "x" })).toEqual([]);
    expect(
      missingAnswers(
        { asksAttendees: false, questions: null },
        { quantity: 3, attendees: null, answers: null },
      ),
    ).toEqual([]);
  });
});
