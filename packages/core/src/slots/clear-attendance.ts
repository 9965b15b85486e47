import { HoldfastError } from "@holdfast/contract";
import { sql } from "kysely";
import { writeAudit } from "../audit/index.ts";
import { type Actor, nextVersion, type Trx } from "../shared/index.ts";

/**
 * Clears what is noted of the date of a locked slot's bookings, because the date changes.
 * @throws BOOKING_CHECKED_IN where a customer has come
 */
export async function clearAttendance(trx: Trx, actor: Actor, slotId: string): Promise<void> {
  const noted = await trx
    .selectFrom("bookings")
    .select(["id", "checked_in_at", "no_show_at"])
    .where("slot_id", "=", slotId)
    .where("status", "=", "CONFIRMED")
    .where(sql<boolean>`num_nonnulls(checked_in_at, no_show_at) > 0`)
    .orderBy("id")
    .forUpdate()
    .execute();
  if (noted.some((booking) => booking.checked_in_at)) {
    throw new HoldfastError("BOOKING_CHECKED_IN", "Customers of this slot are checked in");
  }
  if (noted.length === 0) return;
  const ids = noted.map(({ id }) => id);
  await trx
    .updateTable("bookings")
    .set({ no_show_at: null, updated_at: nextVersion("bookings") })
    .where("id", "in", ids)
    .execute();
  await writeAudit(
    trx,
    actor,
    noted.map(({ id, no_show_at }) => ({
      action: "booking.no_show_cleared",
      subjectId: id,
      slotId,
      before: { noShowAt: no_show_at?.toISOString() ?? null },
      after: { noShowAt: null },
    })),
  );
}
