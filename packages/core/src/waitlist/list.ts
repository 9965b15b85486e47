import { HoldfastError, type ListWaitlistInput, type WaitlistPage } from "@holdfast/contract";
import { z } from "zod";
import { type DbContext, decodeCursor, rowNumber, toPage } from "../shared/index.ts";
import { selectEntries, toWaitlistEntry } from "./entry.ts";

const positionSchema = z.tuple([rowNumber]);

/**
 * Who waits for a slot, in the order in which they came.
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
  let query = selectEntries(db)
    .where("slot_id", "=", input.slotId)
    .where("status", "=", "WAITING")
    .orderBy("number")
    .limit(input.limit + 1);
  if (input.cursor) query = query.where("number", ">", decodeCursor(positionSchema, input.cursor)[0]);
  return toPage(await query.execute(), input.limit, toWaitlistEntry, (row) => [row.number]);
}
