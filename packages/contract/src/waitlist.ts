import { z } from "zod";
import { holderToken, quantity } from "./booking.ts";
import { id, idempotencyKey, page, pageInput, utcTime } from "./common.ts";
import { customer } from "./customer.ts";

/** Entries that may wait for one slot. */
export const WAITLIST_MAX_ENTRIES = 1_000;

/** WAITING becomes PROMOTED (places were free, and there is a booking) or LEFT. */
export const waitlistStatus = z.enum(["WAITING", "PROMOTED", "LEFT"]);

/**
 * A customer who waits for `quantity` places of a full slot. `position` is 1 for the one who waits longest, null for
 * who waits no more; `bookingId` is the hold that a promoted entry became, which has to be confirmed in time.
 */
export const waitlistEntry = z.object({
  id,
  slotId: id,
  status: waitlistStatus,
  quantity: z.int(),
  position: z.int().nullable(),
  bookingId: id.nullable(),
  customerName: z.string(),
  customerContact: z.string().nullable(),
  createdAt: utcTime,
  updatedAt: utcTime,
});

/**
 * An entry just made. `token` is told here alone: whoever has it may look at the entry and leave, and it is the token of
 * the booking that the entry may become.
 */
export const joinedWaitlistEntry = waitlistEntry.extend({ token: z.string() });

export const joinWaitlistInput = z.strictObject({
  slotId: id,
  quantity: quantity.default(1),
  customer,
  idempotencyKey: idempotencyKey.optional(),
});

/** An entry, and the token of its holder, for who has no key; the header `Booking-Token` does as well. */
const heldEntry = { id, token: holderToken.optional() };

export const getWaitlistEntryInput = z.strictObject(heldEntry);

export const leaveWaitlistInput = z.strictObject(heldEntry);

/** Who waits for a slot, in the order in which they came. */
export const listWaitlistInput = z.strictObject({ slotId: id, ...pageInput });

export const waitlistPage = page(waitlistEntry);

export type WaitlistStatus = z.output<typeof waitlistStatus>;
export type WaitlistEntry = z.output<typeof waitlistEntry>;
export type JoinedWaitlistEntry = z.output<typeof joinedWaitlistEntry>;
export type WaitlistPage = z.output<typeof waitlistPage>;
export type JoinWaitlistInput = z.output<typeof joinWaitlistInput>;
export type ListWaitlistInput = z.output<typeof listWaitlistInput>;
