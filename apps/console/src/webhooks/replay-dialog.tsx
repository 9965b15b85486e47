import { useState } from "react";
import { useTranslations } from "use-intl";
import { dayAfter, dayIn, todayIn } from "../time/index.ts";
import { DayField, Dialog, Form, Switch, tellDone } from "../ui/index.ts";
import { useWebhookChanges } from "./changes.ts";

const DAYS_BEFORE = 7;

interface ReplayDialogProps {
  webhookId: string;
  zone: string;
  onClose: () => void;
}

/** Sends all of some days again. */
export function ReplayDialog({ webhookId, zone, onClose }: ReplayDialogProps) {
  const t = useTranslations("webhooks");
  const { replay } = useWebhookChanges(webhookId);
  const [range, setRange] = useState(() => ({
    from: dayAfter(todayIn(zone), -DAYS_BEFORE),
    to: todayIn(zone),
    isFailedOnly: true,
  }));
  const change = (changed: Partial<typeof range>) => setRange({ ...range, ...changed });
  const submit = () => {
    replay.mutate(
      {
        from: dayIn(range.from, zone).from.toISOString(),
        until: dayIn(range.to, zone).to.toISOString(),
        ...(range.isFailedOnly && { status: "FAILED" as const }),
      },
      {
        onSuccess: ({ replayed }) => {
          tellDone(t("replayed", { count: replayed }));
          onClose();
        },
      },
    );
  };
  return (
    <Dialog title={t("replayTitle")} isOpen onClose={onClose}>
      <Form action={t("replayAction")} isPending={replay.isPending} onSubmit={submit} onCancel={onClose}>
        <p>{t("replayText")}</p>
        <div className="form-row form-row-wide">
          <DayField
            label={t("firstDay")}
            value={range.from}
            onChange={(day) => day !== null && change({ from: day })}
            isRequired
          />
          <DayField
            label={t("lastDay")}
            value={range.to}
            onChange={(day) => day !== null && change({ to: day })}
            isRequired
          />
        </div>
        <Switch isSelected={range.isFailedOnly} onChange={(isFailedOnly) => change({ isFailedOnly })}>
          {t("failedOnly")}
        </Switch>
      </Form>
    </Dialog>
  );
}
