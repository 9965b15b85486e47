import type { Booking, LiveHold, Slot } from "@holdfast/client";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { Checkout } from "./checkout.tsx";
import { client, trpc } from "./holdfast.ts";
import { Slots } from "./slots.tsx";
import { explain, when } from "./text.ts";

/** What the customer is doing: choosing a slot, holding a place of one, or done. */
type Step =
  | { name: "choosing"; message?: string }
  | { name: "holding"; slot: Slot; hold: LiveHold }
  | { name: "booked"; slot: Slot; booking: Booking };

/** The whole way: choose, hold, confirm. */
export function BookingPage() {
  const [step, setStep] = useState<Step>({ name: "choosing" });
  const [name, setName] = useState("");
  const queries = useQueryClient();
  const choose = (message?: string) => {
    setStep({ name: "choosing", ...(message !== undefined && { message }) });
    queries.invalidateQueries({ queryKey: trpc.slots.list.pathKey() });
  };
  const hold = useMutation({
    mutationFn: (slot: Slot) => client.holds.start({ slotId: slot.id, customer: { name } }),
    onSuccess: (hold, slot) => setStep({ name: "holding", slot, hold }),
    // What was typed stays, and the list shows what is free now.
    onError: (error) => choose(explain(error)),
  });

  if (step.name === "holding") {
    return (
      <Checkout
        slot={step.slot}
        hold={step.hold}
        onConfirmed={(booking) => setStep({ name: "booked", slot: step.slot, booking })}
        onGivenBack={choose}
      />
    );
  }
  if (step.name === "booked") {
    return (
      <section>
        <h1>Booked</h1>
        <p role="status">
          {step.slot.resourceName}, {when(step.slot.startsAt)}: your booking is <code>{step.booking.id}</code>
          .
        </p>
        <button type="button" onClick={() => choose()}>
          Book another place
        </button>
      </section>
    );
  }
  return (
    <>
      <h1>Book a place</h1>
      {step.message && <p role="alert">{step.message}</p>}
      <label>
        Your name
        <input
          value={name}
          onChange={(event) => setName(event.target.value)}
          autoComplete="name"
          maxLength={200}
        />
      </label>
      <Slots isBusy={hold.isPending || name.trim() === ""} onChoose={(slot) => hold.mutate(slot)} />
    </>
  );
}
