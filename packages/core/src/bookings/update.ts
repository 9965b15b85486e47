import { type Booking, HoldfastError, type UpdateBookingInput } from "@holdfast/contract";
import { recordUpdate } from "../audit/index.ts";
import { type EffectContext, runIdempotentChange } from "../idempotency/index.ts";
import {
  givingExternalIds,
  metadataColumns,
  nextVersion,
  type ReplayOptions,
  type WriteContext,
} from "../shared/index.ts";
import { readBooking, selectForUpdate } from "./booking.ts";
import { isErased } from "./erase.ts";

/**
 * Changes the metadata, the external id and the language of a booking, whatever its status, once per idempotency key.
 * @throws BOOKING_NOT_FOUND; PRECONDITION_FAILED; BOOKING_ERASED for metadata that no later erasure would
 *   find; EXTERNAL_ID_TAKEN; INVALID_INPUT for too much metadata; IDEMPOTENCY_KEY_IN_USE,
 *   IDEMPOTENCY_MISMATCH; BUSY
 */
export function updateBooking(
  ctx: WriteContext,
  request: UpdateBookingInput,
  options: ReplayOptions = {},
): Promise<Booking> {
  const { id, idempotencyKey: _ofRequest, ...input } = request;
  const change = async ({ db: trx, actor }: EffectContext) => {
    const locked = await selectForUpdate(trx, id).executeTakeFirst();
    if (!locked) throw new HoldfastError("BOOKING_NOT_FOUND");
    // No other field: a hold that expires meanwhile is no change of this caller's.
    const read = async () => {
      const { metadata, externalId, language, updatedAt } = await readBooking(trx, id);
      return { metadata, externalId, language, updatedAt };
    };
    const subject = { action: "booking.updated", subjectId: id, slotId: locked.slot_id } as const;
    await recordUpdate(trx, actor, subject, read, input, async (changes) => {
      const isNoted = Object.keys(changes.metadata ?? {}).length > 0;
      if (isNoted && (await isErased(trx, id))) throw new HoldfastError("BOOKING_ERASED");
      const { language } = changes;
      const columns = { ...metadataColumns(changes), ...(language !== undefined && { language }) };
      await trx
        .updateTable("bookings")
        .set({ ...columns, updated_at: nextVersion("bookings") })
        .where("id", "=", id)
        .execute();
    });
    return readBooking(trx, id);
  };
  return givingExternalIds(ctx.db, "bookings", [input.externalId], () =>
    runIdempotentChange(ctx, "bookings.update", request, options, change, id),
  );
}
