import { bookingReference, type ExpandedBooking } from "@holdfast/contract";
import type { Child } from "hono/jsx";
import { Name } from "../parts/name.tsx";
import { SlotTime } from "../parts/time.tsx";
import type { Texts, Times } from "../texts/index.ts";

interface FactsProps {
  booking: ExpandedBooking;
  times: Times;
  texts: Texts;
}

const Fact = ({ term, children }: { term: string; children?: Child }) => (
  <div>
    <dt>{term}</dt>
    <dd>{children}</dd>
  </div>
);

/** The answers in the order of their questions; those to questions that are asked no more come last, with their keys. */
function answersTold({ answers, resource }: ExpandedBooking, texts: Texts): [string, string][] {
  const given = answers ?? {};
  const asked = resource?.questions?.properties ?? {};
  const former = Object.keys(given).filter((key) => !Object.hasOwn(asked, key));
  const told = (title: string, key: string): [string, string][] =>
    Object.hasOwn(given, key) ? [[title, given[key] === true ? texts.details.yes : String(given[key])]] : [];
  return [
    ...Object.entries(asked).flatMap(([key, { title }]) => told(title, key)),
    ...former.flatMap((key) => told(key, key)),
  ];
}

/** What is booked, by whom and for when. */
export function Facts({ booking, times, texts }: FactsProps) {
  const words = texts.booking;
  // A reservation has its own in the form.
  const told = booking.status === "PENDING" ? [] : answersTold(booking, texts);
  const names = booking.status === "PENDING" ? [] : (booking.attendees ?? []);
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
      {names.length > 0 && (
        <Fact term={texts.details.attendees}>
          {names.map((name, index) => (
            <>
              {index > 0 && ", "}
              <Name of={name} />
            </>
          ))}
        </Fact>
      )}
      {told.map(([title, answer]) => (
        <Fact term={title}>
          <Name of={answer} />
        </Fact>
      ))}
      <Fact term={words.reference}>
        <span class="reference">{bookingReference(booking.id)}</span>
      </Fact>
    </dl>
  );
}
