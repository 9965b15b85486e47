import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslations } from "use-intl";
import { client, trpc } from "../holdfast.ts";
import { Button, Dialog, Form, SecretOnce, SelectField, TextField } from "../ui/index.ts";
import { TOPICS } from "./topics.ts";

const URL_MAX_CHARACTERS = 2_000;
const DESCRIPTION_MAX_CHARACTERS = 200;

interface NewWebhookDialogProps {
  onClose: () => void;
  onCreated: (id: string) => void;
}

/** Adds an address, and shows once the secret that its deliveries are signed with. */
export function NewWebhookDialog({ onClose, onCreated }: NewWebhookDialogProps) {
  const t = useTranslations("webhooks");
  const common = useTranslations("common");
  const queries = useQueryClient();
  const [draft, setDraft] = useState({ url: "", description: "", topic: "*" as (typeof TOPICS)[number] });
  const change = (changed: Partial<typeof draft>) => setDraft({ ...draft, ...changed });
  const create = useMutation({
    mutationFn: ({ url, description, topic }: typeof draft) =>
      client.webhooks.create.mutate({
        url: url.trim(),
        topics: [topic],
        description: description.trim() || null,
      }),
    onSuccess: async ({ id }) => {
      await queries.invalidateQueries({ queryKey: trpc.webhooks.pathKey() });
      onCreated(id);
    },
  });
  const submit = () => {
    if (draft.url.trim() !== "") create.mutate(draft);
  };
  if (create.data) {
    return (
      <Dialog title={t("created")} isOpen onClose={onClose}>
        <SecretOnce label={t("secret")} value={create.data.secret} />
        <div className="form-actions">
          <Button look="primary" onPress={onClose}>
            {common("done")}
          </Button>
        </div>
      </Dialog>
    );
  }
  return (
    <Dialog title={t("add")} isOpen onClose={onClose}>
      <Form action={t("create")} isPending={create.isPending} onSubmit={submit} onCancel={onClose}>
        <TextField
          label={t("url")}
          help={t("urlHelp")}
          type="url"
          placeholder="https://"
          value={draft.url}
          onChange={(url) => change({ url })}
          maxLength={URL_MAX_CHARACTERS}
          isRequired
          autoFocus
        />
        <SelectField
          label={t("topics")}
          options={TOPICS.map((id) => ({
            id,
            name: t(`topicNames.${id === "*" ? "all" : (id.slice(0, -2) as "booking")}`),
          }))}
          value={draft.topic}
          onChange={(topic) => change({ topic })}
        />
        <TextField
          label={t("description")}
          value={draft.description}
          onChange={(description) => change({ description })}
          maxLength={DESCRIPTION_MAX_CHARACTERS}
        />
      </Form>
    </Dialog>
  );
}
