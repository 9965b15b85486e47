import type { Resource } from "@holdfast/client";

type Questions = NonNullable<Resource["questions"]>;
type Question = Questions["properties"][string];

export const QUESTIONS_MAX = 20;
const KEY_MAX_CHARACTERS = 40;

export const QUESTION_KINDS = ["text", "choice", "number", "integer", "consent"] as const;
export type QuestionKind = (typeof QUESTION_KINDS)[number];

/** A question as it is edited. */
export interface QuestionDraft {
  /** Tells drafts apart; a new one has no key yet. */
  id: string;
  /** The question that it was; undefined: a new one. */
  former?: { key: string; question: Question };
  title: string;
  kind: QuestionKind;
  /** One a line. */
  choices: string;
  isRequired: boolean;
}

const kindOf = (question: Question): QuestionKind => {
  if (question.type === "boolean") return "consent";
  if (question.type === "string") return question.enum ? "choice" : "text";
  return question.type;
};

/** The questions of a resource as they are edited. */
export const draftsOf = (questions: Resource["questions"]): QuestionDraft[] =>
  Object.entries(questions?.properties ?? {}).map(([key, question]) => ({
    id: key,
    former: { key, question },
    title: question.title,
    kind: kindOf(question),
    choices: question.type === "string" ? (question.enum ?? []).join("\n") : "",
    isRequired: questions?.required.includes(key) ?? false,
  }));

const linesOf = (text: string): string[] => [
  ...new Set(
    text
      .split("\n")
      .map((line) => line.trim())
      .filter(Boolean),
  ),
];

/** Whether a draft is a question already. */
export const isWhole = ({ title, kind, choices }: QuestionDraft): boolean =>
  title.trim() !== "" && (kind !== "choice" || linesOf(choices).length > 0);

/** The question of a draft. What this page does not edit, such as bounds, stays while the kind does. */
function questionOf({ former, title: typed, kind, choices }: QuestionDraft): Question {
  const title = typed.trim();
  const isSame = former && kindOf(former.question) === kind;
  if (kind === "choice") return { type: "string", title, enum: linesOf(choices) };
  if (isSame) return { ...former.question, title };
  if (kind === "consent") return { type: "boolean", title, const: true };
  return kind === "text" ? { type: "string", title } : { type: kind, title };
}

/** A key made of a title, which no other question has. */
function keyOf(title: string, taken: ReadonlySet<string>): string {
  const plain = title
    .normalize("NFD")
    .toLowerCase()
    .replaceAll(/\p{M}/gu, "")
    .replaceAll(/[^a-z0-9]+/g, "_")
    .replaceAll(/^[^a-z]+|_+$/g, "")
    .slice(0, KEY_MAX_CHARACTERS - 3);
  const base = plain || "question";
  for (let number = 1; ; number += 1) {
    const key = number === 1 ? base : `${base}_${number}`;
    if (!taken.has(key)) return key;
  }
}

/** The questions of drafts; null: nothing is asked. A question keeps its key, and a new one gets one of its title. */
export function questionsOf(drafts: readonly QuestionDraft[]): Questions | null {
  if (drafts.length === 0) return null;
  const taken = new Set(drafts.flatMap(({ former }) => former?.key ?? []));
  const keyed = drafts.map((draft) => {
    const key = draft.former?.key ?? keyOf(draft.title, taken);
    taken.add(key);
    return { key, draft };
  });
  return {
    type: "object",
    properties: Object.fromEntries(keyed.map(({ key, draft }) => [key, questionOf(draft)])),
    required: keyed.filter(({ draft }) => draft.isRequired).map(({ key }) => key),
  };
}
