import type { RouterInputs, RouterOutputs } from "@holdfast/client";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useTranslations } from "use-intl";
import { trpc } from "../holdfast.ts";
import { noonOf, useFormats } from "../time/index.ts";
import { useExplain } from "../ui/index.ts";

type PreviewInput = RouterInputs["schedules"]["preview"];
type Slots = RouterOutputs["schedules"]["preview"]["items"];

/** What a rule would make, by the very functions that make it. */
export function Preview({ input }: { input: PreviewInput }) {
  const t = useTranslations("schedules");
  const explain = useExplain();
  const preview = useQuery(trpc.schedules.preview.queryOptions(input, { placeholderData: keepPreviousData }));
  if (preview.isError) {
    return (
      <p className="notice notice-danger" role="alert">
        {explain(preview.error).text}
      </p>
    );
  }
  if (!preview.data) return <div className="skeleton skeleton-row" />;
  const { items, total, overlapping } = preview.data;
  return (
    <>
      <p className="field-label numbers" aria-live="polite">
        {t("previewCount", { count: total })}
      </p>
      {overlapping > 0 && <p className="notice">{t("overlapping", { count: overlapping })}</p>}
      {items.length > 0 && <PreviewDays slots={items} />}
    </>
  );
}

function PreviewDays({ slots }: { slots: Slots }) {
  const t = useTranslations("schedules");
  const { shortDay } = useFormats("UTC");
  const days = Map.groupBy(slots, ({ localStart }) => localStart.slice(0, 10));
  let offset = slots[0]?.startOffset;
  return (
    <ol className="preview small">
      {[...days].map(([day, ofDay]) => {
        const last = ofDay.at(-1)?.endOffset;
        const isChanged = last !== offset;
        offset = last;
        return (
          <li key={day} className="preview-day">
            <strong className="numbers">{shortDay(noonOf(day))}</strong>
            <span className="preview-times numbers">
              {ofDay.map(({ startsAt, localStart, localEnd }) => (
                <span key={startsAt}>
                  {localStart.slice(11)} – {localEnd.slice(11)}
                </span>
              ))}
              {isChanged && (
                <span className="badge badge-warn">{t("clocksChange", { offset: last ?? "" })}</span>
              )}
            </span>
          </li>
        );
      })}
    </ol>
  );
}
