import {
  type Attendance,
  bookingReference,
  type GetAttendanceInput,
  HoldfastError,
  type ListInsideInput,
  type Presence,
  type PresencePage,
  id as uuid,
} from "@holdfast/contract";
import { sql } from "kysely";
import { z } from "zod";
import { sharingById } from "../concurrency/index.ts";
import { type Db, type DbContext, decodeCursor, toPage } from "../shared/index.ts";
import { readSlots, requireSlotExists } from "../slots/index.ts";
import { checkedInPersons, checkedOutPersons } from "./booking.ts";

/** What is counted of the bookings of a slot. */
interface Counts extends Pick<Attendance, "confirmed" | "checkedIn" | "inside" | "noShows"> {
  slotId: string;
  now: Date;
  changedAt: Date;
}

const isConfirmed = sql`bookings.status = 'CONFIRMED'`;
const insidePersons = sql<number>`${checkedInPersons} - ${checkedOutPersons}`;

const sharedAttendance = sharingById(async (db, ids) => {
  const { rows } = await sql<Counts>`
    SELECT slots.id AS "slotId", clock_timestamp() AS now, greatest(slots.updated_at, max(bookings.updated_at)) AS "changedAt",
      coalesce(sum(bookings.quantity) FILTER (WHERE ${isConfirmed}), 0)::integer AS confirmed,
      coalesce(sum(${checkedInPersons}) FILTER (WHERE ${isConfirmed}), 0)::integer AS "checkedIn",
      coalesce(sum(${insidePersons}) FILTER (WHERE ${isConfirmed}), 0)::integer AS inside,
      coalesce(sum(bookings.quantity) FILTER (WHERE bookings.no_show_at IS NOT NULL), 0)::integer AS "noShows"
    FROM slots LEFT JOIN bookings ON bookings.slot_id = slots.id
    WHERE slots.id = ANY(${ids}::uuid[]) GROUP BY slots.id`.execute(db);
  const counts = new Map(rows.map((row) => [row.slotId, row]));
  const slots = await readSlots(db, ids);
  return slots.flatMap(({ id, capacity, booked }) => {
    const counted = counts.get(id);
    if (!counted) return [];
    const { now, changedAt, slotId, ...persons } = counted;
    const times = { asOf: now.toISOString(), updatedAt: changedAt.toISOString() };
    return [{ id, attendance: { slotId, capacity, booked, ...persons, ...times } satisfies Attendance }];
  });
});

/**
 * Counts who is expected at a slot, who has come and who is inside. Many who ask share a statement.
 * @throws SLOT_NOT_FOUND
 */
export async function slotAttendance({ db }: DbContext, { id }: GetAttendanceInput): Promise<Attendance> {
  const found = await sharedAttendance(db, id);
  if (!found) throw new HoldfastError("SLOT_NOT_FOUND");
  return found.attendance;
}

const positionSchema = z.tuple([uuid]);

/**
 * Lists the bookings of a slot of which somebody is inside, by name.
 * @throws SLOT_NOT_FOUND; INVALID_INPUT for a cursor that is not of this list
 */
export async function listInside(
  { db }: DbContext,
  { id, limit, cursor }: ListInsideInput,
): Promise<PresencePage> {
  await requireSlotExists(db, id);
  const rows = await selectInside(db, id, cursor && decodeCursor(positionSchema, cursor)[0])
    .limit(limit + 1)
    .execute();
  return toPage(rows, limit, toPresence, (row) => [row.id]);
}

/** @param after the booking behind which the page begins: a name may be too long for a cursor */
function selectInside(db: Db, slotId: string, after: string | undefined) {
  const name = sql<string>`lower(bookings.customer_name)`;
  const all = db
    .selectFrom("bookings")
    .select(["bookings.id", "bookings.customer_name", "bookings.checked_in_at"])
    .select([checkedInPersons.as("checkedIn"), insidePersons.as("inside")])
    .where("bookings.slot_id", "=", slotId)
    .where("bookings.status", "=", "CONFIRMED")
    .where(sql<boolean>`${insidePersons} > 0`)
    .orderBy(name)
    .orderBy("bookings.id");
  if (after === undefined) return all;
  return all.where(
    sql<boolean>`(${name}, bookings.id) > (SELECT lower(last.customer_name), last.id FROM bookings AS last WHERE last.id = ${after})`,
  );
}

interface InsideRow extends Pick<Presence, "checkedIn" | "inside"> {
  id: string;
  customer_name: string;
  checked_in_at: Date | null;
}

const toPresence = ({ id, customer_name, checked_in_at, checkedIn, inside }: InsideRow): Presence => ({
  bookingId: id,
  reference: bookingReference(id),
  customerName: customer_name,
  inside,
  checkedIn,
  checkedInAt: (checked_in_at as Date).toISOString(),
});
