import { type ExportBookingsInput, type ExportedBooking, PAGE_MAX_ITEMS } from "@holdfast/contract";
import { sql } from "kysely";
import type { Db, DbContext } from "../shared/index.ts";
import { bookedSlotColumns, bookingColumns, toBooking } from "./booking.ts";
import { and, bookingConditions, filtersSlotsOnly, hasStatusNow, slotConditions } from "./conditions.ts";
import { listBookings } from "./list.ts";

/**
 * All bookings that fit, a bounded page at a time: newest first; by the slot's start where the filters ask for a
 * resource or a time alone. No connection is kept between pages, and each page is as of its own time.
 */
export async function* exportBookings(
  { db }: DbContext,
  filters: ExportBookingsInput,
): AsyncGenerator<ExportedBooking[], void, void> {
  yield* filtersSlotsOnly(filters) ? exportBySlots(db, filters) : exportNewestFirst(db, filters);
}

/** The list's own pages. */
async function* exportNewestFirst(db: Db, filters: ExportBookingsInput) {
  let cursor: string | undefined;
  do {
    const { items, nextCursor } = await listBookings({ db }, { ...filters, limit: PAGE_MAX_ITEMS, cursor });
    yield items;
    cursor = nextCursor ?? undefined;
  } while (cursor);
}

/** Newest first would look at every slot for every page; in the slots' order each is read once. */
async function* exportBySlots(db: Db, filters: ExportBookingsInput) {
  let after: Position | undefined;
  do {
    const rows = await bookingsBySlots(db, filters, after).execute();
    yield rows.map(toBooking);
    const last = rows[PAGE_MAX_ITEMS - 1];
    after = last && { startsAt: last.starts_at, slotId: last.slot_id, id: last.id };
  } while (after);
}

/** The last booking of a page, in the order of an export by slots. */
interface Position {
  startsAt: Date;
  slotId: string;
  id: string;
}

/** The query of such a page. A test reads its plan. */
export function bookingsBySlots(db: Db, filters: ExportBookingsInput, after?: Position) {
  const ofSlot = slotConditions(filters);
  const isOnSlot = sql<boolean>`bookings.slot_id = slots.id`;
  const ofBooking = [isOnSlot, hasStatusNow(filters), ...bookingConditions(filters)];
  if (after) {
    const { startsAt, slotId, id } = after;
    ofSlot.push(sql`(slots.starts_at, slots.id) >= (${startsAt}::timestamptz, ${slotId}::uuid)`);
    // No OR: this way the index begins behind the last one.
    ofBooking.push(
      sql`bookings.id > CASE slots.id WHEN ${slotId}::uuid THEN ${id}::uuid ELSE ${FIRST_ID}::uuid END`,
    );
  }
  return db
    .selectFrom("slots")
    .innerJoin("resources", "resources.id", "slots.resource_id")
    .innerJoinLateral(
      db
        .selectFrom("bookings")
        .selectAll()
        .where(and(ofBooking))
        .orderBy("bookings.id")
        .limit(PAGE_MAX_ITEMS)
        .as("bookings"),
      (join) => join.onTrue(),
    )
    .where(and(ofSlot))
    .select(bookingColumns)
    .select(bookedSlotColumns)
    .orderBy("slots.starts_at")
    .orderBy("slots.id")
    .orderBy("bookings.id")
    .limit(PAGE_MAX_ITEMS);
}

/** Before every id. */
const FIRST_ID = "00000000-0000-0000-0000-000000000000";
