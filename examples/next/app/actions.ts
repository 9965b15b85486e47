"use server";

import { isHoldfastError } from "@holdfast/client";
import { revalidatePath } from "next/cache";
import { redirect } from "next/navigation";
import { heldBooking, holdfast, keepToken } from "./holdfast.ts";

/** What a form shows after it was sent: why it failed, and what was typed. */
export interface FormState {
  message?: string;
  name?: string;
}

/** Holds a place of a slot, and goes to the booking's page. */
export async function book(_before: FormState, form: FormData): Promise<FormState> {
  const slotId = String(form.get("slot"));
  const name = String(form.get("name"));
  let id: string;
  try {
    const hold = await holdfast.bookings.create.mutate({ slotId, customer: { name } });
    await keepToken(hold.id, hold.token);
    id = hold.id;
  } catch (error) {
    if (!isHoldfastError(error)) throw error;
    revalidatePath("/");
    const wasTaken = error.code === "NO_SEAT";
    return { name, message: wasTaken ? "Somebody else was faster. Choose another one." : error.message };
  }
  redirect(`/bookings/${id}`);
}

/** Confirms the hold, or gives it back: the button says which. */
export async function decide(_before: FormState, form: FormData): Promise<FormState> {
  const id = String(form.get("booking"));
  const held = await heldBooking(id);
  try {
    if (form.get("decision") === "confirm") await holdfast.bookings.confirm.mutate(held);
    else await holdfast.bookings.cancel.mutate(held);
  } catch (error) {
    if (!isHoldfastError(error)) throw error;
    revalidatePath(`/bookings/${id}`);
    return { message: error.code === "HOLD_EXPIRED" ? "The time was over." : error.message };
  }
  revalidatePath(`/bookings/${id}`);
  return {};
}
