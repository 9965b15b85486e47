import type { RouterOutputs } from "@holdfast/client";
import { CircleAlert, CircleCheck } from "lucide-react";
import { useTranslations } from "use-intl";
import { useFormats } from "../time/index.ts";

type Overview = RouterOutputs["overview"]["get"];

/** A job that is due for so long shows that no worker keeps up. */
const LATE_MILLISECONDS = 60_000;

/** Whether what goes on behind the pages keeps up. */
export function Health({ overview, zone }: { overview: Overview; zone: string }) {
  const t = useTranslations("overview");
  const { dateTime } = useFormats(zone);
  const { jobs, webhooks, mails } = overview;
  const sum = (field: "queued" | "failed") => webhooks.reduce((total, webhook) => total + webhook[field], 0);
  const isLate = (oldest: string | null) =>
    oldest !== null && Date.now() - new Date(oldest).getTime() > LATE_MILLISECONDS;
  return (
    <ul className="health">
      <HealthCard
        title={t("jobs")}
        count={jobs.queued}
        isTrouble={isLate(jobs.oldest)}
        text={jobs.oldest === null ? t("nothingWaits") : t("since", { time: dateTime(jobs.oldest) })}
      />
      <HealthCard
        title={t("deliveries")}
        count={sum("queued")}
        isTrouble={sum("failed") > 0}
        text={t("failed", { count: sum("failed") })}
      />
      <HealthCard
        title={t("mails")}
        count={mails.queued}
        isTrouble={mails.troubled > 0 || isLate(mails.oldest)}
        text={t("troubled", { count: mails.troubled })}
      />
    </ul>
  );
}

interface HealthCardProps {
  title: string;
  count: number;
  isTrouble: boolean;
  text: string;
}

function HealthCard({ title, count, isTrouble, text }: HealthCardProps) {
  const t = useTranslations("overview");
  const Icon = isTrouble ? CircleAlert : CircleCheck;
  return (
    <li className={`card health-card ${isTrouble ? "health-trouble" : ""}`}>
      <h2 className="field-label">{title}</h2>
      <p className="health-count numbers">{t("waiting", { count })}</p>
      <p className="small health-text">
        <Icon size={16} aria-hidden />
        {text}
      </p>
    </li>
  );
}
