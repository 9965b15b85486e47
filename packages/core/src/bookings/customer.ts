import { type Booking, type BookingStatus, HoldfastError } from "@holdfast/contract";
import { sql } from "kysely";
import { type HoldsContext, withinLimits } from "../holds/index.ts";
import { type LockedSlot, lockSlots, requireContactShare } from "../inventory/index.ts";
import {
  type Actor,
  contactKeyColumn,
  isStaff,
  limitLockWait,
  storedContactKey,
  type Trx,
} from "../shared/index.ts";
import { lockLiveBooking, readBooking } from "./booking.ts";

/* What a booking that gets another name or contact has to bring along. */

/** The context of a change of a booking's customer. */
export type CustomerContext = Pick<HoldsContext, "db" | "actor" | "holdLimits">;

/** The columns of a booking or an entry with a name and a contact, each left out where it stays as it is. */
export const customerColumns = ({
  name,
  contact,
}: {
  name?: string;
  contact?: string | null | undefined;
}) => ({
  ...(name !== undefined && { customer_name: name }),
  ...(contact !== undefined && { customer_contact: contact, contact_key: contactKeyColumn(contact) ?? null }),
});

/**
 * Gives the entry that a locked booking was the same customer: else the entry would keep the former one from being erased,
 * and show the later one to the former.
 */
export async function changeEntryOf(
  trx: Trx,
  bookingId: string,
  columns: ReturnType<typeof customerColumns> & { token_hash?: Buffer },
): Promise<void> {
  if (Object.keys(columns).length === 0) return;
  await trx
    .updateTable("waitlist_entries")
    .set({ ...columns, updated_at: sql<Date>`clock_timestamp()` })
    .where("booking_id", "=", bookingId)
    .execute();
}

/**
 * Locks the slot of a booking that a customer is about to give another contact, before the booking itself, so that no hold is
 * counted for that contact meanwhile. Staff may give it to anybody.
 * @returns undefined for staff
 */
export async function lockSlotOf(trx: Trx, actor: Actor, slotId: string): Promise<LockedSlot | undefined> {
  if (isStaff(actor)) return undefined;
  await limitLockWait(trx);
  const [slot] = await lockSlots(trx, [slotId]);
  return slot;
}

/**
 * Requires that another contact may have the places of a booking, which is not changed yet.
 * @param slot that of the booking, locked before it; undefined: nothing is required
 * @throws CONTACT_LIMIT, CONTACT_REQUIRED; BUSY where the booking has been moved to another slot
 */
export async function requireShareOf(
  trx: Trx,
  actor: Actor,
  slot: LockedSlot | undefined,
  id: string,
  contact: string | null,
): Promise<void> {
  const booking = slot && (await lockLiveBooking(trx, id));
  // An expired hold counts until that is written down.
  if (!slot || !booking || !COUNTED.has(booking.status)) return;
  if (booking.slot_id !== slot.id) throw new HoldfastError("BUSY", "The booking is being moved");
  if (keyOf(contact) === keyOf(booking.customer_contact)) return;
  await requireContactShare(trx, slot, { quantity: booking.quantity, customer: { contact }, actor });
}

const COUNTED: ReadonlySet<BookingStatus> = new Set(["PENDING", "CONFIRMED"]);

const keyOf = (contact: string | null) => contact && storedContactKey(contact);

/**
 * Changes the contact of a booking, unless that contact would hold, or have, more than it may. Staff may give it whom they
 * like.
 * @param contact undefined: the contact stays as it is
 * @throws BOOKING_NOT_FOUND; RATE_LIMITED; the errors of `change`
 */
export async function withinContactLimits<Changed extends Booking>(
  ctx: CustomerContext,
  { id, idempotencyKey }: { id: string; idempotencyKey?: string | undefined },
  contact: string | null | undefined,
  change: () => Promise<Changed>,
): Promise<Changed> {
  if (!ctx.holdLimits || contact === undefined) return change();
  const before = await readBooking(ctx.db, id);
  const isLive = before.status === "PENDING" || before.status === "CONFIRMED";
  const isGiven = isLive && before.customerContact !== contact;
  return withinLimits(
    ctx,
    {
      before,
      idempotencyKey,
      read: readBooking,
      count: isGiven ? (limits) => limits.give(before, contact) : undefined,
      settle: (limits, booking) => limits.isOf(booking, booking.customerContact),
    },
    change,
  );
}
