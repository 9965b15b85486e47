"use client";

import { useActionState } from "react";
import { decide } from "../../actions.ts";

/** Confirm, or give the place back. */
export function DecideForm({ bookingId }: { bookingId: string }) {
  const [{ message }, submit, isBusy] = useActionState(decide, {});
  return (
    <form action={submit}>
      {message && <p role="alert">{message}</p>}
      <input type="hidden" name="booking" value={bookingId} />
      <button className="main" type="submit" name="decision" value="confirm" disabled={isBusy}>
        Confirm
      </button>
      <button type="submit" name="decision" value="cancel" disabled={isBusy}>
        Give it back
      </button>
    </form>
  );
}
