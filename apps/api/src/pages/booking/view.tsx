import type { ExpandedBooking } from "@holdfast/contract";
import type { FreeSlot } from "@holdfast/core";
import { Notice } from "../parts/notice.tsx";
import { type Texts, timesOf } from "../texts/index.ts";
import type { Visit } from "../visit.ts";
import type { Details } from "./details-typed.ts";
import { Ended, Expired } from "./ended.tsx";
import { Held } from "./held.tsx";
import { type BookingState, stateOf } from "./state.ts";
import { Ticket } from "./ticket.tsx";

/** What is said above a booking. */
export interface BookingNotice {
  title: string;
  text?: string;
  tone: "bad" | "good";
}

interface BookingViewProps {
  visit: Visit;
  booking: ExpandedBooking;
  others: readonly FreeSlot[];
  notice: BookingNotice | undefined;
  details: Details | undefined;
}

const TITLES: Readonly<Record<BookingState, keyof Texts["booking"] & `${string}Title`>> = {
  held: "heldTitle",
  expired: "expiredTitle",
  confirmed: "confirmedTitle",
  over: "overTitle",
  checkedIn: "checkedInTitle",
  noShow: "noShowTitle",
  cancelled: "cancelledTitle",
};

export function BookingView({ visit, booking, others, notice, details }: BookingViewProps) {
  const { texts, language, now } = visit;
  const times = timesOf(language, booking.resource?.timeZone ?? null);
  const state = stateOf(booking, now);
  const shown = { visit, booking, slot: booking.slot, times };
  return (
    <article class={`page-booking ${state}`} data-status={booking.status} data-refresh="">
      <h1>{texts.booking[TITLES[state]]}</h1>
      {notice && (
        <Notice title={notice.title} tone={notice.tone}>
          {notice.text && <p>{notice.text}</p>}
        </Notice>
      )}
      {state === "held" && <Held {...shown} details={details} />}
      {state === "expired" && <Expired {...shown} others={others} />}
      {state === "confirmed" && <Ticket {...shown} />}
      {(state === "over" || state === "checkedIn" || state === "noShow" || state === "cancelled") && (
        <Ended visit={visit} booking={booking} times={times} state={state} />
      )}
    </article>
  );
}
