import { type Booking, HoldfastError } from "@holdfast/contract";
import type { Database } from "@holdfast/db";
import { type Kysely, sql } from "kysely";
import { getBooking } from "./booking.ts";
import type { DbContext } from "./context.ts";
import { bookingColumns, toBooking } from "./rows.ts";

/* Who came, and who did not: fields of a confirmed booking. The status and the counter stay as they are. */

/**
 * Notes that the customer of a confirmed booking has come; a no-show that was noted is taken back.
 * Again: the same answer, with the time of the first.
 * @throws BOOKING_NOT_FOUND; BOOKING_NOT_CONFIRMED
 */
export function checkInBooking({ db }: DbContext, { id }: { id: string }): Promise<Booking> {
  return note(db, id, { noted: "checked_in_at", cleared: "no_show_at" });
}

/**
 * Notes that the customer of a confirmed booking has not come; a check-in that was noted is taken back.
 * Again: the same answer, with the time of the first.
 * @throws BOOKING_NOT_FOUND; BOOKING_NOT_CONFIRMED
 */
export function markNoShow({ db }: DbContext, { id }: { id: string }): Promise<Booking> {
  return note(db, id, { noted: "no_show_at", cleared: "checked_in_at" });
}

type Field = "checked_in_at" | "no_show_at";

/** One statement, also for a repetition: reading first would leave a gap in which the other may be noted. */
async function note(
  db: Kysely<Database>,
  id: string,
  { noted, cleared }: { noted: Field; cleared: Field },
): Promise<Booking> {
  const since = sql.ref(`bookings.${noted}`);
  const row = await db
    .updateTable("bookings")
    .set({
      [noted]: sql`coalesce(${since}, clock_timestamp())`,
      [cleared]: null,
      updated_at: sql<Date>`CASE WHEN ${since} IS NULL THEN clock_timestamp() ELSE bookings.updated_at END`,
    })
    .where("id", "=", id)
    .where("status", "=", "CONFIRMED")
    .returning(bookingColumns)
    .executeTakeFirst();
  if (row) return toBooking(row);
  const { status } = await getBooking({ db }, { id });
  throw new HoldfastError("BOOKING_NOT_CONFIRMED", `The booking is ${status}`);
}
