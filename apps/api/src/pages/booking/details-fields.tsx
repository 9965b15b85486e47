import type { Asked, Question } from "@holdfast/contract";
import type { Child } from "hono/jsx";
import { Field, Mark } from "../parts/field.tsx";
import type { Texts } from "../texts/index.ts";
import { answerField, attendeeField, CONSENT, type Details } from "./details-typed.ts";

interface DetailsFieldsProps {
  texts: Texts;
  asked: Asked;
  quantity: number;
  details: Details;
}

/** A name for each place, and the questions. They work without a script. */
export function DetailsFields({ texts, asked, quantity, details }: DetailsFieldsProps) {
  const { properties = {}, required = [] } = asked.questions ?? {};
  const words = texts.details;
  const isAnyRequired = asked.asksAttendees || required.length > 0;
  return (
    <>
      {isAnyRequired && <p class="aside">{words.requiredHint}</p>}
      {asked.asksAttendees &&
        Array.from({ length: quantity }, (_, index) => (
          <Field
            name={attendeeField(index)}
            label={quantity === 1 ? words.attendee : words.attendeeOf(index + 1)}
            value={details.typed[attendeeField(index)] ?? ""}
            faults={details.faults}
            isMarked
            input={{ autocomplete: "off", dir: "auto", required: true }}
          />
        ))}
      {Object.entries(properties).map(([key, question]) => (
        <Answer
          texts={texts}
          name={answerField(key)}
          question={question}
          isRequired={required.includes(key)}
          details={details}
        />
      ))}
    </>
  );
}

interface AnswerProps {
  texts: Texts;
  name: string;
  question: Question;
  isRequired: boolean;
  details: Details;
}

/** The field of a question. */
function Answer({ texts, name, question, isRequired, details: { typed, faults } }: AnswerProps) {
  const value = typed[name] ?? "";
  if (question.type === "boolean") {
    return (
      <Group name={name} fault={faults[name]}>
        <label class="tick">
          <input
            {...inputOf(name, faults[name], isRequired)}
            type="checkbox"
            value={CONSENT}
            checked={value === CONSENT}
          />
          <span dir="auto">
            {question.title}
            {isRequired && <Mark />}
          </span>
        </label>
      </Group>
    );
  }
  if (question.type === "string" && question.enum) {
    const choices = { name, title: question.title, choices: question.enum, isRequired, value };
    return isRequired && question.enum.length <= RADIOS_MAX ? (
      <Radios {...choices} fault={faults[name]} />
    ) : (
      <Select {...choices} fault={faults[name]} none={texts.details.choose} />
    );
  }
  return (
    <Field
      name={name}
      label={question.title}
      value={value}
      faults={faults}
      isMarked={isRequired}
      input={{
        autocomplete: "off",
        required: isRequired,
        ...(question.type === "string"
          ? { dir: "auto" }
          : { inputmode: question.type === "integer" ? "numeric" : "decimal", class: "number" }),
      }}
    />
  );
}

/** More are a list that opens. */
const RADIOS_MAX = 6;

const inputOf = (name: string, fault: string | undefined, isRequired: boolean) => ({
  id: name,
  name,
  required: isRequired,
  "aria-describedby": fault ? `${name}-fault` : undefined,
  "aria-invalid": fault ? ("true" as const) : undefined,
});

interface GroupProps {
  name: string;
  fault: string | undefined;
  children?: Child;
}

/** A field with its fault. */
function Group({ name, fault, children }: GroupProps) {
  return (
    <div class={fault ? "field faulty" : "field"}>
      {children}
      {fault && (
        <p class="fault" id={`${name}-fault`}>
          {fault}
        </p>
      )}
    </div>
  );
}

interface ChoicesProps {
  name: string;
  title: string;
  choices: readonly string[];
  isRequired: boolean;
  value: string;
  fault: string | undefined;
}

function Radios({ name, title, choices, isRequired, value, fault }: ChoicesProps) {
  return (
    <Group name={name} fault={fault}>
      <fieldset class="radios">
        <legend dir="auto">
          {title}
          {isRequired && <Mark />}
        </legend>
        {choices.map((choice, index) => (
          <label class="tick">
            <input
              {...inputOf(name, fault, isRequired)}
              id={index === 0 ? name : undefined}
              type="radio"
              value={choice}
              checked={choice === value}
            />
            <span dir="auto">{choice}</span>
          </label>
        ))}
      </fieldset>
    </Group>
  );
}

function Select({ name, title, choices, isRequired, value, fault, none }: ChoicesProps & { none: string }) {
  return (
    <Group name={name} fault={fault}>
      <label for={name} dir="auto">
        {title}
        {isRequired && <Mark />}
      </label>
      <select {...inputOf(name, fault, isRequired)}>
        <option value="">{none}</option>
        {choices.map((choice) => (
          <option value={choice} selected={choice === value}>
            {choice}
          </option>
        ))}
      </select>
    </Group>
  );
}
