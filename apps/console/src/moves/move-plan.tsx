import type { MovePreview } from "@holdfast/client";
import { ArrowRight } from "lucide-react";
import { useTranslations } from "use-intl";
import { useFormats } from "../time/index.ts";

interface MovePlanProps {
  plan: MovePreview;
  fromZone: string;
  toZone: string;
}

/** Who goes when, and for whom there is no time. */
export function MovePlan({ plan, fromZone, toZone }: MovePlanProps) {
  const t = useTranslations("moves");
  const before = useFormats(fromZone);
  const after = useFormats(toZone);
  const { moves, unplaced, remaining } = plan;
  if (moves.length + unplaced.length === 0) return <p className="muted">{t("nobody")}</p>;
  return (
    <>
      {unplaced.length > 0 && (
        <section>
          <h3>{t("unplaced", { count: unplaced.length })}</h3>
          <ul className="move-rows">
            {unplaced.map(({ bookingId, customerName, startsAt, quantity, reason }) => (
              <li key={bookingId} className="move-row">
                <span>
                  <strong>{customerName}</strong> {quantity > 1 && t("persons", { count: quantity })}
                  <br />
                  <span className="muted numbers">
                    {before.shortDay(startsAt)}, {before.time(startsAt)}
                  </span>
                </span>
                <span className="muted small">{t(`reasons.${reason}`)}</span>
              </li>
            ))}
          </ul>
        </section>
      )}
      {moves.length > 0 && (
        <section>
          <h3>{t("placed", { count: moves.length })}</h3>
          <ul className="move-rows">
            {moves.map((move) => (
              <li key={move.bookingId} className="move-row">
                <span>
                  <strong>{move.customerName}</strong>{" "}
                  {move.quantity > 1 && t("persons", { count: move.quantity })}
                  <br />
                  <span className="numbers">
                    <span className="muted">
                      {before.shortDay(move.previousStartsAt)}, {before.time(move.previousStartsAt)}
                    </span>{" "}
                    <ArrowRight size={14} aria-label={t("to")} /> {after.shortDay(move.startsAt)},{" "}
                    {after.times(move.startsAt, move.endsAt)}
                  </span>
                </span>
                {!move.sameTime && <span className="muted small">{t("otherTime")}</span>}
              </li>
            ))}
          </ul>
        </section>
      )}
      {remaining > 0 && <p className="notice">{t("remaining", { count: remaining })}</p>}
    </>
  );
}
