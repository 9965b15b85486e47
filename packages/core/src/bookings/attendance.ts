import {
  type AuditAction,
  type Booking,
  type CheckedInBooking,
  type CheckedOutBooking,
  type CheckInBookingInput,
  type CheckOutBookingInput,
  HoldfastError,
  invalidInput,
  type MarkNoShowInput,
} from "@holdfast/contract";
import { type RawBuilder, sql } from "kysely";
import { recordChange } from "../audit/index.ts";
import { type EffectContext, runIdempotent, runIdempotentChange } from "../idempotency/index.ts";
import { type Actor, nextVersion, type ReplayOptions, type Trx, type WriteContext } from "../shared/index.ts";
import { readBooking, selectForUpdate } from "./booking.ts";
import { addScanOfStaff, takeScansBack } from "./scans.ts";

/**
 * Checks persons of a confirmed booking in, once per idempotency key, and clears a no-show. `persons` are all that are here
 * by then, so a repetition changes nothing, nor does a smaller number. Whoever had left comes back by it.
 * @returns the booking, with the time of the first check-in, whether this was the first, and how many persons it checked in
 * @throws BOOKING_NOT_FOUND; BOOKING_NOT_CONFIRMED; WRONG_SLOT where it is not of the slot that is given; INVALID_INPUT for
 *   more persons than the booking has places; IDEMPOTENCY_KEY_IN_USE, IDEMPOTENCY_MISMATCH; BUSY
 */
export function checkInBooking(
  ctx: WriteContext,
  input: CheckInBookingInput,
  options: ReplayOptions = {},
): Promise<CheckedInBooking> {
  const { id, persons: given, slotId } = input;
  const checkIn = async ({ db: trx, actor }: EffectContext): Promise<CheckedInBooking> => {
    let added = { firstCheckIn: false, newlyCheckedIn: 0 };
    const booking = await recordAttendance(trx, actor, id, "booking.checked_in", async (before) => {
      if (slotId !== undefined && slotId !== before.slotId) throw wrongSlot(before);
      const persons = given ?? before.quantity;
      if (persons > before.quantity) {
        throw invalidInput("persons", `must be at most ${before.quantity}, the places of the booking`);
      }
      const inside = before.checkedIn - before.checkedOut;
      if (persons <= inside) return undefined;
      added = {
        firstCheckIn: before.checkedInAt === null,
        newlyCheckedIn: persons - inside,
      };
      const came = Math.max(before.checkedIn, persons);
      const at = await addScanOfStaff(trx, actor, before, { direction: "IN", persons });
      // The time stays that of the first who came.
      return {
        checked_in_at: sql<Date>`coalesce(checked_in_at, ${at})`,
        checked_in: came,
        checked_out: came - persons || null,
        no_show_at: null,
      };
    });
    return { ...booking, ...added };
  };
  return runIdempotent(ctx, "bookings.checkIn", input, options, checkIn, id);
}

const wrongSlot = ({ resourceName, startsAt, slotId }: Booking) =>
  new HoldfastError("WRONG_SLOT", `The ticket is for ${resourceName} at ${startsAt}, slot ${slotId}`);

/**
 * Notes that persons of a booking have left, once per idempotency key. `persons` are all that are out by then, so a repetition
 * changes nothing, nor does a smaller number. They stay checked in: whoever came has come.
 * @returns the booking, and how many persons it checked out
 * @throws BOOKING_NOT_FOUND; BOOKING_NOT_CONFIRMED; BOOKING_NOT_CHECKED_IN where nobody has come; INVALID_INPUT for more persons
 *   than have come; IDEMPOTENCY_KEY_IN_USE, IDEMPOTENCY_MISMATCH; BUSY
 */
export function checkOutBooking(
  ctx: WriteContext,
  input: CheckOutBookingInput,
  options: ReplayOptions = {},
): Promise<CheckedOutBooking> {
  const { id, persons: given } = input;
  const checkOut = async ({ db: trx, actor }: EffectContext): Promise<CheckedOutBooking> => {
    let newlyCheckedOut = 0;
    const booking = await recordAttendance(trx, actor, id, "booking.checked_out", async (before) => {
      if (before.checkedInAt === null) throw new HoldfastError("BOOKING_NOT_CHECKED_IN");
      const persons = given ?? before.checkedIn;
      if (persons > before.checkedIn) {
        throw invalidInput("persons", `must be at most ${before.checkedIn}, the persons who came`);
      }
      if (persons <= before.checkedOut) return undefined;
      newlyCheckedOut = persons - before.checkedOut;
      await addScanOfStaff(trx, actor, before, { direction: "OUT", persons });
      return { checked_in: before.checkedIn, checked_out: persons };
    });
    return { ...booking, newlyCheckedOut };
  };
  return runIdempotent(ctx, "bookings.checkOut", input, options, checkOut, id);
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
    recordAttendance(trx, actor, id, "booking.no_show", async ({ noShowAt, checkedInAt }) => {
      if (noShowAt !== null) return undefined;
      if (checkedInAt !== null) await takeScansBack(trx, { bookingId: id });
      const no_show_at = sql<Date>`clock_timestamp()`;
      return { checked_in_at: null, checked_in: null, checked_out: null, no_show_at };
    });
  return runIdempotentChange(ctx, "bookings.markNoShow", input, options, mark, id);
}

/** The columns that say who came and who left. */
interface Attendance {
  checked_in_at?: RawBuilder<Date> | null;
  checked_in: number | null;
  checked_out: number | null;
  no_show_at?: RawBuilder<Date> | null;
}

/** Notes who came to a confirmed booking, or left; `note` returns undefined where nothing changes. */
async function recordAttendance(
  trx: Trx,
  actor: Actor,
  id: string,
  action: AuditAction,
  note: (before: Booking) => Promise<Attendance | undefined>,
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
      const attendance = await note(before);
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
