import type { Webhook } from "@holdfast/client";
import { useQuery } from "@tanstack/react-query";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { Plus } from "lucide-react";
import { useState } from "react";
import { useTranslations } from "use-intl";
import { trpc } from "../holdfast.ts";
import { Button, Link, ListState, PageHead } from "../ui/index.ts";
import { NewWebhookDialog } from "./new-webhook-dialog.tsx";
import { WebhookPanel } from "./webhook-panel.tsx";
import { WebhookState } from "./webhook-state.tsx";
import "./webhooks.css";

/** More than a server may have. */
const PAGE_WEBHOOKS = 100;

/** The addresses that hear of events. */
export function WebhooksPage() {
  const t = useTranslations("webhooks");
  const [isNew, setNew] = useState(false);
  const { webhook: openId } = useSearch({ from: "/webhooks" });
  const navigate = useNavigate({ from: "/webhooks" });
  const webhooks = useQuery(trpc.webhooks.list.queryOptions({ limit: PAGE_WEBHOOKS }));
  const items = webhooks.data?.items ?? [];
  const open = items.find(({ id }) => id === openId);
  return (
    <>
      <PageHead title={t("title")}>
        <div className="page-head-end">
          <Button look="primary" onPress={() => setNew(true)}>
            <Plus size={18} aria-hidden />
            {t("add")}
          </Button>
        </div>
      </PageHead>
      <div className="with-panel">
        <div className="list-part">
          <ListState
            reading={webhooks}
            isEmpty={items.length === 0}
            empty={t("empty")}
            emptyHelp={t("emptyHelp")}
          />
          {items.length > 0 && (
            <ul className="card">
              {items.map((webhook) => (
                <li key={webhook.id} className="list-row">
                  <WebhookRow webhook={webhook} isOpen={webhook.id === openId} />
                </li>
              ))}
            </ul>
          )}
        </div>
        {open && (
          <WebhookPanel
            key={open.id}
            webhook={open}
            onClose={() => navigate({ search: {}, replace: true })}
          />
        )}
      </div>
      {isNew && (
        <NewWebhookDialog
          onClose={() => setNew(false)}
          onCreated={(webhook) => navigate({ search: { webhook } })}
        />
      )}
    </>
  );
}

function WebhookRow({ webhook, isOpen }: { webhook: Webhook; isOpen: boolean }) {
  return (
    <Link
      to="/webhooks"
      search={{ webhook: webhook.id }}
      replace
      preload={false}
      className="list-line"
      data-open={isOpen || undefined}
    >
      <span>
        <strong>{webhook.description ?? new URL(webhook.url).host}</strong>
        <small className="muted">{webhook.url}</small>
      </span>
      <WebhookState webhook={webhook} />
    </Link>
  );
}
