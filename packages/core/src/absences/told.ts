import type { BookingPage, ListToldInput, WaitlistPage } from "@holdfast/contract";
import { sql } from "kysely";
import { selectBookings, toBooking } from "../bookings/index.ts";
import { type DbContext, readPage } from "../shared/index.ts";
import { selectEntries, toWaitlistEntry } from "../waitlist/index.ts";
import { getAbsence, isInAbsence, isStillBooked } from "./absence.ts";

/* Who has to be told of an absence. Whoever is moved or cancelled is in these lists no more. */

/** The slots in the time of an absence. */
const slotsOf = (absenceId: string) =>
  sql<boolean>`slot_id IN (SELECT slots.id FROM slots JOIN absences ON ${isInAbsence} WHERE absences.id = ${absenceId})`;

/**
 * Lists the live bookings of the slots in the time of an absence, in the order in which they were placed.
 * @throws ABSENCE_NOT_FOUND; INVALID_INPUT for a cursor that is not of this list
 */
export async function listAbsenceBookings({ db }: DbContext, input: ListToldInput): Promise<BookingPage> {
  await getAbsence({ db }, input);
  const found = selectBookings(db).where(slotsOf(input.id)).where(isStillBooked);
  return readPage(db.selectFrom(found.as("booking")).selectAll(), "id", input, toBooking);
}

/**
 * Lists the entries that wait for the slots in the time of an absence, in the order in which they joined.
 * @throws ABSENCE_NOT_FOUND; INVALID_INPUT for a cursor that is not of this list
 */
export async function listAbsenceEntries({ db }: DbContext, input: ListToldInput): Promise<WaitlistPage> {
  await getAbsence({ db }, input);
  const found = selectEntries(db).where(slotsOf(input.id)).where("status", "=", "WAITING");
  return readPage(found, "number", input, toWaitlistEntry);
}
