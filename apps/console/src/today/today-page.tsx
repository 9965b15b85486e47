import { useTranslations } from "use-intl";
import { PageHead } from "../ui/index.ts";

export function TodayPage() {
  const t = useTranslations("shell.sections");
  return <PageHead title={t("today")} />;
}
