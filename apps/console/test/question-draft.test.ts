import { expect, test } from "vitest";
import { draftsOf, isWhole, type QuestionDraft, questionsOf } from "../src/resources/question-draft.ts";

/* The questions of a doctor or a show, as the console edits them. */

const QUESTIONS: ReturnType<typeof questionsOf> = {
  type: "object",
  properties: {
    diet: { type: "string", title: "What do you eat?", enum: ["Meat", "Vegan"] },
    note: { type: "string", title: "Anything else?", maxLength: 20 },
    age: { type: "integer", title: "How old are you?", minimum: 0 },
    terms: { type: "boolean", title: "I agree", const: true },
  },
  required: ["diet", "terms"],
};

const added = (title: string, more: Partial<QuestionDraft> = {}): QuestionDraft => ({
  id: title,
  title,
  kind: "text",
  choices: "",
  isRequired: false,
  ...more,
});

test("questions that are not edited stay as they are, with what is not edited here", () => {
  expect(questionsOf(draftsOf(QUESTIONS))).toEqual(QUESTIONS);
  expect(questionsOf(draftsOf(null))).toBeNull();
});

test("a question keeps its key, and a new one gets one of its title that no other has", () => {
  const drafts = draftsOf(QUESTIONS).map((draft) => ({ ...draft, title: `${draft.title}!` }));
  const keys = Object.keys(
    questionsOf([...drafts, added("Diät"), added("Diet?"), added("42"), added("餐")])?.properties ?? {},
  );
  expect(keys).toEqual(["diet", "note", "age", "terms", "diat", "diet_2", "question", "question_2"]);
  expect(keys.every((key) => /^[a-z][a-z0-9_]{0,39}$/.test(key))).toBe(true);
});

test("another kind has nothing of the former", () => {
  const drafts = draftsOf(QUESTIONS).map((draft) => ({ ...draft, kind: "number" as const }));
  expect(questionsOf(drafts)?.properties["note"]).toEqual({ type: "number", title: "Anything else?" });
  expect(questionsOf(drafts)?.properties["age"]).toEqual({ type: "number", title: "How old are you?" });
});

test("choices are one a line, each once", () => {
  const choice = added("Seat", { kind: "choice", choices: " Front \n\nBack\nFront", isRequired: true });
  expect(questionsOf([choice])).toEqual({
    type: "object",
    properties: { seat: { type: "string", title: "Seat", enum: ["Front", "Back"] } },
    required: ["seat"],
  });
  expect([isWhole(choice), isWhole({ ...choice, choices: "\n" }), isWhole(added(" "))]).toEqual([
    true,
    false,
    false,
  ]);
});
