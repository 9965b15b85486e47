import { useQuery } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { useTranslations } from "use-intl";
import { trpc } from "../holdfast.ts";
import { AUDIT_SUBJECTS, type AuditSubject } from "../search.ts";
import { useIsAdmin } from "../session/index.ts";
import { Button, SelectField, TextField } from "../ui/index.ts";
import { useResources } from "../venue/index.ts";

const PAGE_ITEMS = 100;
const ID_CHARACTERS = 36;
/** What only an admin's key may ask for. */
const OF_ADMINS: ReadonlySet<AuditSubject> = new Set(["webhookId", "keyId"]);

/** What is named by its id, because there is no list to choose from. */
const OF_IDS: ReadonlySet<AuditSubject> = new Set(["bookingId", "slotId", "absenceId", "scheduleId"]);

interface SubjectBarProps {
  subject: AuditSubject;
  id: string | undefined;
  onChange: (search: { subject: AuditSubject; id?: string }) => void;
}

/** Chooses the thing whose history is shown. */
export function SubjectBar({ subject, id, onChange }: SubjectBarProps) {
  const t = useTranslations("audit");
  const isAdmin = useIsAdmin();
  const subjects = AUDIT_SUBJECTS.filter((name) => isAdmin || !OF_ADMINS.has(name));
  const choose = (chosen: string) => onChange({ subject, id: chosen });
  return (
    <search className="filters audit-filters">
      <SelectField
        label={t("subject")}
        options={subjects.map((name) => ({ id: name, name: t(`subjects.${name}`) }))}
        value={subject}
        onChange={(next) => onChange({ subject: next })}
      />
      {subject === "resourceId" && <ResourceChoice value={id} onChange={choose} />}
      {subject === "keyId" && <KeyChoice value={id} onChange={choose} />}
      {subject === "webhookId" && <WebhookChoice value={id} onChange={choose} />}
      {OF_IDS.has(subject) && <IdField value={id} onChange={choose} />}
    </search>
  );
}

interface ChoiceProps {
  value: string | undefined;
  onChange: (id: string) => void;
}

function ResourceChoice({ value, onChange }: ChoiceProps) {
  const { data = [] } = useResources();
  return <Choice options={data.map(({ id, name }) => ({ id, name }))} value={value} onChange={onChange} />;
}

function KeyChoice({ value, onChange }: ChoiceProps) {
  const { data } = useQuery(trpc.keys.list.queryOptions({ limit: PAGE_ITEMS }));
  const options = (data?.items ?? []).map(({ id, name }) => ({ id, name }));
  return <Choice options={options} value={value} onChange={onChange} />;
}

function WebhookChoice({ value, onChange }: ChoiceProps) {
  const { data } = useQuery(trpc.webhooks.list.queryOptions({ limit: PAGE_ITEMS }));
  const options = (data?.items ?? []).map(({ id, url, description }) => ({ id, name: description ?? url }));
  return <Choice options={options} value={value} onChange={onChange} />;
}

function Choice({ options, value, onChange }: ChoiceProps & { options: { id: string; name: string }[] }) {
  const t = useTranslations("audit");
  return (
    <SelectField
      label={t("which")}
      options={options}
      value={value ?? null}
      onChange={onChange}
      placeholder={t("choose")}
    />
  );
}

function IdField({ value = "", onChange }: ChoiceProps) {
  const t = useTranslations("audit");
  const [text, setText] = useState(value);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (text.trim() !== "") onChange(text.trim());
  };
  return (
    <form className="audit-id" onSubmit={submit}>
      <TextField label={t("id")} value={text} onChange={setText} maxLength={ID_CHARACTERS} />
      <Button type="submit">{t("show")}</Button>
    </form>
  );
}
