import { type Booking, bookingReference } from "@holdfast/contract";
import type { Child } from "hono/jsx";
import { Name } from "../parts/name.tsx";
import { SlotTime } from "../parts/time.tsx";
import type { Texts, Times } from "../texts/index.ts";

interface FactsProps {
  booking: Booking;
  times: Times;
  texts: Texts;
}

const Fact = ({ term, children }: { term: string; children?: Child }) => (
  <div>
    <dt>{term}</dt>
    <dd>{children}</dd>
  </div>
);

/** What is booked, by whom and for when. */
export function Facts({ booking, times, texts }: FactsProps) {
  const words = texts.booking;
  return (
    <dl class="facts">
      <Fact term={words.when}>
        <SlotTime startsAt={booking.startsAt} endsAt={booking.endsAt} times={times} />
      </Fact>
      <Fact term={words.where}>
        <Name of={booking.resourceName} />
      </Fact>
      <Fact term={words.who}>
        <Name of={booking.customerName} />
      </Fact>
      <Fact term={words.quantity}>{texts.places(booking.quantity)}</Fact>
      <Fact term={words.reference}>
        <span class="reference">{bookingReference(booking.id)}</span>
      </Fact>
    </dl>
  );
}
