"use client";

import type { Slot } from "@holdfast/client";
import { useActionState } from "react";
import { book } from "./actions.ts";

/** The slots with a button each. Without JavaScript it is a plain form. */
export function BookForm({ slots }: { slots: Slot[] }) {
  const [{ message, name }, submit, isBusy] = useActionState(book, {});
  return (
    <form action={submit}>
      {message && <p role="alert">{message}</p>}
      <label>
        Your name
        <input name="name" defaultValue={name} autoComplete="name" maxLength={200} required />
      </label>
      <ul>
        {slots.map((slot) => (
          <li key={slot.id}>
            <span>
              {slot.resourceName}
              <small>
                <time dateTime={slot.startsAt} suppressHydrationWarning>
                  {new Date(slot.startsAt).toLocaleString(undefined, {
                    dateStyle: "medium",
                    timeStyle: "short",
                  })}
                </time>
                , {slot.available} free
              </small>
            </span>
            <button type="submit" name="slot" value={slot.id} disabled={isBusy}>
              Hold
            </button>
          </li>
        ))}
      </ul>
    </form>
  );
}
