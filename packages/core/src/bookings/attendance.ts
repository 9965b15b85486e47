import {
  type Booking,
  type CheckedInBooking,
  type CheckInBookingInput,
  HoldfastError,
  type MarkNoShowInput,
} from "@holdfast/contract";
import { sql } from "kysely";
import { recordChange } from "../audit/index.ts";
import { type EffectContext, runIdempotent, runIdempotentChange } from "../idempotency/index.ts";
import { type Actor, nextVersion, type ReplayOptions, type Trx, type WriteContext } from "../shared/index.ts";
import { readBooking, selectForUpdate } from "./booking.ts";

/**
 * Checks the customer of a confirmed booking in, once per idempotency key, and clears a no-show. A repetition
 * changes nothing.
 * @returns the booking, with the time of the first check-in, and whether this was the first
 * @throws BOOKING_NOT_FOUND; BOOKING_NOT_CONFIRMED; IDEMPOTENCY_KEY_IN_USE, IDEMPOTENCY_MISMATCH; BUSY
 */
export function checkInBooking(
  ctx: WriteContext,
  input: CheckInBookingInput,
  options: ReplayOptions = {},
): Promise<CheckedInBooking> {
  const { id } = input;
  const checkIn = async ({ db: trx, actor }: EffectContext): Promise<CheckedInBooking> => {
    const { booking, isFirst } = await recordAttendance(trx, actor, id, CHECKED_IN);
    return { ...booking, firstCheckIn: isFirst };
  };
  return runIdempotent(ctx, "bookings.checkIn", input, options, checkIn, id);
}

/**
 * Marks a confirmed booking as a no-show, once per idempotency key, and clears a check-in. A repetition changes nothing.
 * @returns the booking, with the time of the first mark
 * @throws BOOKING_NOT_FOUND; BOOKING_NOT_CONFIRMED; IDEMPOTENCY_KEY_IN_USE, IDEMPOTENCY_MISMATCH; BUSY
 */
export function markNoShow(
  ctx: WriteContext,
  input: MarkNoShowInput,
  options: ReplayOptions = {},
): Promise<Booking> {
  const { id } = input;
  const mark = async ({ db: trx, actor }: EffectContext): Promise<Booking> => {
    const { booking } = await recordAttendance(trx, actor, id, NO_SHOW);
    return booking;
  };
  return runIdempotentChange(ctx, "bookings.markNoShow", input, options, mark, id);
}

type Field = "checked_in_at" | "no_show_at";
const CHECKED_IN = { set: "checked_in_at", cleared: "no_show_at" } as const;
const NO_SHOW = { set: "no_show_at", cleared: "checked_in_at" } as const;
const FIELDS = { checked_in_at: "checkedInAt", no_show_at: "noShowAt" } as const;
const ACTIONS = { checked_in_at: "booking.checked_in", no_show_at: "booking.no_show" } as const;

/** Notes one fact about a booking, and clears the other; `isFirst` is false where it was noted before. */
async function recordAttendance(
  trx: Trx,
  actor: Actor,
  id: string,
  { set, cleared }: { set: Field; cleared: Field },
): Promise<{ booking: Booking; isFirst: boolean }> {
  const locked = await selectForUpdate(trx, id).executeTakeFirst();
  if (!locked) throw new HoldfastError("BOOKING_NOT_FOUND");
  const read = () => readBooking(trx, id);
  let isFirst = true;
  const change = { action: ACTIONS[set], subjectId: id, slotId: locked.slot_id };
  const booking = await recordChange(trx, actor, change, read, async (before) => {
    if (before.status !== "CONFIRMED") {
      throw new HoldfastError("BOOKING_NOT_CONFIRMED", `The booking is ${before.status}`);
    }
    isFirst = before[FIELDS[set]] === null;
    if (!isFirst) return false;
    const now = sql<Date>`clock_timestamp()`;
    await trx
      .updateTable("bookings")
      .set({ [set]: now, [cleared]: null, updated_at: nextVersion("bookings") })
      .where("id", "=", id)
      .execute();
    return undefined;
  });
  return { booking, isFirst };
}
