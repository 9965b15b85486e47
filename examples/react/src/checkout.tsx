import type { Booking, LiveHold, Slot } from "@holdfast/client";
import { useMutation } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { explain, when } from "./text.ts";

const TICK_MILLISECONDS = 250;

interface CheckoutProps {
  slot: Slot;
  hold: LiveHold;
  onConfirmed: (booking: Booking) => void;
  /** The place is free again; the message says why, where the customer did not ask for it. */
  onGivenBack: (message?: string) => void;
}

/** Counts down by the server's clock until the hold is confirmed, given back or over. */
export function Checkout({ slot, hold, onConfirmed, onGivenBack }: CheckoutProps) {
  const seconds = useSecondsLeft(hold);
  const confirm = useMutation({ mutationFn: () => hold.confirm(), onSuccess: onConfirmed });
  const cancel = useMutation({ mutationFn: () => hold.cancel(), onSuccess: () => onGivenBack() });
  useEffect(() => {
    let isGone = false;
    hold.expired.then(() => {
      if (!isGone) onGivenBack("The time was over. Choose again.");
    });
    return () => {
      isGone = true;
    };
  }, [hold, onGivenBack]);
  const error = confirm.error ?? cancel.error;
  const isBusy = confirm.isPending || cancel.isPending;
  return (
    <section>
      <h1>{slot.resourceName}</h1>
      <p>
        {when(slot.startsAt)}. The place is yours for <b>{seconds}</b> seconds.
      </p>
      {error && <p role="alert">{explain(error)}</p>}
      <button className="main" type="button" disabled={isBusy} onClick={() => confirm.mutate()}>
        Confirm
      </button>
      <button type="button" disabled={isBusy} onClick={() => cancel.mutate()}>
        Give it back
      </button>
    </section>
  );
}

function useSecondsLeft(hold: LiveHold): number {
  const [seconds, setSeconds] = useState(Math.ceil(hold.secondsLeft));
  useEffect(() => {
    const timer = setInterval(() => setSeconds(Math.ceil(hold.secondsLeft)), TICK_MILLISECONDS);
    return () => clearInterval(timer);
  }, [hold]);
  return seconds;
}
