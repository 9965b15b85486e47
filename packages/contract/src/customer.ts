import { z } from "zod";
import { CONTACT_MAX_CHARACTERS, name, optionalText, soughtText } from "./common.ts";

/**
 * The customer's mail address or phone number: at most 320 characters. Null and blank become undefined, so that they
 * are the same request under an idempotency key as no contact.
 */
export const contact = optionalText(CONTACT_MAX_CHARACTERS)
  .transform((value): string | null | undefined => value ?? undefined)
  .optional();

/** A contact to search for: the whole of it, compared by its `contactKey`. */
export const contactToFind = soughtText(CONTACT_MAX_CHARACTERS);

export const customer = z.strictObject({ name, contact });

export const eraseCustomerInput = z.strictObject({
  contact: contactToFind.describe("All of the contact, in capitals or not"),
});

/** The numbers of bookings: `erased` ones have lost name and contact, `kept` ones are live and have them. */
export const erasure = z.object({
  erased: z.int().describe("Bookings whose name and contact were erased"),
  kept: z.int().describe("Live bookings of the contact, which keep both"),
});

export type EraseCustomerInput = z.output<typeof eraseCustomerInput>;
export type Erasure = z.output<typeof erasure>;
