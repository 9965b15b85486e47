import type { ExpandedBooking, Slot } from "@holdfast/contract";
import type { FreeSlot } from "@holdfast/core";
import { Others } from "../parts/others.tsx";
import type { Times } from "../texts/index.ts";
import { mayConfirm, type Visit } from "../visit.ts";
import { isAsked, knownDetails } from "./details-typed.ts";
import { Facts } from "./facts.tsx";
import { Filled } from "./last-step.tsx";
import { type BookingState, isStillFree } from "./state.ts";

interface ExpiredProps {
  visit: Visit;
  booking: ExpandedBooking;
  slot: Slot | null | undefined;
  times: Times;
  others: readonly FreeSlot[];
}

/**
 * A reservation whose time is over: it can be taken again while it is free. What is asked is asked here, too, so that nothing
 * is lost that somebody was typing.
 */
export function Expired({ visit, booking, slot, times, others }: ExpiredProps) {
  const { texts, now, c } = visit;
  const words = texts.booking;
  // A late confirmation that was refused once is refused for good: what is free is to be booked anew.
  const isRefused = c.req.method === "POST";
  const isOffered = isStillFree(booking, slot, now) && mayConfirm(visit) && !isRefused;
  return (
    <section class="card">
      <p>{isOffered ? words.expiredText : words.takenText}</p>
      {isOffered ? (
        <form method="post" action={`/b/${booking.id}/confirm`} class={isAsked(booking) ? "book" : "actions"}>
          {isAsked(booking) && <Filled visit={visit} booking={booking} details={knownDetails(booking)} />}
          <button class="button wide" type="submit">
            {words.takeAgain}
          </button>
        </form>
      ) : (
        <p class="actions">
          <a class="button" href={slot ? `/s/${slot.id}` : `/r/${booking.resourceId}`}>
            {words.bookAgain}
          </a>
        </p>
      )}
      {!isOffered && <Others texts={texts} times={times} others={others} />}
      <Facts booking={booking} times={times} texts={texts} />
    </section>
  );
}

interface EndedProps {
  visit: Visit;
  booking: ExpandedBooking;
  times: Times;
  state: BookingState;
}

/** A booking with which nothing is left to do. */
export function Ended({ visit, booking, times, state }: EndedProps) {
  const { texts } = visit;
  const words = texts.booking;
  return (
    <section class="card">
      {state === "cancelled" && <p>{words.cancelledText}</p>}
      {state === "noShow" && <p>{words.noShowText}</p>}
      {state === "checkedIn" && booking.checkedInAt && (
        <p>{words.checkedInText(times.short(new Date(booking.checkedInAt)))}</p>
      )}
      <Facts booking={booking} times={times} texts={texts} />
      {state !== "checkedIn" && (
        <p class="actions">
          <a class="button" href={`/r/${booking.resourceId}`}>
            {words.bookAgain}
          </a>
        </p>
      )}
    </section>
  );
}
