import { type Booking, type ConfirmBookingInput, HoldfastError } from "@holdfast/contract";
import { hasEntry, writeAudit } from "../audit/index.ts";
import type { HoldsContext, TransactionContext } from "../holds/index.ts";
import { runIdempotentWithin } from "../idempotency/index.ts";
import {
  addBooked,
  contactRefusal,
  hasRoom,
  isStaffOnly,
  type LockedSlot,
  withLockedSlots,
} from "../inventory/index.ts";
import { type Actor, asSeenBy, type Caller, isStaff, type ReplayOptions, type Trx } from "../shared/index.ts";
import { requireAnswers } from "./answers.ts";
import { type LockedBooking, lockBooking, readBooking, requireStatus, writeBooking } from "./booking.ts";
import type { ChangeContext } from "./change.ts";
import { confirmBooking, keyedConfirmation } from "./confirm.ts";
import { isErased } from "./erase.ts";

/**
 * Confirms a booking as `confirmBooking`. With `reacquire`, an expired hold is confirmed, too, if its places
 * are still free, its contact may have them beside those that it has by now, and its customer is not erased; if not, an event
 * reports the late confirmation, and every later attempt fails, because a refund may follow.
 * @throws as `confirmBooking`; HOLD_EXPIRED where that cannot be, or could not at an earlier attempt
 */
export async function confirmOrReacquireBooking(
  ctx: ChangeContext & HoldsContext & Caller,
  input: ConfirmBookingInput,
  options: ReplayOptions = {},
): Promise<Booking> {
  try {
    return await confirmBooking(ctx, input, options);
  } catch (error) {
    const isTooLate = error instanceof HoldfastError && error.code === "HOLD_EXPIRED";
    if (!isTooLate || !input.reacquire) throw error;
    const booking = await reacquireBooking(ctx, input, options);
    if (!booking) throw new HoldfastError("HOLD_EXPIRED", "The hold has ended, and its places were taken");
    return asSeenBy(ctx, booking);
  }
}

/**
 * Whether the contact of an expired hold may have its places beside those that it has by now. So it is for staff, too: who
 * confirms what was paid late gives nobody more than others may have.
 */
async function mayHaveAgain(
  trx: Trx,
  slot: LockedSlot,
  {
    id,
    quantity,
    customer_contact: contact,
  }: { id: string } & Pick<LockedBooking, "quantity" | "customer_contact">,
): Promise<boolean> {
  const claim = { quantity, customer: { contact }, actor: "system" as const };
  return (await contactRefusal(trx, slot, claim, { butFor: [id] })) === undefined;
}

/** A late confirmation changes nothing, but others must hear of it. */
export const TOO_LATE = { action: "booking.confirmed_too_late", before: {}, after: {} } as const;

/**
 * Confirms an expired hold if its places are still free, once per idempotency key.
 * @returns undefined where the places are booked, or were at an earlier attempt: the event must commit
 * @throws BOOKING_NOT_FOUND; BOOKING_NOT_PENDING where it was cancelled; ANSWERS_MISSING
 */
async function reacquireBooking(
  { db, holds, actor }: HoldsContext,
  input: ConfirmBookingInput,
  options: ReplayOptions,
): Promise<Booking | undefined> {
  const { id } = input;
  const { slotId } = await readBooking(db, id);
  const reacquire = async ({ trx, isOpenToAll }: TransactionContext, slot: LockedSlot) => {
    const booking = await lockBooking(trx, id, slotId);
    if (booking.status === "CANCELLED" || booking.status === "CONFIRMED") {
      return requireStatus(trx, id, "CONFIRMED");
    }
    // An expired hold that is still PENDING is still counted.
    const isCounted = booking.status === "PENDING";
    const of = { subjectId: id, slotId };
    const wasTooLate = await hasEntry(trx, id, "booking.confirmed_too_late");
    const isTooLate =
      wasTooLate || slot.deleted_at || isStaffOnly(slot, actor, isOpenToAll) || (await isErased(trx, id));
    const hasPlaces = async () =>
      (isCounted || (await hasRoom(trx, slot, booking.quantity))) &&
      (await mayHaveAgain(trx, slot, { id, ...booking }));
    if (isTooLate || !(await hasPlaces())) {
      if (!wasTooLate) await writeAudit(trx, actor, [{ ...of, ...TOO_LATE }]);
      return undefined;
    }
    if (!isStaff(actor)) await requireAnswers(trx, await readBooking(trx, id));
    return takeAgain(trx, actor, { id, ...booking });
  };
  return holds.transact(slotId, (ctx) =>
    runIdempotentWithin(ctx.trx, keyedConfirmation(actor, input), options, () =>
      withLockedSlots(ctx, [slotId], ([slot]) => reacquire(ctx, slot as LockedSlot)),
    ),
  );
}

/** Confirms a locked hold that has expired, and books its places again, unless its slot still counts them. */
export async function takeAgain(
  trx: Trx,
  actor: Actor,
  {
    id,
    slot_id: slotId,
    status,
    quantity,
  }: Pick<LockedBooking, "slot_id" | "status" | "quantity"> & { id: string },
): Promise<Booking> {
  const soldOut = status === "PENDING" ? undefined : await addBooked(trx, slotId, quantity);
  const [before, after] = [{ status: "FAILED" }, { status: "CONFIRMED" }];
  await writeAudit(trx, actor, [
    { subjectId: id, slotId, action: "booking.reacquired", before, after, soldOut },
  ]);
  return writeBooking(trx, id, { status: "CONFIRMED", failure_reason: null });
}
