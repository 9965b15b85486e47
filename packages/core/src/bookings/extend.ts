import type { Booking, ExtendHoldInput } from "@holdfast/contract";
import { sql } from "kysely";
import { writeAudit } from "../audit/index.ts";
import type { HoldsContext, TransactionContext } from "../holds/index.ts";
import { keyedChange, runIdempotentWithin } from "../idempotency/index.ts";
import { holdsEndBy } from "../inventory/index.ts";
import { enqueueExpiryJob } from "../jobs/index.ts";
import { type Actor, asSeenBy, type Caller, nextVersion, type ReplayOptions } from "../shared/index.ts";
import { readBooking, requireStatus, selectForUpdate } from "./booking.ts";

/** An extension that wins less is not worth its writes. */
const WON_MIN_SECONDS = 1;

/**
 * Extends a live hold to its full lifetime from now, but not beyond `MAX_HOLD_SECONDS` from its creation, nor
 * beyond its slot's end and booking window; once per idempotency key. Where that wins less than a second,
 * nothing is written.
 * @throws BOOKING_NOT_FOUND; HOLD_EXPIRED; BOOKING_NOT_PENDING where it is confirmed or cancelled;
 *   IDEMPOTENCY_KEY_IN_USE, IDEMPOTENCY_MISMATCH; BUSY
 */
export async function extendHold(
  { holds, holdLimits, actor, isOpenToAll }: HoldsContext & Caller,
  input: ExtendHoldInput,
  options: ReplayOptions = {},
): Promise<Booking> {
  const { id } = input;
  const request = keyedChange(actor, "bookings.extend", input);
  let isReplayed = false;
  const onReplay = () => {
    isReplayed = true;
    options.onReplay?.();
  };
  const booking = await holds.transact(id, (ctx) =>
    runIdempotentWithin(ctx.trx, request, { onReplay }, () => extend(ctx, actor, id)),
  );
  if (!isReplayed) holdLimits?.renew(id);
  return asSeenBy({ actor, isOpenToAll }, booking);
}

async function extend(ctx: TransactionContext, actor: Actor, id: string): Promise<Booking> {
  const locked = await selectForUpdate(ctx.trx, id).select(["id", "expires_at"]).execute();
  const isExtended = await extendLockedHolds(ctx, actor, locked);
  return isExtended ? readBooking(ctx.trx, id) : requireStatus(ctx.trx, id, "PENDING");
}

/**
 * Extends the live holds among locked bookings, each as far as it wins by that.
 * @param locked as they are under their lock
 * @returns whether there were any
 */
export async function extendLockedHolds(
  { trx, jobs, holdSeconds, maxHoldSeconds }: TransactionContext,
  actor: Actor,
  locked: readonly { id: string; expires_at: Date }[],
): Promise<boolean> {
  const ids = locked.map(({ id }) => id);
  const longest = sql<Date>`least(
    clock_timestamp() + make_interval(secs => ${holdSeconds}),
    bookings.created_at + make_interval(secs => ${maxHoldSeconds}),
    ${holdsEndBy(sql`bookings.created_at`)})`;
  const extended = await trx
    .updateTable("bookings")
    .from("slots")
    .set({ expires_at: longest, updated_at: nextVersion("bookings") })
    .whereRef("slots.id", "=", "bookings.slot_id")
    .where(sql<boolean>`bookings.id = ANY(${ids}::uuid[])`)
    .where("status", "=", "PENDING")
    .where("expires_at", ">", sql<Date>`clock_timestamp()`)
    .where(sql<boolean>`${longest} >= bookings.expires_at + make_interval(secs => ${WON_MIN_SECONDS})`)
    .returning(["bookings.id", "expires_at", "slot_id"])
    .execute();
  for (const time of new Set(extended.map((row) => row.expires_at.getTime()))) {
    await enqueueExpiryJob(jobs, trx, new Date(time));
  }
  const was = new Map(locked.map((row) => [row.id, auditedExpiry(row)]));
  await writeAudit(
    trx,
    actor,
    extended.map(({ id, slot_id: slotId, ...row }) => ({
      action: "booking.extended",
      subjectId: id,
      slotId,
      before: was.get(id) ?? {},
      after: auditedExpiry(row),
    })),
  );
  return extended.length > 0;
}

const auditedExpiry = (row: { expires_at: Date }) => ({ expiresAt: row.expires_at.toISOString() });
