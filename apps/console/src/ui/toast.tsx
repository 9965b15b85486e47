import { X } from "lucide-react";
import { Text } from "react-aria-components/Text";
import {
  UNSTABLE_Toast as AriaToast,
  UNSTABLE_ToastContent as ToastContent,
  UNSTABLE_ToastQueue as ToastQueue,
  UNSTABLE_ToastRegion as ToastRegion,
} from "react-aria-components/Toast";
import { useTranslations } from "use-intl";
import { Button } from "./button.tsx";
import { useExplain } from "./explain.ts";

type Message = { text: string } | { error: unknown };

const VISIBLE_TOASTS_MAX = 3;
const DONE_MILLISECONDS = 5_000;

const queue = new ToastQueue<Message>({ maxVisibleToasts: VISIBLE_TOASTS_MAX });

/** Says that something is done. It goes by itself. */
export function tellDone(text: string): void {
  queue.add({ text }, { timeout: DONE_MILLISECONDS });
}

/** Says what went wrong. It stays until it is closed: whoever looked away has to see it. */
export function tellError(error: unknown): void {
  queue.add({ error });
}

export function Toasts() {
  return (
    <ToastRegion className="toasts" queue={queue}>
      {({ toast }) => (
        <AriaToast toast={toast} className={`toast ${"error" in toast.content ? "toast-error" : ""}`}>
          <ToastText message={toast.content} />
        </AriaToast>
      )}
    </ToastRegion>
  );
}

function ToastText({ message }: { message: Message }) {
  const t = useTranslations("common");
  const explain = useExplain();
  const { text, requestId } =
    "error" in message ? explain(message.error) : { text: message.text, requestId: null };
  return (
    <>
      <ToastContent className="toast-text">
        <Text slot="title" elementType="p">
          {text}
        </Text>
        {requestId && (
          <p className="small muted">
            {t("requestId")} <code>{requestId}</code>
          </p>
        )}
      </ToastContent>
      <Button slot="close" look="quiet" isIcon aria-label={t("close")}>
        <X size={18} aria-hidden />
      </Button>
    </>
  );
}
