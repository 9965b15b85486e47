import type { RouterOutputs } from "@holdfast/client";
import { useMemo } from "react";
import { useLocale, useTranslations } from "use-intl";
import { dayAfter, useFormats } from "../time/index.ts";
import { Plot } from "./plot.tsx";
import { PlotTable } from "./plot-table.tsx";

type Days = RouterOutputs["overview"]["get"]["days"];

const MILLISECONDS = 1000;
const noonOf = (day: string) => `${day}T12:00:00Z`;

interface FullnessPlotProps {
  /** Those that have slots. */
  days: Days;
  firstDay: string;
  count: number;
}

/** Every day, those without slots included. */
function withEmptyDays(days: Days, firstDay: string, count: number): Days {
  const known = new Map(days.map((day) => [day.day, day]));
  return Array.from({ length: count }, (_, index) => {
    const day = dayAfter(firstDay, index);
    return known.get(day) ?? { day, slots: 0, capacity: 0, booked: 0 };
  });
}

/** How full each of the coming days is: the part of its places that is booked. */
export function FullnessPlot({ days: known, firstDay, count }: FullnessPlotProps) {
  const t = useTranslations("overview");
  const locale = useLocale();
  const { shortDay } = useFormats("UTC");
  const days = useMemo(() => withEmptyDays(known, firstDay, count), [known, firstDay, count]);
  const xs = useMemo(() => days.map(({ day }) => new Date(noonOf(day)).getTime() / MILLISECONDS), [days]);
  if (known.length === 0) return <p className="muted">{t("noSlots")}</p>;
  const parts = days.map(({ booked, capacity }) => (capacity === 0 ? 0 : booked / capacity));
  const percent = (part: number) => part.toLocaleString(locale, { style: "percent" });
  return (
    <>
      <Plot
        xs={xs}
        step={t("day")}
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
