import {
  answersMissing,
  type Booking,
  HoldfastError,
  type Metadata,
  mergeAnswers,
  missingAnswers,
  NOTHING_ASKED,
  requireAsked,
  type UpdateBookingInput,
} from "@holdfast/contract";
import { recordUpdate } from "../audit/index.ts";
import { type EffectContext, runIdempotentChange } from "../idempotency/index.ts";
import {
  asSeenBy,
  type Caller,
  givingExternalIds,
  isStaff,
  metadataColumns,
  nextVersion,
  type ReplayOptions,
  requireMaySee,
  requireVersion,
  type Trx,
} from "../shared/index.ts";
import { answeredColumns, readAsked } from "./answers.ts";
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
 * Corrects the name and the contact of a booking, and changes who comes, its answers, its language, its metadata and its external
 * id, whatever its status, once per idempotency key. Metadata and external ids are for staff.
 * @throws BOOKING_NOT_FOUND; PRECONDITION_FAILED; BOOKING_ERASED for a name, a contact, an answer or metadata that no later erasure
 *   would find; EXTERNAL_ID_TAKEN; INVALID_INPUT for too much metadata, and for names and answers that are not asked for;
 *   ANSWERS_MISSING where a customer takes what is required away from a confirmed booking; UNAUTHORIZED for a customer's metadata or
 *   external id; CONTACT_LIMIT, CONTACT_REQUIRED for a customer's other contact; RATE_LIMITED where it would have too much;
 *   IDEMPOTENCY_KEY_IN_USE, IDEMPOTENCY_MISMATCH; BUSY
 */
export async function updateBooking(
  ctx: CustomerContext & Caller,
  request: UpdateBookingInput,
  options: ReplayOptions = {},
): Promise<Booking> {
  const { id, token: _right, idempotencyKey: _ofRequest, attendees, answers, ...input } = request;
  requireMaySee(ctx, input.metadata, input.externalId);
  // Whoever waits for a lock does so under the id of its first row.
  const { slotId } = input.customerContact === undefined ? {} : await readBooking(ctx.db, id);
  const change = async ({ db: trx, actor }: EffectContext) => {
    const slot = slotId === undefined ? undefined : await lockSlotOf(trx, actor, slotId);
    const locked = await selectForUpdate(trx, id).executeTakeFirst();
    if (!locked) throw new HoldfastError("BOOKING_NOT_FOUND");
    const subject = { action: "booking.updated", subjectId: id, slotId: locked.slot_id } as const;
    const answered = await readAnswered({ db: trx, actor }, { ...input, attendees, answers }, id);
    await recordUpdate(
      trx,
      actor,
      subject,
      () => readChangeable(trx, id),
      { ...input, ...answered },
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
  const { customerName, customerContact, language, mailProblem, attendees, answers, ...booking } =
    await readBooking(trx, id);
  const { metadata, externalId, updatedAt } = booking;
  const ofCustomer = { customerName, customerContact, language, mailProblem, attendees, answers };
  return { ...ofCustomer, metadata, externalId, updatedAt };
}

/**
 * The names and the answers of a locked booking after a change; each undefined where it is not given.
 * @throws PRECONDITION_FAILED; INVALID_INPUT for what is not asked for; ANSWERS_MISSING
 */
async function readAnswered(
  { db: trx, actor }: EffectContext,
  { attendees, answers: changes, ifMatch }: Omit<UpdateBookingInput, "id">,
  id: string,
): Promise<{ [Field in "attendees" | "answers"]?: Booking[Field] | undefined }> {
  if (attendees === undefined && changes === undefined) return {};
  const before = await readBooking(trx, id);
  requireVersion(before, ifMatch);
  const answers = changes === undefined ? undefined : mergeAnswers(before.answers, changes);
  const asked = (await readAsked(trx, [before.slotId])).get(before.slotId) ?? NOTHING_ASKED;
  const after = {
    quantity: before.quantity,
    attendees: attendees === undefined ? before.attendees : attendees,
    answers: answers === undefined ? before.answers : answers,
  };
  requireAsked(asked, { attendees, answers: changes }, after);
  if (before.status === "CONFIRMED" && !isStaff(actor)) {
    const lackedBefore = new Set(missingAnswers(asked, before).map(({ path }) => path));
    const lost = missingAnswers(asked, after).filter(({ path }) => !lackedBefore.has(path));
    if (lost.length > 0) throw answersMissing(lost);
  }
  return { attendees, answers };
}

/** The given fields that differ. */
type Changes = Partial<
  Pick<Booking, "customerName" | "customerContact" | "language" | "attendees" | "answers" | "externalId">
> & {
  metadata?: Metadata;
};

/** @throws BOOKING_ERASED */
async function writeChanges(
  trx: Trx,
  id: string,
  { customerName: name, customerContact: contact, language, attendees, answers, ...noted }: Changes,
): Promise<void> {
  const columns = customerColumns({ ...(name !== undefined && { name }), contact });
  const answered = { ...attendees, ...answers };
  const isNoted = Object.keys({ ...columns, ...noted.metadata, ...answered }).length > 0;
  if (isNoted && (await isErased(trx, id))) throw new HoldfastError("BOOKING_ERASED");
  await trx
    .updateTable("bookings")
    .set({
      ...columns,
      ...answeredColumns({ attendees, answers }),
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
