import { bookingReference, type ExpandedBooking, missingAnswers, type Slot } from "@holdfast/contract";
import type { Times } from "../texts/index.ts";
import type { Visit } from "../visit.ts";
import { CustomerLinks } from "./customer-links.tsx";
import { askedOf, isAsked } from "./details-typed.ts";
import { Facts } from "./facts.tsx";
import { ChangePlaces } from "./places.tsx";
import { Qr } from "./qr.tsx";
import { changeableUntil } from "./state.ts";

interface TicketProps {
  visit: Visit;
  booking: ExpandedBooking;
  slot: Slot | null | undefined;
  times: Times;
}

/** A confirmed booking: what to show at the entrance, what to keep, and how to change it. */
export function Ticket({ visit, booking, slot, times }: TicketProps) {
  const { texts, site } = visit;
  const words = texts.booking;
  const path = `/b/${booking.id}`;
  const reference = bookingReference(booking.id);
  // Staff scan it: its id tells the booking, and opens nothing without the token.
  const code = site.publicUrl === undefined ? booking.id : `${site.publicUrl}${path}`;
  return (
    <section class="card ticket">
      <div class="code">
        <Qr text={code} label={words.qr(reference)} />
        <p class="aside">{words.confirmedText}</p>
      </div>
      <div>
        <Facts booking={booking} times={times} texts={texts} />
        <p class="actions">
          <a class="button" href={`${path}/booking.ics`} download="booking.ics">
            {words.calendar}
          </a>
        </p>
        {missingAnswers(askedOf(booking), booking).length > 0 && (
          <p class="aside">{texts.details.stillMissing}</p>
        )}
        {Date.parse(booking.endsAt) > visit.now && (
          <CustomerLinks path={path} words={words} isAsked={isAsked(booking)} />
        )}
        {booking.checkedIn > 0 ? (
          <p class="aside">{words.someCheckedIn(booking.checkedIn, booking.quantity)}</p>
        ) : (
          <Changes visit={visit} booking={booking} slot={slot} times={times} />
        )}
      </div>
    </section>
  );
}

/** Moving, changing the places and cancelling, or why none of it is possible any more. */
function Changes({ visit, booking, slot, times }: TicketProps) {
  const { texts, now } = visit;
  const words = texts.booking;
  const path = `/b/${booking.id}`;
  const until = changeableUntil(booking, slot);
  const isBounded = slot?.cancelUntil != null;
  const untilText = `${times.short(until)} ${times.zone(until)}`;
  if (until.getTime() <= now) {
    return <p class="aside">{isBounded ? words.cancelClosed(untilText) : words.cancelOver}</p>;
  }
  return (
    <div class="changes">
      {isBounded && <p class="aside">{words.cancelFree(untilText)}</p>}
      <p class="actions">
        <a class="button quiet" href={`${path}/move`}>
          {words.move}
        </a>
      </p>
      <ChangePlaces visit={visit} booking={booking} slot={slot} />
      <details class="cancel">
        <summary>{words.cancel}</summary>
        <form method="post" action={`${path}/cancel`}>
          <p>
            <strong>{words.cancelQuestion}</strong> {words.cancelText}
          </p>
          <button class="button bad" type="submit">
            {words.cancelYes}
          </button>
        </form>
      </details>
    </div>
  );
}
