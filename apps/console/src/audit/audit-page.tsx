import { useNavigate, useSearch } from "@tanstack/react-router";
import { useTranslations } from "use-intl";
import { History } from "../history/index.ts";
import { Empty, PageHead } from "../ui/index.ts";
import { useZoneOf } from "../venue/index.ts";
import { SubjectBar } from "./subject-bar.tsx";
import "./audit.css";

/** Who changed what: the history of one thing. */
export function AuditPage() {
  const t = useTranslations("audit");
  const { subject, id } = useSearch({ from: "/audit" });
  const navigate = useNavigate({ from: "/audit" });
  const { zone } = useZoneOf();
  return (
    <>
      <PageHead title={t("title")} />
      <SubjectBar
        key={`${subject}${id}`}
        subject={subject ?? "resourceId"}
        id={id}
        onChange={(search) => navigate({ search })}
      />
      {id === undefined ? (
        <Empty title={t("empty")}>
          <p>{t("emptyHelp")}</p>
        </Empty>
      ) : (
        <div className="card audit">
          <History key={id} of={{ [subject ?? "resourceId"]: id }} zone={zone} hasLinks />
        </div>
      )}
    </>
  );
}
