import type { ExpandedBooking, Slot } from "@holdfast/contract";
import { Time } from "../parts/time.tsx";
import type { Times } from "../texts/index.ts";
import type { Visit } from "../visit.ts";
import { CustomerLinks } from "./customer-links.tsx";
import type { Details } from "./details-typed.ts";
import { Facts } from "./facts.tsx";
import { LastStep } from "./last-step.tsx";
import { ChangePlaces } from "./places.tsx";

interface HeldProps {
  visit: Visit;
  booking: ExpandedBooking;
  slot: Slot | null | undefined;
  times: Times;
  /** What was typed to confirm it, where that was refused. */
  details: Details | undefined;
}

/** A reservation: the time that is left, and the one step that is missing. */
export function Held({ visit, booking, slot, times, details }: HeldProps) {
  const { texts } = visit;
  const words = texts.booking;
  const path = `/b/${booking.id}`;
  const expiresAt = new Date(booking.expiresAt);
  return (
    <section class="card">
      <div class="hold" data-hold={booking.expiresAt} data-began={booking.createdAt}>
        <p class="until">
          {words.heldUntil} <Time at={expiresAt} times={times} text={times.clock(expiresAt)} own />{" "}
          <span class="zone">{times.zone(expiresAt)}</span>
        </p>
        <p class="left" data-left="" hidden aria-hidden="true" />
        <progress data-progress="" max={1} value={1} hidden aria-hidden="true" />
        <p class="hidden" data-announce="" role="status" />
      </div>
      <LastStep visit={visit} booking={booking} details={details} />
      <Facts booking={booking} times={times} texts={texts} />
      <ChangePlaces visit={visit} booking={booking} slot={slot} />
      <CustomerLinks path={path} words={words} />
      <div class="actions">
        <form method="post" action={`${path}/extend`}>
          <input type="hidden" name="expires_at" value={booking.expiresAt} />
          <button class="button quiet" type="submit">
            {words.extend}
          </button>
        </form>
        <form method="post" action={`${path}/cancel`}>
          <button class="button quiet" type="submit">
            {words.release}
          </button>
        </form>
      </div>
    </section>
  );
}
