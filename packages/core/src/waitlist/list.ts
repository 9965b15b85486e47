import { HoldfastError, type ListWaitlistInput, type WaitlistPage } from "@holdfast/contract";
import type { Database } from "@holdfast/db";
import type { Kysely } from "kysely";
import { type DbContext, hasContact, readPage } from "../shared/index.ts";
import { selectEntries, toWaitlistEntry } from "./entry.ts";

/**
 * Lists entries in the order in which they joined: the waiting ones of a slot, or all of a contact, on that slot or on any.
 * @throws SLOT_NOT_FOUND; INVALID_INPUT for a cursor that is not of this list
 */
export async function listWaitlist({ db }: DbContext, input: ListWaitlistInput): Promise<WaitlistPage> {
  const { slotId, contact } = input;
  let entries = selectEntries(db);
  if (slotId !== undefined) {
    await requireSlot(db, slotId);
    entries = entries.where("slot_id", "=", slotId);
  }
  entries =
    contact === undefined
      ? entries.where("status", "=", "WAITING")
      : entries.where(hasContact("waitlist_entries", contact));
  return readPage(entries, "number", input, toWaitlistEntry);
}

/** @throws SLOT_NOT_FOUND where the slot is deleted, or was never there */
async function requireSlot(db: Kysely<Database>, id: string): Promise<void> {
  const slot = await db
    .selectFrom("slots")
    .select("id")
    .where("id", "=", id)
    .where("deleted_at", "is", null)
    .executeTakeFirst();
  if (!slot) throw new HoldfastError("SLOT_NOT_FOUND");
}
