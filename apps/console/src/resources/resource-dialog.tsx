import type { Resource } from "@holdfast/client";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslations } from "use-intl";
import { client, trpc } from "../holdfast.ts";
import { ComboField, Dialog, Form, SelectField, Switch, TextField } from "../ui/index.ts";
import { ownZone, resourcesQuery } from "../venue/index.ts";
import { draftsOf, isWhole, questionsOf } from "./question-draft.ts";
import { QuestionList } from "./question-list.tsx";

const NAME_MAX_CHARACTERS = 200;
const ZONES = ["UTC", ...Intl.supportedValuesOf("timeZone").filter((zone) => zone !== "UTC")];

interface ResourceDialogProps {
  /** The one that is changed; undefined: a new one. */
  resource?: Resource;
  onClose: () => void;
  onSaved?: (resource: Resource) => void;
}

/** Adds a doctor or a show, or changes one. */
export function ResourceDialog({ resource, onClose, onSaved }: ResourceDialogProps) {
  const t = useTranslations("resources");
  const common = useTranslations("common");
  const [draft, setDraft] = useState(() => ({
    kind: resource?.kind ?? ("doctor" as Resource["kind"]),
    name: resource?.name ?? "",
    specialization: resource?.specialization ?? "",
    timeZone: resource ? resource.timeZone : ownZone(),
    exclusive: resource?.exclusive ?? false,
    asksAttendees: resource?.asksAttendees ?? false,
    questions: draftsOf(resource?.questions ?? null),
  }));
  const change = (changed: Partial<typeof draft>) => setDraft({ ...draft, ...changed });
  const save = useSave(resource, (saved) => {
    onSaved?.(saved);
    onClose();
  });
  const submit = () => {
    const { questions, ...fields } = draft;
    if (draft.name.trim() === "" || !questions.every(isWhole)) return;
    save.mutate({ ...fields, questions: questionsOf(questions) });
  };
  return (
    <Dialog title={resource?.name ?? t("add")} isOpen onClose={onClose}>
      <Form action={common("save")} isPending={save.isPending} onSubmit={submit} onCancel={onClose}>
        {!resource && (
          <SelectField
            label={t("kind")}
            options={(["doctor", "show"] as const).map((id) => ({ id, name: t(`kinds.${id}`) }))}
            value={draft.kind}
            onChange={(kind) => change({ kind })}
          />
        )}
        <TextField
          label={t("name")}
          value={draft.name}
          onChange={(name) => change({ name })}
          maxLength={NAME_MAX_CHARACTERS}
          isRequired
          autoFocus
        />
        <TextField
          label={t(`specializations.${draft.kind}`)}
          value={draft.specialization}
          onChange={(specialization) => change({ specialization })}
          maxLength={NAME_MAX_CHARACTERS}
        />
        <ComboField
          label={t("timeZone")}
          help={t("timeZoneHelp")}
          options={ZONES}
          value={draft.timeZone}
          onChange={(timeZone) => change({ timeZone })}
        />
        <Switch isSelected={draft.exclusive} onChange={(exclusive) => change({ exclusive })}>
          {t("exclusive")}
        </Switch>
        <Switch isSelected={draft.asksAttendees} onChange={(asksAttendees) => change({ asksAttendees })}>
          {t("asksAttendees")}
        </Switch>
        <QuestionList drafts={draft.questions} onChange={(questions) => change({ questions })} />
      </Form>
    </Dialog>
  );
}

type Draft = Pick<Resource, "kind" | "name" | "timeZone" | "exclusive" | "asksAttendees" | "questions"> & {
  specialization: string;
};

function useSave(resource: Resource | undefined, onSaved: (saved: Resource) => void) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: ({ kind, name, specialization, ...others }: Draft) => {
      const fields = {
        name: name.trim(),
        specialization: specialization.trim() || null,
        ...others,
      };
      return resource
        ? client.resources.update.mutate({ id: resource.id, ...fields })
        : client.resources.create.mutate({ kind, ...fields });
    },
    onSuccess: async (saved) => {
      queries.setQueryData(
        resourcesQuery.queryKey,
        (known) => known && [...known.filter(({ id }) => id !== saved.id), saved],
      );
      onSaved(saved);
      await Promise.all(
        [trpc.resources, trpc.audit, trpc.slots].map((noun) =>
          queries.invalidateQueries({ queryKey: noun.pathKey() }),
        ),
      );
    },
  });
}
