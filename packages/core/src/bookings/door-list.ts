import {
  bookingReference,
  type DoorEntry,
  type DoorPage,
  type ListDoorInput,
  PAGE_MAX_ITEMS,
  type Slot,
} from "@holdfast/contract";
import { sql } from "kysely";
import { isLive } from "../inventory/index.ts";
import { clockOf, type DbContext, readPage, type SiteContext } from "../shared/index.ts";
import { readSlot, requireSlotExists } from "../slots/index.ts";
import { type BookingOnlyRow, bookingColumns } from "./booking.ts";

type DoorContext = DbContext & Pick<SiteContext, "publicUrl">;

/**
 * Lists the confirmed bookings and live holds of a slot, in the order in which they were placed, without contacts.
 * @throws SLOT_NOT_FOUND; INVALID_INPUT for a cursor that is not of this list
 */
export async function listDoor(ctx: DoorContext, input: ListDoorInput): Promise<DoorPage> {
  await requireSlotExists(ctx.db, input.id);
  return readDoor(ctx, input);
}

function readDoor({ db, publicUrl }: DoorContext, input: ListDoorInput): Promise<DoorPage> {
  const bookings = db
    .selectFrom("bookings")
    .select(bookingColumns)
    .where("bookings.slot_id", "=", input.id)
    .where(sql<boolean>`(bookings.status = 'CONFIRMED' OR (${isLive}))`);
  const rows = db.selectFrom(bookings.as("bookings")).selectAll();
  return readPage(rows, "id", input, (row: BookingOnlyRow) => toDoorEntry(row, publicUrl));
}

const toDoorEntry = (row: BookingOnlyRow, publicUrl: string | undefined): DoorEntry => ({
  bookingId: row.id,
  reference: bookingReference(row.id),
  code: publicUrl === undefined ? row.id : `${publicUrl}/b/${row.id}`,
  customerName: row.customer_name,
  quantity: row.quantity,
  status: row.status,
  checkedIn: row.checked_in,
  checkedOut: row.checked_out,
  checkedInAt: row.checked_in_at?.toISOString() ?? null,
  noShowAt: row.no_show_at?.toISOString() ?? null,
});

/** All that a door needs: the slot, when the reading began, and its bookings, a page at a time. */
export interface DoorList {
  slot: Slot;
  asOf: string;
  pages: AsyncGenerator<DoorEntry[], void, void>;
}

/**
 * Reads the whole list of a slot, a bounded page at a time, as `listDoor`. No connection is kept between pages.
 * @throws SLOT_NOT_FOUND
 */
export async function exportDoorList(ctx: DoorContext, { id }: { id: string }): Promise<DoorList> {
  const slot = await readSlot(ctx.db, id);
  return { slot, asOf: (await clockOf(ctx.db)).toISOString(), pages: doorPages(ctx, id) };
}

async function* doorPages(ctx: DoorContext, id: string): AsyncGenerator<DoorEntry[], void, void> {
  let cursor: string | undefined;
  do {
    const page = await readDoor(ctx, { id, limit: PAGE_MAX_ITEMS, cursor });
    yield page.items;
    cursor = page.nextCursor ?? undefined;
  } while (cursor);
}
