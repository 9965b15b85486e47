import type { ExpandedBooking } from "@holdfast/contract";
import { Summary } from "../parts/field.tsx";
import { mayConfirm, type Visit } from "../visit.ts";
import { DetailsFields } from "./details-fields.tsx";
import { askedOf, type Details, isAsked, knownDetails } from "./details-typed.ts";

interface FilledProps {
  visit: Visit;
  booking: ExpandedBooking;
  details: Details;
}

/** The fields, and the mark that they were there. */
export function Filled({ visit: { texts }, booking, details }: FilledProps) {
  return (
    <>
      <input type="hidden" name="details" value="1" />
      <DetailsFields texts={texts} asked={askedOf(booking)} quantity={booking.quantity} details={details} />
    </>
  );
}

/** The step that is missing of a reservation: what is asked, and the confirmation, unless that is for staff. */
export function LastStep({
  visit,
  booking,
  details,
}: Omit<FilledProps, "details"> & { details: Details | undefined }) {
  const { texts } = visit;
  const words = texts.booking;
  const isConfirmed = mayConfirm(visit);
  const path = `/b/${booking.id}`;
  if (!isConfirmed && !isAsked(booking)) return <p>{words.staffConfirms}</p>;
  return (
    <form
      method="post"
      action={`${path}/${isConfirmed ? "confirm" : "details"}`}
      class={isAsked(booking) ? "book" : "actions"}
    >
      {isAsked(booking) && (
        <>
          {details && <Summary faults={details.faults} texts={texts} />}
          <Filled visit={visit} booking={booking} details={details ?? knownDetails(booking)} />
        </>
      )}
      <button class="button wide" type="submit">
        {isConfirmed ? words.confirm : texts.details.save}
      </button>
      <p class="aside">{isConfirmed ? words.heldText : words.staffConfirms}</p>
    </form>
  );
}
