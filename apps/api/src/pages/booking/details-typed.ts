import {
  type Answers,
  type Asked,
  type Booking,
  type ExpandedBooking,
  HoldfastError,
  type InputIssue,
  mergeAnswers,
  missingAnswers,
  NOTHING_ASKED,
  type Question,
  requireAsked,
  type UpdateBookingInput,
  updateBookingInput,
} from "@holdfast/contract";
import type { Form } from "../forms.ts";
import type { Faults } from "../parts/field.tsx";
import type { Texts } from "../texts/index.ts";

/** What was typed, by the names of the fields, and what is wrong with it. */
export interface Details {
  typed: Readonly<Record<string, string>>;
  faults: Faults;
}

export const attendeeField = (index: number) => `attendee_${index}`;
export const answerField = (key: string) => `answer_${key}`;

/** What the form of a consent sends where it is ticked. */
export const CONSENT = "yes";

/** What a booking's doctor or show asks. */
export const askedOf = ({ resource }: ExpandedBooking): Asked => resource ?? NOTHING_ASKED;

/** Whether a booking has anything to fill in. */
export const isAsked = (booking: ExpandedBooking): boolean => {
  const { asksAttendees, questions } = askedOf(booking);
  return asksAttendees || questions !== null;
};

const questionsOf = ({ questions }: Asked) => Object.entries(questions?.properties ?? {});

/** What a booking says already, as the form has it. */
export function knownDetails(booking: ExpandedBooking): Details {
  const names = (booking.attendees ?? []).map((name, index) => [attendeeField(index), name]);
  const answers = Object.entries(booking.answers ?? {}).map(([key, value]) => [
    answerField(key),
    value === true ? CONSENT : String(value),
  ]);
  return { typed: Object.fromEntries([...names, ...answers]), faults: {} };
}

/** What was typed into the form. */
function typedOf(asked: Asked, { quantity }: Booking, form: Form): Details["typed"] {
  const names = asked.asksAttendees
    ? Array.from({ length: quantity }, (_, index) => attendeeField(index))
    : [];
  const fields = [...names, ...questionsOf(asked).map(([key]) => answerField(key))];
  return Object.fromEntries(fields.map((field) => [field, form(field)]));
}

/** An answer as it was typed; null: none. Some write a decimal comma. */
function answerOf(question: Question, typed: string): Answers[string] | null {
  const text = typed.trim();
  if (text === "") return null;
  if (question.type === "boolean") return text === CONSENT;
  return question.type === "string" ? text : Number(text.replace(",", "."));
}

/** What is to be written, or the form again with what is wrong. */
export type ReadDetails = { input: UpdateBookingInput } | { details: Details };

/**
 * Reads the form.
 * @param isWhole whether everything that is required has to be there
 */
export function readDetails(
  texts: Texts,
  booking: ExpandedBooking,
  form: Form,
  isWhole: boolean,
): ReadDetails {
  const asked = askedOf(booking);
  const typed = typedOf(asked, booking, form);
  const answers = Object.fromEntries(
    questionsOf(asked).map(([key, question]) => [key, answerOf(question, typed[answerField(key)] ?? "")]),
  );
  const named = Object.keys(typed).filter((field) => field.startsWith("attendee_") && typed[field]?.trim());
  const given = {
    ...(asked.asksAttendees && { attendees: named.map((field) => typed[field]) }),
    ...(asked.questions && { answers }),
  };
  const { data, error } = updateBookingInput.safeParse({ id: booking.id, ...given });
  const unfit = (error?.issues ?? []).map(({ path, message }) => ({ path: path.join("."), message }));
  const fit = data ?? updateBookingInput.parse({ id: booking.id, ...withoutUnfit(given, unfit) });
  const issues = [...unfit, ...issuesOf(asked, booking, fit, isWhole)];
  if (data && issues.length === 0) return { input: data };
  return { details: { typed, faults: faultsOf(texts, booking, issues, named) } };
}

interface Given {
  attendees?: (string | undefined)[];
  answers?: Record<string, Answers[string] | null>;
}

/** What is given without what no schema takes, so that all else that is wrong is told at once. */
function withoutUnfit({ attendees, answers }: Given, unfit: readonly InputIssue[]): Given {
  const isFit = (path: string) => unfit.every((issue) => issue.path !== path);
  const entries = Object.entries(answers ?? {});
  return {
    ...(attendees && { attendees: attendees.map((name, n) => (isFit(`attendees.${n}`) ? name : "?")) }),
    ...(answers && { answers: Object.fromEntries(entries.filter(([key]) => isFit(`answers.${key}`))) }),
  };
}

/** What is wrong with what was typed, or missing, before anything is written. */
function issuesOf(
  asked: Asked,
  booking: ExpandedBooking,
  { attendees, answers: changes }: UpdateBookingInput,
  isWhole: boolean,
): InputIssue[] {
  const after = {
    quantity: booking.quantity,
    attendees: attendees === undefined ? booking.attendees : attendees,
    answers: changes === undefined ? booking.answers : mergeAnswers(booking.answers, changes),
  };
  const missing = isWhole ? missingAnswers(asked, after) : [];
  try {
    requireAsked(asked, { attendees, answers: changes }, after);
    return missing;
  } catch (refusal) {
    if (!(refusal instanceof HoldfastError)) throw refusal;
    return [...(refusal.issues ?? []), ...missing];
  }
}

/** The form as it was sent, with why the server refused it. */
export function refusedDetails(
  texts: Texts,
  booking: ExpandedBooking,
  form: Form,
  { issues = [] }: HoldfastError,
): Details {
  return {
    typed: typedOf(askedOf(booking), booking, form),
    faults: faultsOf(texts, booking, issues, []),
  };
}

/**
 * What is wrong with the fields, by the paths of issues.
 * @param named the fields whose names were sent, in their order: the list has no gaps, and the form may
 */
function faultsOf(
  texts: Texts,
  booking: ExpandedBooking,
  issues: readonly InputIssue[],
  named: readonly string[],
): Faults {
  const { questions } = askedOf(booking);
  const faults: Record<string, string> = {};
  for (const { path, message } of issues) {
    const [noun, name = "0"] = path.split(".");
    const isMissing = message === "is required";
    if (noun === "attendees") {
      // Of names that are missing the first gaps are marked.
      const gaps = Array.from({ length: booking.quantity }, (_, index) => attendeeField(index)).filter(
        (field) => !named.includes(field),
      );
      const field = isMissing ? gaps[Number(name) - named.length] : named[Number(name)];
      faults[field ?? attendeeField(0)] = isMissing ? texts.details.nameMissing : texts.fields.nameUnfit;
    } else if (questions && Object.hasOwn(questions.properties, name)) {
      faults[answerField(name)] ??= faultOf(texts, questions.properties[name] as Question, isMissing);
    }
  }
  return faults;
}

function faultOf({ details }: Texts, question: Question, isMissing: boolean): string {
  if (question.type === "boolean") return details.consentMissing;
  if (question.type === "string" && question.enum) return details.choiceMissing;
  if (isMissing) return details.answerMissing;
  return question.type === "string"
    ? details.textUnfit(question.maxLength)
    : details.numberUnfit(question.type === "integer", question.minimum, question.maximum);
}
