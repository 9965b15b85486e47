import { z } from "zod";
import { contactToFind } from "./booking.ts";

export const eraseCustomerInput = z.strictObject({ contact: contactToFind });

/** How many bookings have lost the customer's name and contact, and how many are still live and have them. */
export const erasure = z.object({ erased: z.int(), kept: z.int() });

export type EraseCustomerInput = z.output<typeof eraseCustomerInput>;
export type Erasure = z.output<typeof erasure>;
