import { useTranslations } from "use-intl";
import { Empty, Link } from "../ui/index.ts";

/** An address that is none of the console's. */
export function NotFoundPage() {
  const t = useTranslations("shell");
  return (
    <Empty title={t("notFound")} level={1}>
      <p>{t("notFoundHelp")}</p>
      <Link to="/today" className="button button-primary">
        {t("toToday")}
      </Link>
    </Empty>
  );
}
