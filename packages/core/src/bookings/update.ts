import { type Booking, HoldfastError, type UpdateBookingInput } from "@holdfast/contract";
import { recordUpdate } from "../audit/index.ts";
import { lockingTransaction } from "../concurrency/index.ts";
import {
  givingExternalIds,
  metadataColumns,
  nextVersion,
  type Trx,
  type WriteContext,
} from "../shared/index.ts";
import { readBooking, selectForUpdate } from "./booking.ts";

/**
 * Changes the metadata and the external id of a booking, whatever its status.
 * @throws BOOKING_NOT_FOUND; PRECONDITION_FAILED; EXTERNAL_ID_TAKEN; INVALID_INPUT for too much metadata; BUSY
 */
export function updateBooking(
  { db, actor }: WriteContext,
  { id, ...input }: UpdateBookingInput,
): Promise<Booking> {
  const change = async (trx: Trx) => {
    const locked = await selectForUpdate(trx, id).executeTakeFirst();
    if (!locked) throw new HoldfastError("BOOKING_NOT_FOUND");
    // No other field: a hold that expires meanwhile is no change of this caller's.
    const read = async () => {
      const { metadata, externalId, updatedAt } = await readBooking(trx, id);
      return { metadata, externalId, updatedAt };
    };
    const subject = { action: "booking.updated", subjectId: id, slotId: locked.slot_id } as const;
    await recordUpdate(trx, actor, subject, read, input, async (changes) => {
      await trx
        .updateTable("bookings")
        .set({ ...metadataColumns(changes), updated_at: nextVersion("bookings") })
        .where("id", "=", id)
        .execute();
    });
    return readBooking(trx, id);
  };
  return givingExternalIds(db, "bookings", [input.externalId], () => lockingTransaction(db, id, change));
}
