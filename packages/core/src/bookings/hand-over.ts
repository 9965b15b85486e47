import { type HandedOverBooking, type HandOverBookingInput, HoldfastError } from "@holdfast/contract";
import { sql } from "kysely";
import { requireBookingToken } from "../access/index.ts";
import { writeAudit } from "../audit/index.ts";
import { lockingTransaction } from "../concurrency/index.ts";
import { keyedChange, runIdempotentWithin } from "../idempotency/index.ts";
import {
  asSeenBy,
  type Caller,
  hashOf,
  isStaff,
  newToken,
  nextVersion,
  type ReplayOptions,
  type Trx,
} from "../shared/index.ts";
import { lockLiveBooking, readBooking, requireStatus } from "./booking.ts";
import {
  type CustomerContext,
  changeEntryOf,
  customerColumns,
  lockSlotOf,
  requireShareOf,
  withinContactLimits,
} from "./customer.ts";

type HandOverContext = CustomerContext & Caller;

/**
 * Hands a live hold or a confirmed booking over to somebody else, once per idempotency key: a new name, a new contact and a
 * new token. Every earlier token ends, those of mails and of the entry that it was among them, and it leaves its order. Attendees
 * and answers, which were those of somebody else, are cleared.
 * @param input.token the caller's, checked again under the lock: of two who hand it over at once, the second has it no more
 * @throws BOOKING_NOT_FOUND; HOLD_EXPIRED; BOOKING_NOT_PENDING where it was cancelled; BOOKING_CHECKED_IN; CANCELLATION_CLOSED
 *   for a customer once the slot has ended; CONTACT_LIMIT, CONTACT_REQUIRED for a customer; RATE_LIMITED where the new contact
 *   would have too much;
 *   IDEMPOTENCY_KEY_IN_USE, IDEMPOTENCY_MISMATCH; BUSY
 */
export async function handOverBooking(
  ctx: HandOverContext,
  input: HandOverBookingInput,
  options: ReplayOptions = {},
): Promise<HandedOverBooking> {
  const { id, idempotencyKey } = input;
  const keyed = keyedChange(ctx.actor, "bookings.handOver", input);
  const { token } = newToken(id, idempotencyKey, keyed?.salt);
  const { slotId: toLock } = await readBooking(ctx.db, id);
  const contact = input.customer.contact ?? null;
  const handOver = async (trx: Trx): Promise<HandedOverBooking> => {
    const slot = await lockSlotOf(trx, ctx.actor, toLock);
    const orderId = await requireMayHandOver(trx, ctx, input);
    await requireShareOf(trx, ctx.actor, slot, id, contact);
    const { attendees, answers } = await readBooking(trx, id);
    await writeCustomer(trx, input, token);
    const { slotId, ...booking } = await readBooking(trx, id);
    const before = orderId === null ? {} : { orderId };
    const cleared = [...(attendees ? ["attendees"] : []), ...(answers ? ["answers"] : [])];
    const after = {
      customerKeys: ["name", "contact", ...cleared],
      ...(orderId !== null && { orderId: null }),
    };
    const change = { action: "booking.handed_over", subjectId: id, slotId, before, after } as const;
    await writeAudit(trx, ctx.actor, [change]);
    return { slotId, ...booking, token };
  };
  const booking = await withinContactLimits(ctx, input, contact, () =>
    lockingTransaction(ctx.db, toLock, (trx) =>
      runIdempotentWithin(trx, keyed, options, () => handOver(trx)),
    ),
  );
  return asSeenBy(ctx, booking);
}

/** Locks the booking. Returns the order that it leaves. @throws as `handOverBooking` */
async function requireMayHandOver(
  trx: Trx,
  { actor, isOpenToAll = false }: HandOverContext,
  { id, token }: HandOverBookingInput,
): Promise<string | null> {
  const booking = await lockLiveBooking(trx, id);
  if (!booking) throw new HoldfastError("BOOKING_NOT_FOUND");
  const isForStaff = isStaff(actor) || isOpenToAll;
  if (!isForStaff) await requireBookingToken({ db: trx }, { id, token });
  if (!booking.isLive) await requireStatus(trx, id, "CONFIRMED");
  if (booking.checked_in_at) throw new HoldfastError("BOOKING_CHECKED_IN");
  if (!isForStaff && (await hasEnded(trx, booking.slot_id))) {
    throw new HoldfastError("CANCELLATION_CLOSED", "The slot has ended");
  }
  return booking.order_id;
}

/** Writes the new customer, and ends all earlier tokens. A mail that is being sent waits for this, or its token ends, too. */
async function writeCustomer(
  trx: Trx,
  { id, token: former, customer, language }: HandOverBookingInput,
  token: string,
): Promise<void> {
  const hash = hashOf(token);
  const columns = customerColumns({ name: customer.name, contact: customer.contact ?? null });
  await trx
    .updateTable("bookings")
    .set({
      ...columns,
      ...(language !== undefined && { language }),
      token_hash: hash,
      order_id: null,
      former_token_hash: former === undefined ? null : hashOf(former),
      mail_problem: null,
      attendees: null,
      answers: null,
      updated_at: nextVersion("bookings"),
    })
    .where("id", "=", id)
    .execute();
  await changeEntryOf(trx, id, { ...columns, token_hash: hash });
  await trx.updateTable("mails").set({ token_hash: null }).where("booking_id", "=", id).execute();
}

async function hasEnded(trx: Trx, slotId: string): Promise<boolean> {
  const slot = await trx
    .selectFrom("slots")
    .select(sql<boolean>`ends_at <= clock_timestamp()`.as("hasEnded"))
    .where("id", "=", slotId)
    .executeTakeFirstOrThrow();
  return slot.hasEnded;
}
