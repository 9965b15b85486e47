import {
  HoldfastError,
  type ListWaitlistInput,
  type WaitlistEntry,
  type WaitlistPage,
} from "@holdfast/contract";
import type { WaitlistEntriesTable } from "@holdfast/db";
import { type Selectable, sql } from "kysely";
import { type Db, type DbContext, hasContact, readPage } from "../shared/index.ts";

const entryColumns = [
  "waitlist_entries.id",
  "waitlist_entries.number",
  "waitlist_entries.slot_id",
  "waitlist_entries.status",
  "waitlist_entries.quantity",
  "waitlist_entries.booking_id",
  "waitlist_entries.customer_name",
  "waitlist_entries.customer_contact",
  "waitlist_entries.language",
  "waitlist_entries.created_at",
  "waitlist_entries.updated_at",
] as const;

/** The position of an entry among the waiting entries of its slot. */
const position = sql<number | null>`CASE WHEN waitlist_entries.status = 'WAITING' THEN (
    SELECT count(*)::integer FROM waitlist_entries AS earlier
    WHERE earlier.slot_id = waitlist_entries.slot_id AND earlier.status = 'WAITING'
      AND earlier.number <= waitlist_entries.number
  ) END`.as("position");

/** Maps a row of `selectEntries`. */
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
  language: row.language,
  createdAt: row.created_at.toISOString(),
  updatedAt: row.updated_at.toISOString(),
});

/** Selects entries with their positions. */
export const selectEntries = (db: Db) =>
  db.selectFrom("waitlist_entries").select([...entryColumns, position]);

/** The waiting entries of a slot; their positions are counted once for all of them. */
const selectWaiting = (db: Db, slotId: string) =>
  db
    .selectFrom(
      db
        .selectFrom("waitlist_entries")
        .select([...entryColumns, sql<number>`(row_number() OVER (ORDER BY number))::integer`.as("position")])
        .where("slot_id", "=", slotId)
        .where("status", "=", "WAITING")
        .as("waiting"),
    )
    .selectAll();

/** @throws WAITLIST_ENTRY_NOT_FOUND */
export async function getWaitlistEntry({ db }: DbContext, { id }: { id: string }): Promise<WaitlistEntry> {
  const row = await selectEntries(db).where("id", "=", id).executeTakeFirst();
  if (!row) throw new HoldfastError("WAITLIST_ENTRY_NOT_FOUND");
  return toWaitlistEntry(row);
}

/**
 * Lists entries in the order in which they joined: the waiting ones of a slot, or all of a contact, on that slot or on any.
 * @throws SLOT_NOT_FOUND; INVALID_INPUT for a cursor that is not of this list
 */
export async function listWaitlist({ db }: DbContext, input: ListWaitlistInput): Promise<WaitlistPage> {
  const { slotId, contact, updatedSince } = input;
  if (slotId !== undefined) await requireSlot(db, slotId);
  if (slotId !== undefined && contact === undefined) {
    const waiting = selectWaiting(db, slotId);
    const changed = updatedSince ? waiting.where("updated_at", ">=", updatedSince) : waiting;
    return readPage(changed, "number", input, toWaitlistEntry);
  }
  let entries = selectEntries(db);
  if (slotId !== undefined) entries = entries.where("slot_id", "=", slotId);
  if (contact !== undefined) entries = entries.where(hasContact("waitlist_entries", contact));
  if (updatedSince) entries = entries.where("updated_at", ">=", updatedSince);
  return readPage(entries, "number", input, toWaitlistEntry);
}

/** @throws SLOT_NOT_FOUND where the slot is deleted, or was never there */
async function requireSlot(db: Db, id: string): Promise<void> {
  const slot = await db
    .selectFrom("slots")
    .select("id")
    .where("id", "=", id)
    .where("deleted_at", "is", null)
    .executeTakeFirst();
  if (!slot) throw new HoldfastError("SLOT_NOT_FOUND");
}
