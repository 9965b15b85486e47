import { z } from "zod";
import { name, QUANTITY_MAX_PLACES, text } from "./common.ts";
import { HoldfastError, type InputIssue } from "./errors.ts";
import { orderedMetadata } from "./metadata.ts";
import { refusingPrototypeKey } from "./prototype-key.ts";
import { textFault } from "./text.ts";

/* What a resource asks those who book: a name for each place, and questions, which are a closed subset of JSON Schema. */

export const QUESTIONS_MAX = 20;
export const QUESTION_KEY_MAX_CHARACTERS = 40;
export const QUESTION_TITLE_MAX_CHARACTERS = 300;
export const CHOICES_MAX = 50;
export const CHOICE_MAX_CHARACTERS = 200;
export const ANSWER_MAX_CHARACTERS = 1_000;
/** Of all questions of a resource as JSON: a list of resources has them all. */
export const QUESTIONS_MAX_BYTES = 16 * 1024;
/** Of a booking, those to questions that are asked no more among them. */
export const ANSWERS_MAX = 2 * QUESTIONS_MAX;
/** Of all answers of a booking as JSON. */
export const ANSWERS_MAX_BYTES = 32 * 1024;

/** In lower case alone, so that REST and tRPC name a question alike. */
const KEY_PATTERN = `^[a-z][a-z0-9_]{0,${QUESTION_KEY_MAX_CHARACTERS - 1}}$`;
const NO_KEY = `must be 1 to ${QUESTION_KEY_MAX_CHARACTERS} of the characters a-z 0-9 _, the first a letter`;
const questionKey = z.string().regex(new RegExp(KEY_PATTERN), { error: NO_KEY });

/** What the OpenAPI document says of keys; its generator knows no records with a schema for these. */
const propertyNames = { pattern: KEY_PATTERN };

/** A field that may be left out. The generator of the OpenAPI document knows `optional` alone. */
const leftOut = <Field extends z.ZodType>(field: Field) =>
  field.optional() as unknown as z.ZodExactOptional<Field>;

const sizeOf = (value: unknown): number => new TextEncoder().encode(JSON.stringify(value)).length;

/** A map by the keys of questions. */
const byKey = <Value extends z.ZodType>(value: Value) =>
  z.record(questionKey, value, { error: ({ code }) => (code === "invalid_key" ? NO_KEY : undefined) });

const title = text({ min: 1, max: QUESTION_TITLE_MAX_CHARACTERS })
  .describe("The question, as customers read it")
  .meta({ examples: ["What do you eat?"] });

const choices = z
  .array(text({ min: 1, max: CHOICE_MAX_CHARACTERS }))
  .min(1)
  .max(CHOICES_MAX)
  .superRefine((items, context) => {
    for (const [index, item] of items.entries()) {
      if (items.indexOf(item) === index) continue;
      context.addIssue({ code: "custom", path: [index], message: "must not be there twice" });
    }
  })
  .meta({ uniqueItems: true, examples: [["Meat", "Vegan"]] });

/** One for all kinds of questions: editors show it of a question whose kind is not known. */
const TYPE_TEXT =
  "What an answer is: `string` (a text, or a choice), `number`, `integer` (a whole number) or `boolean` (a consent)";

const textQuestion = z
  .strictObject({
    type: z.literal("string").describe(TYPE_TEXT),
    title,
    maxLength: leftOut(z.int().min(1).max(ANSWER_MAX_CHARACTERS)).describe(
      "The most characters of a text; left out: 1,000",
    ),
    enum: leftOut(choices).describe("The choices; left out: a text"),
  })
  .superRefine((question, context) => {
    if (question.enum === undefined || question.maxLength === undefined) return;
    context.addIssue({ code: "custom", path: ["maxLength"], message: "is for texts alone, not for choices" });
  })
  .meta({ id: "TextQuestion", description: "A question for a text, or for one of several choices" });

const bound = z.number().min(Number.MIN_SAFE_INTEGER).max(Number.MAX_SAFE_INTEGER);

const numberQuestion = z
  .strictObject({
    type: z.enum(["number", "integer"]).describe(TYPE_TEXT),
    title,
    minimum: leftOut(bound).describe("The least number; left out: any"),
    maximum: leftOut(bound).describe("The greatest number; left out: any"),
  })
  .superRefine(({ minimum, maximum }, context) => {
    if (minimum === undefined || maximum === undefined || minimum <= maximum) return;
    context.addIssue({ code: "custom", path: ["maximum"], message: "must be at least the minimum" });
  })
  .meta({ id: "NumberQuestion", description: "A question for a number" });

const consentQuestion = z
  .strictObject({
    type: z.literal("boolean").describe(TYPE_TEXT),
    title,
    const: z.literal(true).describe("True: who does not consent gives no answer"),
  })
  .meta({ id: "ConsentQuestion", description: "A question for a consent" });

const question = z.discriminatedUnion("type", [textQuestion, numberQuestion, consentQuestion], {
  error: (issue) =>
    issue.code === "invalid_union" ? "must be of the type string, number, integer or boolean" : undefined,
});

/** The questions of a resource: a JSON Schema of what a booking's answers are. */
export const questions = z
  .strictObject({
    type: z.literal("object").describe("Answers are a map"),
    properties: refusingPrototypeKey(byKey(question), NO_KEY)
      .superRefine((asked, context) => {
        if (Object.keys(asked).length <= QUESTIONS_MAX) return;
        context.addIssue({ code: "custom", message: `must have at most ${QUESTIONS_MAX} questions` });
      })
      .meta({ propertyNames, maxProperties: QUESTIONS_MAX })
      .describe("The questions by key, in the order in which they are asked"),
    required: z
      .array(z.string())
      .max(QUESTIONS_MAX)
      .default([])
      .describe("The keys of the questions that have to be answered before a customer confirms")
      .meta({ uniqueItems: true }),
  })
  .superRefine(({ properties, required }, context) => {
    for (const [index, key] of required.entries()) {
      const path = ["required", index];
      if (!Object.hasOwn(properties, key)) {
        context.addIssue({ code: "custom", path, message: "is no key of the questions" });
      } else if (required.indexOf(key) !== index) {
        context.addIssue({ code: "custom", path, message: "must not be there twice" });
      }
    }
  })
  .refine((asked) => sizeOf(asked) <= QUESTIONS_MAX_BYTES, {
    error: `must have at most ${QUESTIONS_MAX_BYTES} bytes as JSON`,
  })
  .meta({
    id: "Questions",
    description: "What customers are asked, as a JSON Schema of the answers: a closed subset of it",
    examples: [
      {
        type: "object",
        properties: { diet: { type: "string", title: "What do you eat?", enum: ["Meat", "Vegan"] } },
        required: ["diet"],
      },
    ],
  });

export type Questions = z.output<typeof questions>;
export type Question = z.output<typeof question>;

/** A union, because a reference would lose a description of its own otherwise. */
const questionsOrNone = z.union([questions, z.null()]);

/** The questions in an input. Without any they become null. The issues of a union would not say where they are. */
const givenQuestions = z
  .preprocess<unknown, typeof questionsOrNone, z.input<typeof questionsOrNone>>((given, context) => {
    const issues = given === null ? [] : (questions.safeParse(given).error?.issues ?? []);
    for (const { path, message } of issues) context.addIssue({ code: "custom", path, message });
    return given as z.input<typeof questionsOrNone>;
  }, questionsOrNone)
  .transform((asked): Questions | null => (asked && Object.keys(asked.properties).length > 0 ? asked : null))
  .optional()
  .describe(
    "What customers are asked, a JSON Schema of the answers; null: nothing. Answers given before stay",
  );

/** The fields of a resource's responses. */
export const askingFields = {
  asksAttendees: z.boolean().describe("Whether customers name a person for each place before they confirm"),
  questions: questionsOrNone.describe("What customers are asked; null: nothing"),
};

/** The fields of an input that creates or changes a resource. */
export const givenAskingFields = {
  asksAttendees: askingFields.asksAttendees.optional(),
  questions: givenQuestions,
};

/** What a resource asks. */
export interface Asked {
  asksAttendees: boolean;
  questions: Questions | null;
}

/** Asks nothing, as a slot that is not there. */
export const NOTHING_ASKED: Asked = { asksAttendees: false, questions: null };

const answer = z
  .union([
    text({ min: 1, max: ANSWER_MAX_CHARACTERS }),
    z.number().min(Number.MIN_SAFE_INTEGER).max(Number.MAX_SAFE_INTEGER),
    z.boolean(),
  ])
  .describe("A text, a number, or true");

/** Answers by the keys of their questions. The keys of a response are in no order that means something. */
export const answers = z.record(z.string(), z.union([z.string(), z.number(), z.boolean()]));

export type Answers = z.output<typeof answers>;

/** The answers of something new. An empty map becomes undefined, so that it is the same request as none. */
const newAnswers = refusingPrototypeKey(byKey(answer).overwrite(orderedMetadata), NO_KEY)
  .meta({ propertyNames, maxProperties: QUESTIONS_MAX })
  .transform((given): Answers | undefined => (Object.keys(given).length > 0 ? given : undefined))
  .optional()
  .describe("Answers by the keys of the resource's questions")
  .meta({ examples: [{}] });

/** A change, key by key: a key with null is removed, one that is left out stays. Null instead of the map removes all. */
const answerChanges = refusingPrototypeKey(byKey(answer.nullable()).overwrite(orderedMetadata), NO_KEY)
  .meta({ propertyNames, maxProperties: ANSWERS_MAX + QUESTIONS_MAX })
  .nullable()
  .optional()
  .describe("Answers to give, and with null to remove; others stay. Null instead of a map removes all")
  .meta({ examples: [{}] });

export type AnswerChanges = NonNullable<z.output<typeof answerChanges>>;

const names = z.array(name).max(QUANTITY_MAX_PLACES);

/** Who comes, in something new. An empty list becomes undefined, so that it is the same request as none. */
const newAttendees = names
  .transform((given): string[] | undefined => (given.length > 0 ? given : undefined))
  .optional()
  .describe("Who comes: a name for each place, where the resource asks for them")
  .meta({ examples: [[]] });

const attendeeChanges = names
  .transform((given): string[] | null => (given.length > 0 ? given : null))
  .nullable()
  .optional()
  .describe("Who comes, in place of all names before; null: nobody is named")
  .meta({ examples: [[]] });

/** The fields of a booking's responses. */
export const answeredFields = {
  attendees: z
    .array(z.string())
    .nullable()
    .describe("Who comes, at most a name for each place; null: nobody is named")
    .meta({ examples: [["Ann Miller"]] }),
  answers: answers
    .nullable()
    .describe("Answers by the keys of their questions; null: none")
    .meta({ examples: [{ diet: "Vegan" }] }),
};

/** The fields of an input that books. */
export const newAnsweredFields = { attendees: newAttendees, answers: newAnswers };

/** The fields of an input that changes a booking. */
export const changedAnsweredFields = { attendees: attendeeChanges, answers: answerChanges };

/** What a booking says of who comes. */
export interface Answered {
  attendees: readonly string[] | null;
  answers: Readonly<Answers> | null;
}

/** Answers after a change; null: none is left. */
export function mergeAnswers(
  before: Readonly<Answers> | null,
  changes: AnswerChanges | null,
): Answers | null {
  const left = Object.entries({ ...(changes && before), ...changes }).filter(([, value]) => value !== null);
  return left.length > 0 ? orderedMetadata(Object.fromEntries(left) as Answers) : null;
}

/**
 * Checks what is given to a booking against what its resource asks.
 * @param given null removes, and is always right
 * @param answered the booking's after that
 * @param at where the input has the fields: empty, or `lines.0.`
 * @throws INVALID_INPUT with an issue for each name and each answer that is wrong
 */
export function requireAsked(
  { asksAttendees, questions }: Asked,
  given: { attendees?: readonly string[] | null | undefined; answers?: AnswerChanges | null | undefined },
  { quantity, answers }: Answered & { quantity: number },
  at = "",
): void {
  const issues: InputIssue[] = [];
  if (given.attendees && !asksAttendees) {
    issues.push({ path: `${at}attendees`, message: "is not asked for by the doctor or show" });
  } else if (given.attendees && given.attendees.length > quantity) {
    const message = `must have at most ${quantity} ${quantity === 1 ? "name, for the place" : "names, one for each place"} of the booking`;
    issues.push({ path: `${at}attendees`, message });
  }
  for (const [key, value] of Object.entries(given.answers ?? {})) {
    if (value === null) continue;
    const asked =
      questions && Object.hasOwn(questions.properties, key) ? questions.properties[key] : undefined;
    const message = asked ? answerFault(asked, value) : "is no question of the doctor or show";
    if (message !== undefined) issues.push({ path: `${at}answers.${key}`, message });
  }
  if (Object.keys(answers ?? {}).length > ANSWERS_MAX) {
    issues.push({ path: `${at}answers`, message: `must be at most ${ANSWERS_MAX}: remove others with null` });
  } else if (sizeOf(answers) > ANSWERS_MAX_BYTES) {
    issues.push({ path: `${at}answers`, message: `must have at most ${ANSWERS_MAX_BYTES} bytes as JSON` });
  }
  if (issues.length > 0) throw withIssues("INVALID_INPUT", issues);
}

/** What is wrong with an answer to a question, or undefined. */
function answerFault(asked: Question, value: Answers[string]): string | undefined {
  if (asked.type === "boolean") return value === true ? undefined : "must be true, or left out";
  if (asked.type === "string") {
    if (typeof value !== "string") return "must be a text";
    if (asked.enum) return asked.enum.includes(value) ? undefined : "must be one of the choices";
    return textFault(value, { min: 1, max: asked.maxLength ?? ANSWER_MAX_CHARACTERS });
  }
  if (typeof value !== "number") return "must be a number";
  if (asked.type === "integer" && !Number.isInteger(value)) return "must be a whole number";
  if (asked.minimum !== undefined && value < asked.minimum) return `must be at least ${asked.minimum}`;
  if (asked.maximum !== undefined && value > asked.maximum) return `must be at most ${asked.maximum}`;
  return undefined;
}

/** What a booking lacks of what its resource asks before a customer confirms: names of places, and answers that are required. */
export function missingAnswers(
  { asksAttendees, questions }: Asked,
  { quantity, attendees, answers }: Answered & { quantity: number },
): InputIssue[] {
  const message = "is required";
  const named = attendees?.length ?? 0;
  const nameless = asksAttendees ? Math.max(0, quantity - named) : 0;
  return [
    ...Array.from({ length: nameless }, (_, index) => ({ path: `attendees.${named + index}`, message })),
    ...(questions?.required ?? [])
      .filter((key) => !Object.hasOwn(answers ?? {}, key))
      .map((key) => ({ path: `answers.${key}`, message })),
  ];
}

/** The refusal of a booking that lacks something. */
export const answersMissing = (issues: InputIssue[]): HoldfastError => withIssues("ANSWERS_MISSING", issues);

const withIssues = (code: "INVALID_INPUT" | "ANSWERS_MISSING", issues: InputIssue[]) =>
  new HoldfastError(code, issues.map(({ path, message }) => `${path}: ${message}`).join("; "), { issues });
