import type { Booking, ExtendHoldInput } from "@holdfast/contract";
import { sql } from "kysely";
import { writeAudit } from "../audit/index.ts";
import type { HoldsContext } from "../holds/index.ts";
import { holdsEndBy } from "../inventory/index.ts";
import { enqueueExpiryJob } from "../jobs/index.ts";
import { asSeenBy, type Caller } from "../shared/index.ts";
import { readBooking, requireStatus, selectForUpdate } from "./booking.ts";

/** An extension that wins less is not worth its writes. */
const WON_MIN_SECONDS = 1;

/**
 * Extends a live hold to its full lifetime from now, but not beyond `MAX_HOLD_SECONDS` from its creation, nor beyond its slot's
 * end and booking window. Where that wins less than a second, nothing is written.
 * @throws BOOKING_NOT_FOUND; HOLD_EXPIRED; BOOKING_NOT_PENDING where it is confirmed or cancelled; BUSY
 */
export async function extendHold(
  { holds, holdLimits, actor, isOpenToAll }: HoldsContext & Caller,
  { id }: ExtendHoldInput,
): Promise<Booking> {
  const booking = await holds.transact(id, async (ctx) => {
    const before = await selectForUpdate(ctx.trx, id).select("expires_at").executeTakeFirst();
    const longest = sql<Date>`least(
      clock_timestamp() + make_interval(secs => ${ctx.holdSeconds}),
      bookings.created_at + make_interval(secs => ${ctx.maxHoldSeconds}),
      ${holdsEndBy(sql`bookings.created_at`)})`;
    const row = await ctx.trx
      .updateTable("bookings")
      .from("slots")
      .set({ expires_at: longest, updated_at: sql<Date>`clock_timestamp()` })
      .whereRef("slots.id", "=", "bookings.slot_id")
      .where("bookings.id", "=", id)
      .where("status", "=", "PENDING")
      .where("expires_at", ">", sql<Date>`clock_timestamp()`)
      .where(sql<boolean>`${longest} >= bookings.expires_at + make_interval(secs => ${WON_MIN_SECONDS})`)
      .returning(["expires_at", "slot_id"])
      .executeTakeFirst();
    if (!before || !row) return requireStatus(ctx.trx, id, "PENDING");
    await enqueueExpiryJob(ctx.jobs, ctx.trx, row.expires_at);
    const change = { action: "booking.extended", subjectId: id, slotId: row.slot_id } as const;
    await writeAudit(ctx.trx, actor, [
      { ...change, before: auditedExpiry(before), after: auditedExpiry(row) },
    ]);
    return readBooking(ctx.trx, id);
  });
  holdLimits?.renew(id);
  return asSeenBy({ actor, isOpenToAll }, booking);
}

const auditedExpiry = (row: { expires_at: Date }) => ({ expiresAt: row.expires_at.toISOString() });
