import { randomUUID } from "node:crypto";
import { QUANTITY_MAX_PLACES, type Slot } from "@holdfast/contract";
import type { FreeSlot } from "@holdfast/core";
import { type Faults, Field } from "../parts/field.tsx";
import type { Texts, Times } from "../texts/index.ts";
import type { Typed } from "./typed.ts";

/** What a form is sent for: a reservation, or a place on the waitlist. */
export type FormKind = "reserve" | "join";

/** The most places that somebody may ask for. */
export const mostPlaces = ({ available, capacity, maxPerContact }: Slot, kind: FormKind): number =>
  Math.max(
    1,
    Math.min(
      kind === "reserve" ? available : capacity,
      maxPerContact ?? QUANTITY_MAX_PLACES,
      QUANTITY_MAX_PLACES,
    ),
  );

interface FormProps {
  slot: Slot;
  texts: Texts;
  times: Times;
  typed: Typed;
  faults: Faults;
  kind: FormKind;
  /** Whether the waitlist is offered, too, because there are fewer places than were asked for. */
  isJoinOffered?: boolean;
  /** Other slots that take the same form. */
  others: readonly FreeSlot[];
}

/** The form that reserves places of a slot, or joins its waitlist. It works without a script. */
export function SlotForm({ slot, texts, times, typed, faults, kind, isJoinOffered, others }: FormProps) {
  const { id, maxPerContact } = slot;
  const words = texts.slot;
  const most = mostPlaces(slot, kind);
  const action = kind === "reserve" ? `/s/${id}` : `/s/${id}/waitlist`;
  return (
    <form class="book" method="post" action={action}>
      <input type="hidden" name="idempotency_key" value={randomUUID()} />
      {maxPerContact !== null && (
        <p data-max-per-contact={maxPerContact}>{words.perContact(maxPerContact)}</p>
      )}
      <Quantity most={most} texts={texts} typed={typed} faults={faults} />
      <Field
        name="customer_name"
        label={texts.fields.name}
        value={typed.customer_name}
        faults={faults}
        input={{ autocomplete: "name", required: true, dir: "auto" }}
      />
      <Field
        name="customer_contact"
        label={texts.fields.contact}
        value={typed.customer_contact}
        faults={faults}
        hint={maxPerContact === null ? texts.fields.contactHint : texts.fields.contactNeededHint}
        input={{ autocomplete: "email", required: maxPerContact !== null, dir: "auto" }}
      />
      <p class="actions">
        <button class="button" type="submit">
          {kind === "reserve" ? words.reserve : words.join}
        </button>
        {isJoinOffered && (
          <button class="button quiet" type="submit" formaction={`/s/${id}/waitlist`}>
            {words.join}
          </button>
        )}
      </p>
      <p class="aside">{kind === "reserve" ? words.reserveHint : words.joinHint}</p>
      {others.length > 0 && (
        <fieldset class="others">
          <legend>{words.others}</legend>
          {others.map((other) => (
            <button class="choice" type="submit" formaction={`/s/${other.id}`}>
              {words.othersOne(times.short(new Date(other.startsAt)))}
            </button>
          ))}
        </fieldset>
      )}
    </form>
  );
}

interface QuantityProps {
  most: number;
  texts: Texts;
  typed: Typed;
  faults: Faults;
}

/** How many places; where there is only one, nobody is asked. */
function Quantity({ most, texts, typed, faults }: QuantityProps) {
  const isAsked = most > 1 || typed.quantity !== "1";
  if (!isAsked) return <input type="hidden" name="quantity" value="1" />;
  return (
    <Field
      name="quantity"
      label={texts.fields.quantity}
      value={typed.quantity}
      faults={faults}
      hint={texts.fields.quantityHint(most)}
      input={{
        type: "number",
        inputmode: "numeric",
        min: 1,
        max: most,
        step: 1,
        "data-stepper": "",
      }}
    />
  );
}
