import { z } from "zod";
import { name } from "../common.ts";
import { contact, erasure } from "../customer.ts";

/** The customer is `patient_…` to a clinic and `customer_…` to a venue; a name is required, once. */
export const restCustomer = {
  patient_name: name.optional(),
  patient_contact: contact,
  customer_name: name.optional(),
  customer_contact: contact,
};

type RestCustomer = z.output<z.ZodObject<typeof restCustomer>>;

/** The customer under its own names; reports a missing name. */
export function toCustomer(input: RestCustomer, context: z.core.$RefinementCtx) {
  const customerName = input.patient_name ?? input.customer_name;
  if (customerName === undefined) {
    context.addIssue({ code: "custom", path: ["patient_name"], message: "is required" });
    return z.NEVER;
  }
  return { name: customerName, contact: input.patient_contact ?? input.customer_contact };
}

export const restErasure = erasure.meta({ id: "Erasure" });
