import type { Webhook } from "@holdfast/client";
import { Pause, Play, Send } from "lucide-react";
import { useState } from "react";
import { useTranslations } from "use-intl";
import { useFormats } from "../time/index.ts";
import { ActionMenu, Button, ConfirmDialog, Dialog, Panel, SecretOnce } from "../ui/index.ts";
import { useZoneOf } from "../venue/index.ts";
import { useWebhookChanges } from "./changes.ts";
import { Deliveries } from "./deliveries.tsx";
import { ReplayDialog } from "./replay-dialog.tsx";
import { WebhookState } from "./webhook-state.tsx";

type Asked = "rotate" | "replay" | "delete";

/** One address: what it hears of, what was sent to it, and what can be done. */
export function WebhookPanel({ webhook, onClose }: { webhook: Webhook; onClose: () => void }) {
  const t = useTranslations("webhooks");
  const { zone } = useZoneOf();
  const { dateTime } = useFormats(zone);
  const [asked, setAsked] = useState<Asked>();
  const changes = useWebhookChanges(webhook.id);
  const { previousSecretUntil } = webhook;
  return (
    <Panel title={webhook.description ?? new URL(webhook.url).host} onClose={onClose}>
      <dl className="facts">
        <dt>{t("state")}</dt>
        <dd>
          <WebhookState webhook={webhook} />
        </dd>
        <dt>{t("url")}</dt>
        <dd>{webhook.url}</dd>
        <dt>{t("topics")}</dt>
        <dd>
          <code>{webhook.topics.join(", ")}</code>
        </dd>
        {previousSecretUntil !== null && (
          <>
            <dt>{t("secretBefore")}</dt>
            <dd className="numbers">{dateTime(previousSecretUntil)}</dd>
          </>
        )}
      </dl>
      <div className="actions">
        <Button isPending={changes.update.isPending} onPress={() => changes.update.mutate(!webhook.active)}>
          {webhook.active ? <Pause size={16} aria-hidden /> : <Play size={16} aria-hidden />}
          {webhook.active ? t("pause") : t("resume")}
        </Button>
        <Button
          isDisabled={!webhook.active}
          isPending={changes.ping.isPending}
          onPress={() => changes.ping.mutate()}
        >
          <Send size={16} aria-hidden />
          {t("ping")}
        </Button>
        <ActionMenu
          label={t("moreActions")}
          actions={[
            { id: "replay", name: t("replayRange"), onAction: () => setAsked("replay") },
            { id: "rotate", name: t("rotate"), onAction: () => setAsked("rotate") },
            { id: "delete", name: t("delete"), isDangerous: true, onAction: () => setAsked("delete") },
          ]}
        />
      </div>
      <section className="booking-group">
        <h3>{t("deliveries")}</h3>
        <Deliveries webhookId={webhook.id} zone={zone} />
      </section>
      <Questions
        webhook={webhook}
        zone={zone}
        asked={asked}
        onEnd={() => setAsked(undefined)}
        onDeleted={onClose}
      />
    </Panel>
  );
}

interface QuestionsProps {
  webhook: Webhook;
  zone: string;
  asked: Asked | undefined;
  onEnd: () => void;
  onDeleted: () => void;
}

function Questions({ webhook, zone, asked, onEnd, onDeleted }: QuestionsProps) {
  const t = useTranslations("webhooks");
  const { rotate, remove } = useWebhookChanges(webhook.id);
  return (
    <>
      <ConfirmDialog
        title={t("rotateTitle")}
        action={t("rotate")}
        isOpen={asked === "rotate" && !rotate.data}
        isPending={rotate.isPending}
        onConfirm={() => rotate.mutate()}
        onClose={onEnd}
      >
        {t("rotateText")}
      </ConfirmDialog>
      <Dialog
        title={t("newSecret")}
        isOpen={rotate.data !== undefined}
        onClose={() => {
          rotate.reset();
          onEnd();
        }}
      >
        <SecretOnce label={t("secret")} value={rotate.data?.secret ?? ""} />
      </Dialog>
      <ConfirmDialog
        title={t("deleteTitle")}
        action={t("delete")}
        isOpen={asked === "delete"}
        isPending={remove.isPending}
        onConfirm={() => remove.mutate(undefined, { onSuccess: onDeleted })}
        onClose={onEnd}
      >
        {t("deleteText")}
      </ConfirmDialog>
      {asked === "replay" && <ReplayDialog webhookId={webhook.id} zone={zone} onClose={onEnd} />}
    </>
  );
}
