import { type Booking, HoldfastError, type RescheduleBookingInput } from "@holdfast/contract";
import { writeAudit } from "../audit/index.ts";
import {
  type CountedChange,
  type HoldsContext,
  NO_SEAT,
  type TransactionContext,
  withinLimits,
} from "../holds/index.ts";
import { keyedChange, runIdempotentWithin } from "../idempotency/index.ts";
import {
  addBooked,
  hasRoom,
  type LockedSlot,
  mayBook,
  requireContactShare,
  requireSlot,
  withLockedSlots,
} from "../inventory/index.ts";
import { asSeenBy, type Caller, isStaff, type ReplayOptions, type Trx } from "../shared/index.ts";
import { lockBooking, readBooking, requireStatus, writeBooking } from "./booking.ts";
import { requireMayChange } from "./change.ts";
import { movedTo } from "./moved.ts";

/**
 * Moves a live hold or a confirmed booking to another slot, customers to one of the same resource alone: books the new places and
 * releases the old ones in one transaction, once per idempotency key. A no-show is cleared with the old date.
 * A move to its own slot changes nothing.
 * @throws BOOKING_NOT_FOUND, SLOT_NOT_FOUND; BOOKING_CHECKED_IN; CANCELLATION_CLOSED where only staff may
 *   take it off its slot; NO_SEAT, NOT_BOOKABLE; CONTACT_LIMIT, CONTACT_REQUIRED of the other slot; OTHER_RESOURCE for a customer; HOLD_EXPIRED; BOOKING_NOT_PENDING where it
 *   was cancelled; RATE_LIMITED where its contact or address would hold too much of the slot;
 *   IDEMPOTENCY_KEY_IN_USE, IDEMPOTENCY_MISMATCH; BUSY where a slot stays locked
 */
export async function rescheduleBooking(
  ctx: HoldsContext & Caller,
  input: RescheduleBookingInput,
  options: ReplayOptions = {},
): Promise<Booking> {
  const { actor } = ctx;
  const { id, slotId: toId, idempotencyKey } = input;
  const known = await readBooking(ctx.db, id);
  const { slotId: fromId } = known;
  const move = async ({ trx, isOpenToAll }: TransactionContext, slots: readonly LockedSlot[]) => {
    const booking = await lockBooking(trx, id, fromId);
    if (!booking.isLive) return requireStatus(trx, id, "CONFIRMED");
    if (fromId === toId) return readBooking(trx, id);
    if (booking.checked_in_at) throw new HoldfastError("BOOKING_CHECKED_IN");
    const slot = requireSlot(slots.find((locked) => locked.id === toId));
    if (!mayBook(slot, actor, isOpenToAll)) throw new HoldfastError("NOT_BOOKABLE");
    if (!isStaff(actor)) await requireSameResource(trx, fromId, toId);
    if (booking.status === "CONFIRMED") await requireMayChange(trx, actor, fromId, isOpenToAll);
    if (!(await hasRoom(trx, slot, booking.quantity))) throw NO_SEAT;
    const { quantity, customer_contact: contact } = booking;
    await requireContactShare(trx, slot, { quantity, customer: { contact }, actor });
    const soldOut = {
      [toId]: await addBooked(trx, toId, booking.quantity),
      [fromId]: await addBooked(trx, fromId, -booking.quantity),
    };
    const { columns, entries } = movedTo(id, booking, slot);
    await writeAudit(
      trx,
      actor,
      entries.map((entry) => ({ ...entry, soldOut: soldOut[entry.slotId] })),
    );
    return writeBooking(trx, id, columns);
  };
  const slotIds = [...new Set([fromId, toId])].sort();
  const request = keyedChange(actor, "bookings.reschedule", input);
  const transact = async () => {
    const work = (within: TransactionContext) =>
      runIdempotentWithin(within.trx, request, options, () =>
        withLockedSlots(within, slotIds, (slots) => move(within, slots)),
      );
    return asSeenBy(ctx, await ctx.holds.transact(slotIds[0] as string, work));
  };
  const counted: CountedChange = {
    before: known,
    idempotencyKey,
    read: readBooking,
    count: (limits) => limits.move(id, toId),
    settle: (limits, { slotId }) => limits.isOn(id, slotId),
  };
  return withinLimits(ctx, counted, transact);
}

/** @throws OTHER_RESOURCE */
async function requireSameResource(trx: Trx, ...slotIds: string[]): Promise<void> {
  const owners = await trx
    .selectFrom("slots")
    .select("resource_id")
    .distinct()
    .where("id", "in", slotIds)
    .execute();
  if (owners.length > 1) throw new HoldfastError("OTHER_RESOURCE");
}
