import { type FormEvent, useState } from "react";
import { useTranslations } from "use-intl";
import { dayAfter, dayIn, todayIn } from "../time/index.ts";
import { Button, DayField, Dialog, Switch, tellDone } from "../ui/index.ts";
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
  const common = useTranslations("common");
  const { replay } = useWebhookChanges(webhookId);
  const [range, setRange] = useState(() => ({
    from: dayAfter(todayIn(zone), -DAYS_BEFORE),
    to: todayIn(zone),
    isFailedOnly: true,
  }));
  const change = (changed: Partial<typeof range>) => setRange({ ...range, ...changed });
  const submit = (event: FormEvent) => {
    event.preventDefault();
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
      <form className="form" onSubmit={submit}>
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
        <div className="form-actions">
          <Button onPress={onClose}>{common("cancel")}</Button>
          <Button look="primary" type="submit" isPending={replay.isPending}>
            {t("replayAction")}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
