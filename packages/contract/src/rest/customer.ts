import { z } from "zod";
import { customer, eraseCustomerInput, erasure } from "../customer.ts";
import { camelCase, restObject } from "./names.ts";
import { documentedAs, oneNameOf } from "./request.ts";

const { name, contact } = customer.shape;

/** The customer's fields: `patient_…` to a clinic, `customer_…` to a venue. One name is required. */
export const restCustomer = {
  patient_name: name.optional(),
  patient_contact: contact,
  customer_name: name.optional(),
  customer_contact: contact,
};

type RestCustomer = z.output<z.ZodObject<typeof restCustomer>>;

const checkName = oneNameOf("customer_name", "patient_name");
const checkContact = oneNameOf("customer_contact", "patient_contact");

/** Refuses a customer's field that is given under both of its names. */
export function checkCustomer(input: RestCustomer, context: z.core.$RefinementCtx): void {
  checkName(input, context);
  checkContact(input, context);
}

/** The fields and the customer under the verb's names. Reports a missing name. */
export function withCustomer<Input extends RestCustomer>(
  { patient_name, patient_contact, customer_name, customer_contact, ...fields }: Input,
  context: z.core.$RefinementCtx,
) {
  const name = patient_name ?? customer_name;
  if (name === undefined) {
    context.addIssue({ code: "custom", path: ["patient_name"], message: "is required" });
    return z.NEVER;
  }
  return { ...camelCase(fields), customer: { name, contact: patient_contact ?? customer_contact } };
}

/**
 * The parser of an input with a customer, from which the verb's input comes. The OpenAPI document has two objects instead:
 * `<name>ByCustomer` and `<name>ByPatient`.
 * @param fields those beside the customer's
 */
export function inputWithCustomer<Fields extends z.core.$ZodLooseShape>(id: string, fields: Fields) {
  const parser = z
    .strictObject({ ...restCustomer, ...fields })
    .superRefine((input, context) => checkCustomer(input as RestCustomer, context))
    .transform((input, context) => withCustomer(input as RestCustomer & typeof input, context));
  return documentedAs(
    parser,
    z.strictObject({ customer_name: name, customer_contact: contact, ...fields }).meta({
      id: `${id}ByCustomer`,
      description: "With the names of a venue",
    }),
    z.strictObject({ patient_name: name, patient_contact: contact, ...fields }).meta({
      id: `${id}ByPatient`,
      description: "With the names of a clinic",
    }),
  );
}

export const restEraseCustomerInput = eraseCustomerInput.meta({
  id: "EraseCustomer",
  description: "The customer whose data is erased",
});

/** The fields of `stores` have one word each, the same here and there. */
export const restErasure = restObject(erasure).meta({
  id: "Erasure",
  description: "What was erased of a customer, and what is kept",
});
