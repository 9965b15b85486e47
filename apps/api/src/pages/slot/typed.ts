import { type CreateBookingInput, createBookingInput, invalidInput } from "@holdfast/contract";
import { requireUnguessable } from "../../auth/index.ts";
import type { Form } from "../forms.ts";
import type { Faults } from "../parts/field.tsx";
import type { Visit } from "../visit.ts";

/** What a visitor typed, as it was typed, to be shown again. */
export interface Typed {
  customer_name: string;
  customer_contact: string;
  quantity: string;
}

export const NOTHING_TYPED: Typed = { customer_name: "", customer_contact: "", quantity: "1" };

export const typedOf = (form: Form): Typed => ({
  customer_name: form("customer_name"),
  customer_contact: form("customer_contact"),
  quantity: form("quantity") || "1",
});

const WHOLE_NUMBER = /^ *\d{1,6} *$/;

/** The number of places that was typed; NaN for what is no number. */
export const quantityOf = ({ quantity }: Typed): number =>
  WHOLE_NUMBER.test(quantity) ? Number(quantity) : Number.NaN;

/** The input of a verb, or what is wrong with the fields, where so many places are the most. */
export type ReadForm = { input: CreateBookingInput } | { faults: (most: number) => Faults };

/**
 * Reads the form that books a slot, or joins its waitlist: both take the same.
 * @throws INVALID_INPUT for what no field of the form has
 */
export function readTyped({ deps, texts, language }: Visit, slotId: string, form: Form): ReadForm {
  const typed = typedOf(form);
  const key = form("idempotency_key") || undefined;
  requireUnguessable(deps, "idempotency_key", key);
  const { data, error } = createBookingInput.safeParse({
    slotId,
    quantity: quantityOf(typed),
    customer: { name: typed.customer_name, contact: typed.customer_contact },
    language,
    idempotencyKey: key,
  });
  if (data) return { input: data };
  const { fields } = texts;
  const wrong = (path: string) => error.issues.some((issue) => issue.path.join("_") === path);
  const faults = (most: number): Faults => ({
    ...(wrong("customer_name") && {
      customer_name: typed.customer_name.trim() === "" ? fields.nameMissing : fields.nameUnfit,
    }),
    ...(wrong("customer_contact") && { customer_contact: fields.contactUnfit }),
    ...(wrong("quantity") && { quantity: fields.quantityUnfit(most) }),
  });
  if (Object.keys(faults(1)).length === 0) throw invalidInput("idempotency_key", "is not usable");
  return { faults };
}
