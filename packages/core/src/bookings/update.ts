import { type Booking, HoldfastError, type Metadata, type UpdateBookingInput } from "@holdfast/contract";
import { recordUpdate } from "../audit/index.ts";
import { type EffectContext, runIdempotentChange } from "../idempotency/index.ts";
import {
  asSeenBy,
  type Caller,
  givingExternalIds,
  metadataColumns,
  nextVersion,
  type ReplayOptions,
  requireMaySee,
  type Trx,
} from "../shared/index.ts";
import { readBooking, selectForUpdate } from "./booking.ts";
import {
  type CustomerContext,
  changeEntryOf,
  customerColumns,
  lockSlotOf,
  requireShareOf,
  withinContactLimits,
} from "./customer.ts";
import { isErased } from "./erase.ts";

/**
 * Corrects the name and the contact of a booking, and changes its language, its metadata and its external id, whatever its
 * status, once per idempotency key. Metadata and external ids are for staff.
 * @throws BOOKING_NOT_FOUND; PRECONDITION_FAILED; BOOKING_ERASED for a name, a contact or metadata that no later erasure would
 *   find; EXTERNAL_ID_TAKEN; INVALID_INPUT for too much metadata; UNAUTHORIZED for a customer's metadata or external id;
 *   CONTACT_LIMIT, CONTACT_REQUIRED for a customer's other contact; RATE_LIMITED where it would have too much;
 *   IDEMPOTENCY_KEY_IN_USE, IDEMPOTENCY_MISMATCH; BUSY
 */
export async function updateBooking(
  ctx: CustomerContext & Caller,
  request: UpdateBookingInput,
  options: ReplayOptions = {},
): Promise<Booking> {
  const { id, token: _right, idempotencyKey: _ofRequest, ...input } = request;
  requireMaySee(ctx, input.metadata, input.externalId);
  // Whoever waits for a lock does so under the id of its first row.
  const { slotId } = input.customerContact === undefined ? {} : await readBooking(ctx.db, id);
  const change = async ({ db: trx, actor }: EffectContext) => {
    const slot = slotId === undefined ? undefined : await lockSlotOf(trx, actor, slotId);
    const locked = await selectForUpdate(trx, id).executeTakeFirst();
    if (!locked) throw new HoldfastError("BOOKING_NOT_FOUND");
    const subject = { action: "booking.updated", subjectId: id, slotId: locked.slot_id } as const;
    await recordUpdate(
      trx,
      actor,
      subject,
      () => readChangeable(trx, id),
      input,
      async (changes) => {
        const { customerContact: contact } = changes;
        if (contact !== undefined) await requireShareOf(trx, actor, slot, id, contact);
        await writeChanges(trx, id, changes);
      },
    );
    return readBooking(trx, id);
  };
  const booking = await withinContactLimits(ctx, request, input.customerContact, () =>
    givingExternalIds(ctx.db, "bookings", [input.externalId], () =>
      runIdempotentChange(ctx, "bookings.update", request, options, change, slotId ?? id),
    ),
  );
  return asSeenBy(ctx, booking);
}

/** The fields that may change, and no other: a hold that expires meanwhile is no change of this caller's. */
async function readChangeable(trx: Trx, id: string) {
  const { customerName, customerContact, language, mailProblem, metadata, externalId, updatedAt } =
    await readBooking(trx, id);
  return { customerName, customerContact, language, mailProblem, metadata, externalId, updatedAt };
}

/** The given fields that differ. */
type Changes = Partial<Pick<Booking, "customerName" | "customerContact" | "language" | "externalId">> & {
  metadata?: Metadata;
};

/** @throws BOOKING_ERASED */
async function writeChanges(
  trx: Trx,
  id: string,
  { customerName: name, customerContact: contact, language, ...noted }: Changes,
): Promise<void> {
  const columns = customerColumns({ ...(name !== undefined && { name }), contact });
  const isNoted = Object.keys({ ...columns, ...noted.metadata }).length > 0;
  if (isNoted && (await isErased(trx, id))) throw new HoldfastError("BOOKING_ERASED");
  await trx
    .updateTable("bookings")
    .set({
      ...columns,
      ...metadataColumns(noted),
      ...(language !== undefined && { language }),
      // What was refused was a mail to the former contact.
      ...(contact !== undefined && { mail_problem: null }),
      updated_at: nextVersion("bookings"),
    })
    .where("id", "=", id)
    .execute();
  await changeEntryOf(trx, id, columns);
}
