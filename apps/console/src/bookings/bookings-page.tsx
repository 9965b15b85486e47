import { useTranslations } from "use-intl";
import { PageHead } from "../ui/index.ts";

export function BookingsPage() {
  const t = useTranslations("shell.sections");
  return <PageHead title={t("bookings")} />;
}
