import { HoldfastError, type WaitlistEntry } from "@holdfast/contract";
import type { Database, WaitlistEntriesTable } from "@holdfast/db";
import { type Kysely, type Selectable, sql } from "kysely";
import type { DbContext } from "../shared/index.ts";

/** The columns of an entry, with its position among the waiting entries of its slot. */
export const waitlistColumns = [
  "waitlist_entries.id",
  "waitlist_entries.number",
  "waitlist_entries.slot_id",
  "waitlist_entries.status",
  "waitlist_entries.quantity",
  "waitlist_entries.booking_id",
  "waitlist_entries.customer_name",
  "waitlist_entries.customer_contact",
  "waitlist_entries.created_at",
  "waitlist_entries.updated_at",
  sql<number | null>`CASE WHEN waitlist_entries.status = 'WAITING' THEN (
    SELECT count(*)::integer FROM waitlist_entries AS earlier
    WHERE earlier.slot_id = waitlist_entries.slot_id AND earlier.status = 'WAITING'
      AND earlier.number <= waitlist_entries.number
  ) END`.as("position"),
] as const;

/** Maps a row to the contract's `WaitlistEntry`. */
export const toWaitlistEntry = (
  row: Omit<Selectable<WaitlistEntriesTable>, "contact_key" | "token_hash"> & { position: number | null },
): WaitlistEntry => ({
  id: row.id,
  slotId: row.slot_id,
  status: row.status,
  quantity: row.quantity,
  position: row.position,
  bookingId: row.booking_id,
  customerName: row.customer_name,
  customerContact: row.customer_contact,
  createdAt: row.created_at.toISOString(),
  updatedAt: row.updated_at.toISOString(),
});

/** Selects entries with the columns that `toWaitlistEntry` maps. */
export const selectEntries = (db: Kysely<Database>) =>
  db.selectFrom("waitlist_entries").select(waitlistColumns);

/**
 * Reads an entry of a waitlist.
 * @throws WAITLIST_ENTRY_NOT_FOUND
 */
export async function getWaitlistEntry({ db }: DbContext, { id }: { id: string }): Promise<WaitlistEntry> {
  const row = await selectEntries(db).where("id", "=", id).executeTakeFirst();
  if (!row) throw new HoldfastError("WAITLIST_ENTRY_NOT_FOUND");
  return toWaitlistEntry(row);
}
