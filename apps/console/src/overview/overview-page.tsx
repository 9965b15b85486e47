import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { lazy, Suspense, useMemo } from "react";
import { useTranslations } from "use-intl";
import { trpc } from "../holdfast.ts";
import { PERIODS, type Period } from "../search.ts";
import { todayIn } from "../time/index.ts";
import { Failure, PageHead, SelectField, SkeletonRows } from "../ui/index.ts";
import { useZoneOf } from "../venue/index.ts";
import { Health } from "./health.tsx";
import { COMING_DAYS, fullnessRange, periodRange } from "./ranges.ts";
import "./overview.css";

/* The library of plots is fetched with the first plot. */
const ChangesPlot = lazy(async () => ({ default: (await import("./changes-plot.tsx")).ChangesPlot }));
const FullnessPlot = lazy(async () => ({ default: (await import("./fullness-plot.tsx")).FullnessPlot }));

const REREAD_MILLISECONDS = 60_000;
const DEFAULT_PERIOD: Period = "month";

/** What happened lately, how full the coming days are, and whether the server keeps up. */
export function OverviewPage() {
  const t = useTranslations("overview");
  const { period = DEFAULT_PERIOD } = useSearch({ from: "/overview" });
  const navigate = useNavigate({ from: "/overview" });
  const { zone } = useZoneOf();
  const past = useMemo(() => periodRange(period, zone), [period, zone]);
  const coming = useMemo(() => fullnessRange(zone), [zone]);
  const reading = { refetchInterval: REREAD_MILLISECONDS, placeholderData: keepPreviousData };
  const changes = useQuery(trpc.overview.get.queryOptions(past, reading));
  const fullness = useQuery(trpc.overview.get.queryOptions(coming, reading));
  const failed = [changes, fullness].find(({ isError }) => isError);
  return (
    <>
      <PageHead title={t("title")}>
        <div className="page-head-end overview-period">
          <SelectField
            label={t("period")}
            isLabelHidden
            options={PERIODS.map((id) => ({ id, name: t(`periods.${id}`) }))}
            value={period}
            onChange={(next) => navigate({ search: { period: next }, replace: true })}
          />
        </div>
      </PageHead>
      {failed && <Failure error={failed.error} onRetry={() => failed.refetch()} />}
      {changes.data && <Health overview={changes.data} zone={zone} />}
      <section className="card plot-card">
        <h2>{t("changes")}</h2>
        <Suspense fallback={<SkeletonRows count={4} />}>
          {changes.data && <ChangesPlot changes={changes.data.changes} by={past.by} zone={zone} />}
        </Suspense>
      </section>
      <section className="card plot-card">
        <h2>{t("fullness")}</h2>
        <Suspense fallback={<SkeletonRows count={4} />}>
          {fullness.data && (
            <FullnessPlot days={fullness.data.days} firstDay={todayIn(zone)} count={COMING_DAYS} />
          )}
        </Suspense>
      </section>
    </>
  );
}
