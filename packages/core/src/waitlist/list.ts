import { HoldfastError, type ListWaitlistInput, type WaitlistPage } from "@holdfast/contract";
import { type DbContext, readPage } from "../shared/index.ts";
import { selectEntries, toWaitlistEntry } from "./entry.ts";

/**
 * Lists the waiting entries of a slot in the order in which they joined.
 * @throws SLOT_NOT_FOUND; INVALID_INPUT for a cursor that is not of this list
 */
export async function listWaitlist({ db }: DbContext, input: ListWaitlistInput): Promise<WaitlistPage> {
  const slot = await db
    .selectFrom("slots")
    .select("id")
    .where("id", "=", input.slotId)
    .where("deleted_at", "is", null)
    .executeTakeFirst();
  if (!slot) throw new HoldfastError("SLOT_NOT_FOUND");
  const waiting = selectEntries(db).where("slot_id", "=", input.slotId).where("status", "=", "WAITING");
  return readPage(waiting, "number", input, toWaitlistEntry);
}
