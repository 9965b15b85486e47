import { ArrowUp, Trash2 } from "lucide-react";
import { useTranslations } from "use-intl";
import { Button, SelectField, Switch, TextArea, TextField } from "../ui/index.ts";
import { QUESTION_KINDS, QUESTIONS_MAX, type QuestionDraft } from "./question-draft.ts";

const TITLE_MAX_CHARACTERS = 300;
const CHOICE_ROWS = 3;

interface QuestionListProps {
  drafts: readonly QuestionDraft[];
  onChange: (drafts: QuestionDraft[]) => void;
}

/** The questions of a doctor or a show, one below the other. */
export function QuestionList({ drafts, onChange }: QuestionListProps) {
  const t = useTranslations("questions");
  const add = () => {
    const draft = {
      id: crypto.randomUUID(),
      title: "",
      kind: "text",
      choices: "",
      isRequired: false,
    } as const;
    onChange([...drafts, draft]);
  };
  const change = (index: number, changed: Partial<QuestionDraft>) =>
    onChange(drafts.map((draft, other) => (other === index ? { ...draft, ...changed } : draft)));
  const raise = (index: number) => {
    const raised = drafts[index] as QuestionDraft;
    const others = drafts.filter((_, other) => other !== index);
    onChange([...others.slice(0, index - 1), raised, ...others.slice(index - 1)]);
  };
  return (
    <fieldset className="questions">
      <legend className="field-label">{t("title")}</legend>
      {drafts.map((draft, index) => (
        <QuestionFields
          key={draft.id}
          draft={draft}
          number={index + 1}
          onChange={(changed) => change(index, changed)}
          onRaise={() => raise(index)}
          onRemove={() => onChange(drafts.filter((_, other) => other !== index))}
        />
      ))}
      {drafts.length < QUESTIONS_MAX && <Button onPress={add}>{t("add")}</Button>}
    </fieldset>
  );
}

interface QuestionFieldsProps {
  draft: QuestionDraft;
  number: number;
  onChange: (changed: Partial<QuestionDraft>) => void;
  onRaise: () => void;
  onRemove: () => void;
}

function QuestionFields({ draft, number, onChange, onRaise, onRemove }: QuestionFieldsProps) {
  const t = useTranslations("questions");
  return (
    <div className="question">
      <TextField
        label={t("question", { number })}
        value={draft.title}
        onChange={(title) => onChange({ title })}
        maxLength={TITLE_MAX_CHARACTERS}
        isRequired
        autoFocus={draft.title === "" && !draft.former}
      />
      <SelectField
        label={t("kind")}
        options={QUESTION_KINDS.map((id) => ({ id, name: t(`kinds.${id}`) }))}
        value={draft.kind}
        onChange={(kind) => onChange({ kind })}
      />
      {draft.kind === "choice" && (
        <TextArea
          label={t("choices")}
          help={t("choicesHelp")}
          rows={CHOICE_ROWS}
          value={draft.choices}
          onChange={(choices) => onChange({ choices })}
          isRequired
        />
      )}
      <div className="question-foot">
        <Switch isSelected={draft.isRequired} onChange={(isRequired) => onChange({ isRequired })}>
          {t("required")}
        </Switch>
        <span>
          {number > 1 && (
            <Button look="quiet" isIcon aria-label={t("raise", { number })} onPress={onRaise}>
              <ArrowUp size={18} aria-hidden />
            </Button>
          )}
          <Button look="quiet" isIcon aria-label={t("remove", { number })} onPress={onRemove}>
            <Trash2 size={18} aria-hidden />
          </Button>
        </span>
      </div>
    </div>
  );
}
