import { z } from "zod";
import { holderToken, quantity, TOKEN_EXAMPLE } from "./booking.ts";
import { id, idempotencyKey, page, pageInput, utcTime } from "./common.ts";
import { contactToFind, customer } from "./customer.ts";
import { language, newLanguage } from "./language.ts";
import { updatedSince } from "./metadata.ts";

/** The entries of one slot's waitlist at most. */
export const WAITLIST_MAX_ENTRIES = 10_000;

/** WAITING becomes PROMOTED (the entry became a hold) or LEFT. */
export const waitlistStatus = z
  .enum(["WAITING", "PROMOTED", "LEFT"])
  .describe("Whether it waits, was promoted, or has left");

/**
 * An entry of a full slot's waitlist, for `quantity` places. `position` is 1 for the oldest WAITING entry and null
 * unless WAITING; `bookingId` is the hold that a PROMOTED entry became.
 */
export const waitlistEntry = z.object({
  id: id.describe("Its id"),
  slotId: id.describe("The slot"),
  status: waitlistStatus,
  quantity: z
    .int()
    .describe("Places that it waits for")
    .meta({ examples: [1] }),
  position: z
    .int()
    .nullable()
    .describe("1 for the first entry of the waitlist; null once it no longer waits")
    .meta({ examples: [1] }),
  bookingId: id.nullable().describe("The hold that a promoted entry became; else null"),
  customerName: z
    .string()
    .describe("The customer's name")
    .meta({ examples: ["Ann Miller"] }),
  customerContact: z
    .string()
    .nullable()
    .describe("The customer's mail address or phone number; null: none")
    .meta({ examples: ["ann@example.org"] }),
  language: language
    .nullable()
    .describe("The language of mails to the customer; null: the server's `LANGUAGE`"),
  createdAt: utcTime.describe("When it joined"),
  updatedAt: utcTime.describe("When it last changed"),
});

/** A new entry. No other response has its `token`, which is also the token of the booking that it may become. */
export const joinedWaitlistEntry = waitlistEntry.extend({
  token: z
    .string()
    .describe("The holder's token of the entry and of its booking; no later response has it")
    .meta({ examples: [TOKEN_EXAMPLE] }),
});

export const joinWaitlistInput = z.strictObject({
  slotId: id.describe("The slot, which is full"),
  quantity: quantity.default(1),
  language: newLanguage,
  customer,
  idempotencyKey: idempotencyKey.optional(),
});

/** An entry and its token; the token may come in the header `Booking-Token` instead. */
const heldEntry = { id: id.describe("The entry"), token: holderToken.optional() };

export const getWaitlistEntryInput = z.strictObject(heldEntry);

export const leaveWaitlistInput = z.strictObject({ ...heldEntry, idempotencyKey: idempotencyKey.optional() });

/** Entries in order of arrival: the WAITING ones of a slot, or all of a contact, whatever became of them. */
export const listWaitlistInput = z
  .strictObject({
    slotId: id.optional().describe("Only entries of this slot; without `contact` those that wait"),
    contact: contactToFind.optional().describe("Only entries with exactly this contact, in capitals or not"),
    updatedSince,
    ...pageInput,
  })
  .superRefine(checkWaitlistFilter((name) => name));

/** Refuses a list of all waitlists. `rename` gives the caller's name of a field. */
export function checkWaitlistFilter(rename: (name: string) => string) {
  return (input: WaitlistFilter, context: z.core.$RefinementCtx) => {
    if (input.slotId !== undefined || input.contact !== undefined) return;
    const message = `give ${rename("slotId")}, contact, or both`;
    context.addIssue({ code: "custom", path: [rename("slotId")], message });
  };
}

/** What a list of entries may be narrowed by. */
interface WaitlistFilter {
  slotId?: string | undefined;
  contact?: string | undefined;
}

export const waitlistPage = page(waitlistEntry);

export type WaitlistStatus = z.output<typeof waitlistStatus>;
export type WaitlistEntry = z.output<typeof waitlistEntry>;
export type JoinedWaitlistEntry = z.output<typeof joinedWaitlistEntry>;
export type WaitlistPage = z.output<typeof waitlistPage>;
export type LeaveWaitlistInput = z.output<typeof leaveWaitlistInput>;
export type JoinWaitlistInput = z.output<typeof joinWaitlistInput>;
export type ListWaitlistInput = z.output<typeof listWaitlistInput>;
