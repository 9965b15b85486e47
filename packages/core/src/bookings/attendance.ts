import {
  type AuditAction,
  type Booking,
  type CheckedInBooking,
  type CheckInBookingInput,
  HoldfastError,
  invalidInput,
  type MarkNoShowInput,
} from "@holdfast/contract";
import { type RawBuilder, sql } from "kysely";
import { recordChange } from "../audit/index.ts";
import { type EffectContext, runIdempotent, runIdempotentChange } from "../idempotency/index.ts";
import { type Actor, nextVersion, type ReplayOptions, type Trx, type WriteContext } from "../shared/index.ts";
import { readBooking, selectForUpdate } from "./booking.ts";

/**
 * Checks persons of a confirmed booking in, once per idempotency key, and clears a no-show. `persons` are all that have come
 * by then, so a repetition changes nothing, nor does a smaller number.
 * @returns the booking, with the time of the first check-in, whether this was the first, and how many persons it checked in
 * @throws BOOKING_NOT_FOUND; BOOKING_NOT_CONFIRMED; INVALID_INPUT for more persons than the booking has places;
 *   IDEMPOTENCY_KEY_IN_USE, IDEMPOTENCY_MISMATCH; BUSY
 */
export function checkInBooking(
  ctx: WriteContext,
  input: CheckInBookingInput,
  options: ReplayOptions = {},
): Promise<CheckedInBooking> {
  const { id, persons: given } = input;
  const checkIn = async ({ db: trx, actor }: EffectContext): Promise<CheckedInBooking> => {
    let added = { firstCheckIn: false, newlyCheckedIn: 0 };
    const booking = await recordAttendance(trx, actor, id, "booking.checked_in", (before) => {
      const persons = given ?? before.quantity;
      if (persons > before.quantity) {
        throw invalidInput("persons", `must be at most ${before.quantity}, the places of the booking`);
      }
      if (persons <= before.checkedIn) return undefined;
      added = {
        firstCheckIn: before.checkedInAt === null,
        newlyCheckedIn: persons - before.checkedIn,
      };
      // The time stays that of the first who came.
      return {
        checked_in_at: sql<Date>`coalesce(checked_in_at, clock_timestamp())`,
        checked_in: persons,
        no_show_at: null,
      };
    });
    return { ...booking, ...added };
  };
  return runIdempotent(ctx, "bookings.checkIn", input, options, checkIn, id);
}

/**
 * Marks a confirmed booking as a no-show, once per idempotency key, and clears a check-in, of all who came. A repetition
 * changes nothing.
 * @returns the booking, with the time of the first mark
 * @throws BOOKING_NOT_FOUND; BOOKING_NOT_CONFIRMED; IDEMPOTENCY_KEY_IN_USE, IDEMPOTENCY_MISMATCH; BUSY
 */
export function markNoShow(
  ctx: WriteContext,
  input: MarkNoShowInput,
  options: ReplayOptions = {},
): Promise<Booking> {
  const { id } = input;
  const mark = ({ db: trx, actor }: EffectContext): Promise<Booking> =>
    recordAttendance(trx, actor, id, "booking.no_show", ({ noShowAt }) =>
      noShowAt === null
        ? { checked_in_at: null, checked_in: null, no_show_at: sql<Date>`clock_timestamp()` }
        : undefined,
    );
  return runIdempotentChange(ctx, "bookings.markNoShow", input, options, mark, id);
}

/** The columns that say who came. */
interface Attendance {
  checked_in_at: RawBuilder<Date> | null;
  checked_in: number | null;
  no_show_at: RawBuilder<Date> | null;
}

/** Notes who came to a confirmed booking; `note` returns undefined where nothing changes. */
async function recordAttendance(
  trx: Trx,
  actor: Actor,
  id: string,
  action: AuditAction,
  note: (before: Booking) => Attendance | undefined,
): Promise<Booking> {
  const locked = await selectForUpdate(trx, id).executeTakeFirst();
  if (!locked) throw new HoldfastError("BOOKING_NOT_FOUND");
  const subject = { action, subjectId: id, slotId: locked.slot_id };
  return recordChange(
    trx,
    actor,
    subject,
    () => readBooking(trx, id),
    async (before) => {
      if (before.status !== "CONFIRMED") {
        throw new HoldfastError("BOOKING_NOT_CONFIRMED", `The booking is ${before.status}`);
      }
      const attendance = note(before);
      if (!attendance) return false;
      await trx
        .updateTable("bookings")
        .set({ ...attendance, updated_at: nextVersion("bookings") })
        .where("id", "=", id)
        .execute();
      return undefined;
    },
  );
}
