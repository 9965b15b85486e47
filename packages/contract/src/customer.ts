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
export const contactToFind = soughtText(CONTACT_MAX_CHARACTERS).meta({ examples: ["ann@example.org"] });

export const customer = z
  .strictObject({
    name: name.describe("The customer's name").meta({ examples: ["Ann Miller"] }),
    contact: contact
      .describe("The customer's mail address or phone number; null or blank: none")
      .meta({ examples: ["ann@example.org"] }),
  })
  .describe("Who books");

export const eraseCustomerInput = z.strictObject({
  contact: contactToFind.describe("All of the contact, in capitals or not"),
});

/** Where names and contacts of customers stand, or might be looked for. */
export const erasureStore = z
  .enum([
    "bookings",
    "waitlist_entries",
    "idempotency_records",
    "audit",
    "events",
    "mails",
    "jobs",
    "memory",
    "log",
    "backups",
  ])
  .describe("The table, or another place");

export const storeErasure = z
  .object({
    store: erasureStore,
    erased: z.int().describe("Rows of this contact that lost name, contact and metadata, or were deleted"),
    kept: z.int().nullable().describe("Rows of this contact that keep both; null: the server cannot tell"),
    reason: z
      .string()
      .describe("Why something is kept, or why there is nothing to erase")
      .meta({
        examples: ["A live booking keeps both: an expected customer needs a name. List them by contact"],
      }),
  })
  .meta({ id: "StoreErasure", description: "What was erased and kept in one store" });

/** The numbers of bookings: `erased` ones have lost name, contact and metadata, `kept` ones are live and have them. */
export const erasure = z.object({
  erased: z.int().describe("Bookings whose name, contact and metadata were erased"),
  kept: z.int().describe("Live bookings of the contact, which keep all of it"),
  stores: z.array(storeErasure).describe("What was erased and kept in each store, bookings among them"),
});

export type EraseCustomerInput = z.output<typeof eraseCustomerInput>;
export type Erasure = z.output<typeof erasure>;
export type ErasureStore = z.output<typeof erasureStore>;
export type StoreErasure = z.output<typeof storeErasure>;
