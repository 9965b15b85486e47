import type { Database } from "@holdfast/db";
import type { Transaction } from "kysely";

export async function addBooked(trx: Transaction<Database>, slotId: string, places: number): Promise<void> {
  await trx
    .updateTable("slots")
    .set((slot) => ({ booked: slot("booked", "+", places) }))
    .where("id", "=", slotId)
    .execute();
}
