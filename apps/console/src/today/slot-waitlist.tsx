import type { Slot } from "@holdfast/client";
import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "use-intl";
import { trpc } from "../holdfast.ts";
import { Link } from "../ui/index.ts";

const SHOWN_ENTRIES = 5;

/** The first who wait for places of a slot. */
export function SlotWaitlist({ slot }: { slot: Slot }) {
  const t = useTranslations("waitlists");
  const { data } = useQuery(
    trpc.waitlist.list.queryOptions({ slotId: slot.id, limit: SHOWN_ENTRIES }, { enabled: slot.waiting > 0 }),
  );
  if (slot.waiting === 0) return null;
  return (
    <section className="booking-group">
      <h3>
        {t("waiting")} <span className="muted numbers">{slot.waiting}</span>
      </h3>
      <ol className="waiting">
        {(data?.items ?? []).map((entry) => (
          <li key={entry.id} className="waiting-entry">
            <span className="muted numbers">{entry.position}</span>
            <span>
              {entry.customerName}
              {entry.quantity > 1 && <b className="numbers"> × {entry.quantity}</b>}
            </span>
          </li>
        ))}
      </ol>
      <Link to="/waitlists" search={{ resource: slot.resourceId, slot: slot.id }}>
        {t("toWaitlist")}
      </Link>
    </section>
  );
}
