import { z } from "zod";
import { CONTACT_MAX_CHARACTERS, name, optionalText, requiredText } from "./common.ts";

/**
 * How to reach the customer: a mail address, a phone number; at most 320 characters. Null and blank are the same as left
 * out, so that they are the same request under an idempotency key, too.
 */
export const contact = optionalText(CONTACT_MAX_CHARACTERS)
  .transform((value): string | null | undefined => value ?? undefined)
  .optional();

/** A contact to look for: all of it, in capitals or not. */
export const contactToFind = requiredText(CONTACT_MAX_CHARACTERS);

export const customer = z.strictObject({ name, contact });

export const eraseCustomerInput = z.strictObject({ contact: contactToFind });

/** How many bookings have lost the customer's name and contact, and how many are still live and have them. */
export const erasure = z.object({ erased: z.int(), kept: z.int() });

export type EraseCustomerInput = z.output<typeof eraseCustomerInput>;
export type Erasure = z.output<typeof erasure>;
