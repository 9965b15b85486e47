import type { Webhook } from "@holdfast/client";
import { useTranslations } from "use-intl";

type State = "active" | "failing" | "paused" | "GONE" | "FAILING";

const LOOKS: Record<State, string> = {
  active: "badge-ok",
  failing: "badge-warn",
  paused: "",
  GONE: "badge-danger",
  FAILING: "badge-danger",
};

function stateOf({ active, disabledFor, failingSince }: Webhook): State {
  if (disabledFor !== null) return disabledFor;
  if (!active) return "paused";
  return failingSince === null ? "active" : "failing";
}

/** Whether a webhook is sent to, and why not. */
export function WebhookState({ webhook }: { webhook: Webhook }) {
  const t = useTranslations("webhooks.states");
  const state = stateOf(webhook);
  return <span className={`badge ${LOOKS[state]}`}>{t(state)}</span>;
}
