import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslations } from "use-intl";
import { client, trpc } from "../holdfast.ts";
import { dayIn } from "../time/index.ts";
import { Button, DayField, Dialog, Form, SecretOnce, SelectField, TextField } from "../ui/index.ts";
import { useZoneOf } from "../venue/index.ts";

const NAME_MAX_CHARACTERS = 200;
const ROLES = ["desk", "admin"] as const;

/** Makes a key, and shows it once. */
export function NewKeyDialog({ onClose }: { onClose: () => void }) {
  const t = useTranslations("keys");
  const roles = useTranslations("shell.roles");
  const common = useTranslations("common");
  const { zone } = useZoneOf();
  const queries = useQueryClient();
  const [draft, setDraft] = useState({
    name: "",
    role: "desk" as (typeof ROLES)[number],
    lastDay: null as string | null,
  });
  const change = (changed: Partial<typeof draft>) => setDraft({ ...draft, ...changed });
  const create = useMutation({
    mutationFn: ({ name, role, lastDay }: typeof draft) =>
      client.keys.create.mutate({
        name: name.trim(),
        role,
        ...(lastDay !== null && { expiresAt: dayIn(lastDay, zone).to.toISOString() }),
      }),
    onSuccess: () => queries.invalidateQueries({ queryKey: trpc.keys.pathKey() }),
  });
  const submit = () => {
    if (draft.name.trim() !== "") create.mutate(draft);
  };
  if (create.data) {
    return (
      <Dialog title={create.data.name} isOpen onClose={onClose}>
        <SecretOnce label={t("key")} value={create.data.key} />
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
          label={t("name")}
          help={t("nameHelp")}
          value={draft.name}
          onChange={(name) => change({ name })}
          maxLength={NAME_MAX_CHARACTERS}
          isRequired
          autoFocus
        />
        <SelectField
          label={t("role")}
          options={ROLES.map((id) => ({ id, name: roles(id) }))}
          value={draft.role}
          onChange={(role) => change({ role })}
        />
        <DayField label={t("lastDay")} value={draft.lastDay} onChange={(lastDay) => change({ lastDay })} />
      </Form>
    </Dialog>
  );
}
