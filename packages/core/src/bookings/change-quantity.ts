import { type Booking, type ChangeQuantityInput, HoldfastError } from "@holdfast/contract";
import { writeAudit } from "../audit/index.ts";
import {
  countedQuantity,
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
  withLockedSlots,
} from "../inventory/index.ts";
import {
  type Actor,
  asSeenBy,
  type Caller,
  type CreateOptions,
  isStaff,
  requireVersion,
} from "../shared/index.ts";
import { lockBooking, readBooking, requireStatus, writeBooking } from "./booking.ts";
import { requireMayChange } from "./change.ts";

/**
 * Gives places of a live hold or a confirmed booking back, or takes more of its slot, in one transaction and once per
 * idempotency key. The booking keeps its id, its token and its time; of the names of
 * those who come, the last that have no place any more are cut. The quantity that it has changes nothing.
 * @throws BOOKING_NOT_FOUND; PRECONDITION_FAILED; HOLD_EXPIRED; BOOKING_NOT_PENDING where it was cancelled;
 *   BOOKING_CHECKED_IN for fewer places than persons have come; CANCELLATION_CLOSED where it is confirmed and only staff may
 *   change it any more, because of the time or a no-show; for more places NO_SEAT, NOT_BOOKABLE, CONTACT_LIMIT, CONTACT_REQUIRED, and RATE_LIMITED as
 *   `createBooking`; IDEMPOTENCY_KEY_IN_USE, IDEMPOTENCY_MISMATCH; BUSY where the slot stays locked
 */
export async function changeQuantity(
  ctx: HoldsContext & Caller,
  input: ChangeQuantityInput,
  { from, ...options }: CreateOptions = {},
): Promise<Booking> {
  const { actor } = ctx;
  const { id, idempotencyKey } = input;
  const before = await readBooking(ctx.db, id);
  const { slotId } = before;
  const request = keyedChange(actor, "bookings.changeQuantity", input);
  const transact = () =>
    ctx.holds.transact(slotId, (within) =>
      runIdempotentWithin(within.trx, request, options, () =>
        withLockedSlots(within, [slotId], ([slot]) => change(within, actor, slot as LockedSlot, input)),
      ),
    );
  const counted = countedQuantity(before, input.quantity, from);
  return asSeenBy(
    ctx,
    await withinLimits(ctx, { before, idempotencyKey, read: readBooking, ...counted }, transact),
  );
}

/** Changes the quantity of a booking of a locked slot. */
async function change(
  { trx, isOpenToAll }: TransactionContext,
  actor: Actor,
  slot: LockedSlot,
  { id, quantity, ifMatch }: ChangeQuantityInput,
): Promise<Booking> {
  const locked = await lockBooking(trx, id, slot.id);
  const before = await readBooking(trx, id);
  requireVersion(before, ifMatch);
  if (!locked.isLive) return requireStatus(trx, id, "CONFIRMED");
  const places = quantity - locked.quantity;
  if (places === 0) return before;
  if (locked.status === "CONFIRMED") {
    await requireMayChange(trx, actor, slot.id, isOpenToAll);
    // Whoever did not come could else give back what a cancellation may not.
    if (locked.no_show_at && !isStaff(actor)) throw new HoldfastError("CANCELLATION_CLOSED");
  }
  if (quantity < locked.checkedIn) throw new HoldfastError("BOOKING_CHECKED_IN");
  if (places > 0) {
    if (!mayBook(slot, actor, isOpenToAll)) throw new HoldfastError("NOT_BOOKABLE");
    if (!(await hasRoom(trx, slot, places))) throw NO_SEAT;
    await requireContactShare(trx, slot, {
      quantity: places,
      customer: { contact: locked.customer_contact },
      actor,
    });
    // Looking for room releases expired holds, and this one may have expired meanwhile.
    if (!(await lockBooking(trx, id, slot.id)).isLive) return requireStatus(trx, id, "CONFIRMED");
  }
  const soldOut = await addBooked(trx, slot.id, places);
  const subject = { action: "booking.quantity_changed", subjectId: id, slotId: slot.id } as const;
  const { attendees } = before;
  const isCut = attendees !== null && attendees.length > quantity;
  const was = { quantity: locked.quantity };
  const is = { quantity, ...(isCut && { customerKeys: ["attendees"] }) };
  await writeAudit(trx, actor, [{ ...subject, before: was, after: is, soldOut }]);
  return writeBooking(trx, id, {
    quantity,
    checked_in: locked.checkedIn || null,
    ...(isCut && { attendees: attendees.slice(0, quantity) }),
  });
}
