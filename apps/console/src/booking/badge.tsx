import type { Booking } from "@holdfast/client";
import { CalendarCheck, Check, CircleX, Clock3, LogOut, type LucideIcon, UserX } from "lucide-react";
import { useTranslations } from "use-intl";
import { useFormats } from "../time/index.ts";

type State = "reserved" | "confirmed" | "here" | "left" | "missed" | "cancelled" | "expired";

const LOOKS: Record<State, { look: string; icon: LucideIcon }> = {
  reserved: { look: "badge-warn", icon: Clock3 },
  confirmed: { look: "badge-accent", icon: CalendarCheck },
  here: { look: "badge-ok", icon: Check },
  left: { look: "", icon: LogOut },
  missed: { look: "badge-danger", icon: UserX },
  cancelled: { look: "", icon: CircleX },
  expired: { look: "", icon: Clock3 },
};

function stateOf({ status, checkedIn, checkedOut, checkedInAt, noShowAt }: Booking): State {
  if (status === "PENDING") return "reserved";
  if (status === "CANCELLED") return "cancelled";
  if (status === "FAILED") return "expired";
  if (checkedInAt !== null) return checkedOut < checkedIn ? "here" : "left";
  return noShowAt === null ? "confirmed" : "missed";
}

/** What a booking is, in a word or two, and since or until when. */
export function BookingBadge({ booking, zone }: { booking: Booking; zone: string }) {
  const t = useTranslations("booking.states");
  const { time } = useFormats(zone);
  const state = stateOf(booking);
  const { checkedIn, checkedOut, quantity } = booking;
  const here = checkedIn - checkedOut;
  const { look, icon: Icon } = LOOKS[state];
  const at = state === "here" ? booking.checkedInAt : booking.expiresAt;
  return (
    <span className={`badge ${look}`}>
      <Icon size={12} aria-hidden />
      {t(state === "here" && here < quantity ? "partlyHere" : state, {
        time: time(at ?? booking.updatedAt),
        here,
        all: quantity,
      })}
    </span>
  );
}
