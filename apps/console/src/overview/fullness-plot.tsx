import type { RouterOutputs } from "@holdfast/client";
import { useMemo } from "react";
import { useLocale, useTranslations } from "use-intl";
import { useFormats } from "../time/index.ts";
import { Plot } from "./plot.tsx";
import { PlotTable } from "./plot-table.tsx";

type Days = RouterOutputs["overview"]["get"]["days"];

const MILLISECONDS = 1000;
const noonOf = (day: string) => `${day}T12:00:00Z`;

/** How full each of the coming days is: the part of its places that is booked. */
export function FullnessPlot({ days }: { days: Days }) {
  const t = useTranslations("overview");
  const locale = useLocale();
  const { shortDay } = useFormats("UTC");
  const xs = useMemo(() => days.map(({ day }) => new Date(noonOf(day)).getTime() / MILLISECONDS), [days]);
  if (days.length === 0) return <p className="muted">{t("noSlots")}</p>;
  const parts = days.map(({ booked, capacity }) => (capacity === 0 ? 0 : booked / capacity));
  const percent = (part: number) => part.toLocaleString(locale, { style: "percent" });
  return (
    <>
      <Plot
        xs={xs}
        series={[{ name: t("booked"), color: "--accent", values: parts }]}
        label={(seconds) => shortDay(new Date(seconds * MILLISECONDS))}
        number={percent}
        max={1}
        isBars
      />
      <PlotTable
        first={t("day")}
        names={[t("booked"), t("places"), t("part")]}
        rows={days.map(({ day, booked, capacity }, index) => ({
          key: day,
          name: shortDay(noonOf(day)),
          values: [
            booked.toLocaleString(locale),
            capacity.toLocaleString(locale),
            percent(parts[index] ?? 0),
          ],
        }))}
      />
    </>
  );
}
