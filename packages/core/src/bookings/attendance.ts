import { type Booking, HoldfastError } from "@holdfast/contract";
import { sql } from "kysely";
import { recordChange } from "../audit/index.ts";
import { lockingTransaction } from "../concurrency/index.ts";
import type { WriteContext } from "../shared/index.ts";
import { getBooking, selectForUpdate } from "./booking.ts";

/**
 * Checks the customer of a confirmed booking in, and clears a no-show. A repetition changes nothing.
 * @returns the booking, with the time of the first check-in
 * @throws BOOKING_NOT_FOUND; BOOKING_NOT_CONFIRMED; BUSY
 */
export function checkInBooking(ctx: WriteContext, { id }: { id: string }): Promise<Booking> {
  return recordAttendance(ctx, id, { set: "checked_in_at", cleared: "no_show_at" });
}

/**
 * Marks a confirmed booking as a no-show, and clears a check-in. A repetition changes nothing.
 * @returns the booking, with the time of the first mark
 * @throws BOOKING_NOT_FOUND; BOOKING_NOT_CONFIRMED; BUSY
 */
export function markNoShow(ctx: WriteContext, { id }: { id: string }): Promise<Booking> {
  return recordAttendance(ctx, id, { set: "no_show_at", cleared: "checked_in_at" });
}

type Field = "checked_in_at" | "no_show_at";
const FIELDS = { checked_in_at: "checkedInAt", no_show_at: "noShowAt" } as const;
const ACTIONS = { checked_in_at: "booking.checked_in", no_show_at: "booking.no_show" } as const;

async function recordAttendance(
  { db, actor }: WriteContext,
  id: string,
  { set, cleared }: { set: Field; cleared: Field },
): Promise<Booking> {
  return lockingTransaction(db, id, async (trx) => {
    const locked = await selectForUpdate(trx, id).executeTakeFirst();
    if (!locked) throw new HoldfastError("BOOKING_NOT_FOUND");
    const subject = { action: ACTIONS[set], subjectId: id, slotId: locked.slot_id };
    const read = () => getBooking({ db: trx }, { id });
    return recordChange(trx, actor, subject, read, async (before) => {
      if (before.status !== "CONFIRMED") {
        throw new HoldfastError("BOOKING_NOT_CONFIRMED", `The booking is ${before.status}`);
      }
      if (before[FIELDS[set]] !== null) return false;
      const now = sql<Date>`clock_timestamp()`;
      await trx
        .updateTable("bookings")
        .set({ [set]: now, [cleared]: null, updated_at: now })
        .where("id", "=", id)
        .execute();
      return undefined;
    });
  });
}
