import { type Booking, QUANTITY_MAX_PLACES, type Slot } from "@holdfast/contract";
import { Field } from "../parts/field.tsx";
import type { Visit } from "../visit.ts";

interface ChangePlacesProps {
  visit: Visit;
  booking: Booking;
  slot: Slot | null | undefined;
}

/** Giving places back, or taking more while there are any; nothing where the one place is all there is. */
export function ChangePlaces({ visit: { texts }, booking, slot }: ChangePlacesProps) {
  const words = texts.booking;
  const allowed = Math.max(booking.quantity, slot?.maxPerContact ?? QUANTITY_MAX_PLACES);
  const most = Math.min(QUANTITY_MAX_PLACES, allowed, booking.quantity + (slot?.available ?? 0));
  if (most === 1) return null;
  return (
    <details class="places">
      <summary>{words.resize}</summary>
      <form method="post" action={`/b/${booking.id}/quantity`}>
        <Field
          name="quantity"
          label={texts.fields.quantity}
          value={String(booking.quantity)}
          faults={{}}
          hint={texts.fields.quantityHint(most)}
          input={{ type: "number", inputmode: "numeric", min: 1, max: most, step: 1, "data-stepper": "" }}
        />
        <button class="button" type="submit">
          {words.resizeButton}
        </button>
      </form>
    </details>
  );
}
