import { type Booking, HoldfastError, type RescheduleBookingInput } from "@holdfast/contract";
import { sql } from "kysely";
import { writeAudit } from "../audit/index.ts";
import { type HoldsContext, NO_SEAT } from "../holds/index.ts";
import { addBooked, hasRoom, type LockedSlot, requireSlot, withLockedSlots } from "../inventory/index.ts";
import type { Actor, Trx } from "../shared/index.ts";
import { getBooking, lockBooking, requireStatus, updateBooking } from "./booking.ts";
import { mayCancel } from "./change.ts";

/**
 * Moves a live hold or a confirmed booking to another slot of the same resource: books the new places and releases the
 * old ones in one transaction. A move to its own slot changes nothing.
 * @throws BOOKING_NOT_FOUND, SLOT_NOT_FOUND; CANCELLATION_CLOSED where only staff may take it off its slot; NO_SEAT,
 *   NOT_BOOKABLE; OTHER_RESOURCE; HOLD_EXPIRED; BOOKING_NOT_PENDING where it was cancelled; BUSY where a slot stays
 *   locked
 */
export async function rescheduleBooking(
  { db, holds, actor }: HoldsContext,
  { id, slotId: toId }: RescheduleBookingInput,
): Promise<Booking> {
  const { slotId: fromId } = await getBooking({ db }, { id });
  const move = async (trx: Trx, slots: readonly LockedSlot[]) => {
    const booking = await lockBooking(trx, id, fromId);
    if (!booking.isLive) return requireStatus(trx, id, "CONFIRMED");
    if (fromId === toId) return getBooking({ db: trx }, { id });
    const slot = requireSlot(slots.find((locked) => locked.id === toId));
    if (!slot.isBookable) throw new HoldfastError("NOT_BOOKABLE");
    await requireSameResource(trx, fromId, toId);
    await requireMayLeave(trx, actor, fromId);
    if (!(await hasRoom(trx, slot, booking.quantity))) throw NO_SEAT;
    await addBooked(trx, toId, booking.quantity);
    await addBooked(trx, fromId, -booking.quantity);
    const change = { action: "booking.rescheduled", subjectId: id } as const;
    const [before, after] = [{ slotId: fromId }, { slotId: toId }];
    // One entry per slot, for its history; the booking's history shows that of the new slot.
    const changes = [fromId, toId].map((slotId) => ({ ...change, slotId, before, after }));
    await writeAudit(trx, actor, changes);
    return updateBooking(trx, id, { slot_id: toId });
  };
  const slotIds = [...new Set([fromId, toId])].sort();
  return holds.transact(slotIds[0] as string, (ctx) =>
    withLockedSlots(ctx, slotIds, (slots) => move(ctx.trx, slots)),
  );
}

/** @throws CANCELLATION_CLOSED where the actor may not take a booking off the slot */
async function requireMayLeave(trx: Trx, actor: Actor, slotId: string): Promise<void> {
  const slot = await trx
    .selectFrom("slots")
    .select(mayCancel(sql`${actor}::text`).as("mayLeave"))
    .where("id", "=", slotId)
    .executeTakeFirstOrThrow();
  if (!slot.mayLeave) throw new HoldfastError("CANCELLATION_CLOSED");
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
