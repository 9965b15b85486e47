import type { RouterOutputs } from "@holdfast/client";
import { useMemo } from "react";
import { useLocale, useTranslations } from "use-intl";
import { useFormats } from "../time/index.ts";
import { Plot, type Series } from "./plot.tsx";
import { PlotTable } from "./plot-table.tsx";

type Counts = RouterOutputs["overview"]["get"]["changes"];

const KINDS = ["placed", "confirmed", "cancelled", "expired"] as const;
const COLORS = {
  placed: "--text-2",
  confirmed: "--accent",
  cancelled: "--danger",
  expired: "--warn",
} as const;
const MILLISECONDS = 1000;

interface ChangesPlotProps {
  changes: Counts;
  by: "hour" | "day";
  zone: string;
}

/** What happened to bookings, by hours or days. */
export function ChangesPlot({ changes, by, zone }: ChangesPlotProps) {
  const t = useTranslations("overview");
  const locale = useLocale();
  const { time, shortDay } = useFormats(zone);
  const when = by === "hour" ? time : shortDay;
  const xs = useMemo(() => changes.map(({ from }) => new Date(from).getTime() / MILLISECONDS), [changes]);
  const series: Series[] = KINDS.map((kind) => ({
    name: t(`kinds.${kind}`),
    color: COLORS[kind],
    values: changes.map((counts) => counts[kind]),
    isWide: kind === "placed",
  }));
  return (
    <>
      <Plot
        xs={xs}
        step={t(by === "hour" ? "hour" : "day")}
        series={series}
        label={(seconds) => when(new Date(seconds * MILLISECONDS))}
        number={(value) => value.toLocaleString(locale)}
      />
      <PlotTable
        first={t(by === "hour" ? "hour" : "day")}
        names={series.map(({ name }) => name)}
        rows={changes.map((counts) => ({
          key: counts.from,
          name: when(counts.from),
          values: KINDS.map((kind) => counts[kind].toLocaleString(locale)),
        }))}
      />
    </>
  );
}
