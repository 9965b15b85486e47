import type { Booking, Resource, RouterInputs } from "@holdfast/client";
import { useState } from "react";
import { useTranslations } from "use-intl";
import { useBookingChanges } from "../booking/index.ts";
import { Dialog, Form, SelectField, Switch, TextField } from "../ui/index.ts";

const NAME_MAX_CHARACTERS = 200;
const ANSWER_MAX_CHARACTERS = 1000;
/** No choice is empty. */
const NONE = "";

type Questions = NonNullable<Resource["questions"]>;
type Question = Questions["properties"][string];
type Answers = NonNullable<RouterInputs["bookings"]["update"]["answers"]>;

interface AnswersDialogProps {
  booking: Booking;
  resource: Resource;
  onClose: () => void;
}

/** An answer as it is typed; a consent is given or empty. */
const typedOf = (value: string | number | boolean | undefined): string => String(value ?? "");

function answerOf(question: Question, typed: string): Answers[string] {
  const text = typed.trim();
  if (text === "") return null;
  if (question.type === "boolean") return true;
  return question.type === "string" ? text : Number(text.replace(",", "."));
}

/** Changes who comes, and the answers. Staff need not fill in what customers must. */
export function AnswersDialog({ booking, resource, onClose }: AnswersDialogProps) {
  const t = useTranslations("questions");
  const common = useTranslations("common");
  const { correct } = useBookingChanges();
  const questions = Object.entries(resource.questions?.properties ?? {});
  const [names, setNames] = useState(() =>
    Array.from({ length: booking.quantity }, (_, index) => booking.attendees?.[index] ?? ""),
  );
  const [answers, setAnswers] = useState<Readonly<Record<string, string>>>(() =>
    Object.fromEntries(questions.map(([key]) => [key, typedOf(booking.answers?.[key])])),
  );
  const submit = () => {
    const given = {
      ...(resource.asksAttendees && { attendees: names.map((name) => name.trim()).filter(Boolean) }),
      ...(questions.length > 0 && {
        answers: Object.fromEntries(
          questions.map(([key, question]) => [key, answerOf(question, answers[key] ?? "")]),
        ),
      }),
    };
    correct.mutate({ id: booking.id, ifMatch: booking.updatedAt, ...given }, { onSuccess: onClose });
  };
  return (
    <Dialog title={t("ofBooking", { name: booking.customerName })} isOpen onClose={onClose}>
      <Form action={common("save")} isPending={correct.isPending} onSubmit={submit} onCancel={onClose}>
        {resource.asksAttendees &&
          names.map((name, index) => (
            <TextField
              key={index}
              label={t("attendee", { number: index + 1 })}
              value={name}
              onChange={(typed) => setNames(names.with(index, typed))}
              maxLength={NAME_MAX_CHARACTERS}
            />
          ))}
        {questions.map(([key, question]) => (
          <AnswerField
            key={key}
            question={question}
            value={answers[key] ?? ""}
            onChange={(typed) => setAnswers({ ...answers, [key]: typed })}
          />
        ))}
      </Form>
    </Dialog>
  );
}

interface AnswerFieldProps {
  question: Question;
  value: string;
  onChange: (value: string) => void;
}

function AnswerField({ question, value, onChange }: AnswerFieldProps) {
  const t = useTranslations("questions");
  if (question.type === "boolean") {
    return (
      <Switch isSelected={value !== ""} onChange={(isGiven) => onChange(isGiven ? "true" : "")}>
        {question.title}
      </Switch>
    );
  }
  if (question.type === "string" && question.enum) {
    const options = [{ id: NONE, name: t("noAnswer") }, ...question.enum.map((id) => ({ id, name: id }))];
    return <SelectField label={question.title} options={options} value={value} onChange={onChange} />;
  }
  return (
    <TextField
      label={question.title}
      value={value}
      onChange={onChange}
      maxLength={ANSWER_MAX_CHARACTERS}
      {...(question.type !== "string" && { inputMode: "decimal" as const })}
    />
  );
}
