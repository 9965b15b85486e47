import {
  type Booking,
  type ExportBookingsInput,
  type ExportedBooking,
  PAGE_MAX_ITEMS,
} from "@holdfast/contract";
import { sql } from "kysely";
import type { Db, DbContext } from "../shared/index.ts";
import type { SlotRow } from "../slots/index.ts";
import { bookingColumns, toBooking } from "./booking.ts";
import { and, filtersSlotsOnly, hasStatusNow, listBookings, slotConditions } from "./list.ts";

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

/** The list's own pages, with the times and resources of the slots. */
async function* exportNewestFirst(db: Db, filters: ExportBookingsInput) {
  let cursor: string | undefined;
  do {
    const { items, nextCursor } = await listBookings({ db }, { ...filters, limit: PAGE_MAX_ITEMS, cursor });
    const slots = await slotsById(db, new Set(items.map((booking) => booking.slotId)));
    yield items.flatMap((booking) => {
      const slot = slots.get(booking.slotId);
      return slot ? [toExportedBooking(booking, slot)] : []; // a booking's slot is never deleted
    });
    cursor = nextCursor ?? undefined;
  } while (cursor);
}

async function slotsById(db: Db, ids: ReadonlySet<string>) {
  const rows = await db
    .selectFrom("slots")
    .innerJoin("resources", "resources.id", "slots.resource_id")
    .select(["slots.id", "slots.starts_at", "slots.ends_at", "resources.name as resource_name"])
    .where("slots.id", "=", sql<string>`ANY(${[...ids]}::uuid[])`)
    .execute();
  return new Map(rows.map((row) => [row.id, row]));
}

/** Newest first would look at every slot for every page; in the slots' order each is read once. */
async function* exportBySlots(db: Db, filters: ExportBookingsInput) {
  let after: Position | undefined;
  do {
    const rows = await bookingsBySlots(db, filters, after).execute();
    yield rows.map((row) => toExportedBooking(toBooking(row), row));
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
  const ofBooking = [sql<boolean>`bookings.slot_id = slots.id`, hasStatusNow(filters)];
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
    .select(["slots.starts_at", "slots.ends_at", "resources.name as resource_name"])
    .orderBy("slots.starts_at")
    .orderBy("slots.id")
    .orderBy("bookings.id")
    .limit(PAGE_MAX_ITEMS);
}

/** Before every id. */
const FIRST_ID = "00000000-0000-0000-0000-000000000000";

const toExportedBooking = (
  booking: Booking,
  slot: Pick<SlotRow, "resource_name" | "starts_at" | "ends_at">,
): ExportedBooking => ({
  ...booking,
  resourceName: slot.resource_name,
  startsAt: slot.starts_at.toISOString(),
  endsAt: slot.ends_at.toISOString(),
});
