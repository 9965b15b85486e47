import {
  HoldfastError,
  invalidInput,
  type JoinedWaitlistEntry,
  type JoinWaitlistInput,
  type ListWaitlistInput,
  WAITLIST_MAX_ENTRIES,
  type WaitlistEntry,
  type WaitlistPage,
} from "@holdfast/contract";
import type { Database } from "@holdfast/db";
import { type Kysely, sql, type Transaction } from "kysely";
import { z } from "zod";
import { isStaff, writeAudit } from "./audit.ts";
import type { Context, DbContext, WriteContext } from "./context.ts";
import { withinHoldLimits } from "./hold-limits.ts";
import { newId } from "./ids.ts";
import { patiently } from "./lock-turns.ts";
import { decodeCursor, rowNumber, toPage } from "./pages.ts";
import { type CreateOptions, claimOf, onceWithin } from "./receipts.ts";
import { toWaitlistEntry, waitlistColumns } from "./rows.ts";
import { newRepeatableToken, newToken } from "./secrets.ts";
import { type LockedSlot, lockSlot, lockSlots } from "./slot-locks.ts";
import { admitWaiting } from "./waitlist-promotion.ts";

/* Waiting for a full slot: join, look, leave. How places come to those who wait is told in waitlist-promotion.ts. */

/**
 * Joins the waitlist of a slot whose places are taken, or that others wait for already; once per idempotency key. Who
 * fits where those in front do not is promoted at once.
 * @throws SLOT_NOT_FOUND; NOT_BOOKABLE; SLOT_NOT_FULL where the places can simply be booked; WAITLIST_FULL;
 *   INVALID_INPUT for more places than the slot has; IDEMPOTENCY_KEY_IN_USE, IDEMPOTENCY_MISMATCH; RATE_LIMITED as
 *   `createBooking`, and where the contact waits for too many of the slot's places; BUSY
 */
export function joinWaitlist(
  ctx: Pick<Context, "db" | "holds" | "holdLimits" | "actor">,
  input: JoinWaitlistInput,
  options: CreateOptions = {},
): Promise<JoinedWaitlistEntry> {
  const { idempotencyKey } = input;
  const id = newId();
  return withinHoldLimits(
    ctx,
    [{ id, ...input }],
    options.from,
    () => join(ctx, id, input, options),
    idempotencyKey,
  );
}

function join(
  { holds, holdLimits, actor }: Pick<Context, "holds" | "holdLimits" | "actor">,
  id: string,
  input: JoinWaitlistInput,
  options: CreateOptions,
): Promise<JoinedWaitlistEntry> {
  const { slotId, quantity, customer } = input;
  const claim = claimOf(actor, "waitlist.join", input);
  const { token, hash } = claim ? newRepeatableToken(claim.idempotencyKey, id, claim.salt) : newToken();
  return holds.transact(slotId, (ctx) =>
    onceWithin(ctx.trx, claim, options, async () => {
      const slot = await lockSlot(ctx.trx, slotId);
      await admitWaiting(ctx, [slotId]);
      const free = await requireNoRoom(ctx.trx, slot, quantity);
      if (holdLimits && options.from !== undefined && !isStaff(actor)) {
        await requireFairShare(ctx.trx, input, holdLimits.maxPlacesPerContact(slot.capacity));
      }
      await sql`
        WITH counted AS (UPDATE slots SET waiting = waiting + 1 WHERE id = ${slotId})
        INSERT INTO waitlist_entries (id, slot_id, quantity, customer_name, customer_contact, token_hash)
        VALUES (${id}, ${slotId}, ${quantity}, ${customer.name}, ${customer.contact ?? null}, ${hash}::bytea)`.execute(
        ctx.trx,
      );
      const after = { status: "WAITING", quantity };
      await writeAudit(ctx.trx, actor, [{ action: "waitlist.joined", subjectId: id, slotId, after }]);
      if (quantity <= free) await admitWaiting(ctx, [slotId]);
      return { ...(await getWaitlistEntry({ db: ctx.trx }, { id })), token };
    }),
  );
}

/** @throws WAITLIST_ENTRY_NOT_FOUND */
export async function getWaitlistEntry({ db }: DbContext, { id }: { id: string }): Promise<WaitlistEntry> {
  const row = await selectEntries(db).where("id", "=", id).executeTakeFirst();
  if (!row) throw new HoldfastError("WAITLIST_ENTRY_NOT_FOUND");
  return toWaitlistEntry(row);
}

/**
 * Leaves the waitlist. Again: the same answer.
 * @throws WAITLIST_ENTRY_NOT_FOUND; WAITLIST_ENTRY_PROMOTED where there is a booking to cancel instead; BUSY where the
 *   slot stays locked
 */
export async function leaveWaitlist(
  { db, actor }: WriteContext,
  { id }: { id: string },
): Promise<WaitlistEntry> {
  const { slotId } = await getWaitlistEntry({ db }, { id });
  return patiently(db, slotId, async (trx) => {
    await lockSlots(trx, [slotId]); // it may have been deleted
    const { status } = await getWaitlistEntry({ db: trx }, { id });
    if (status === "PROMOTED")
      throw new HoldfastError("WAITLIST_ENTRY_PROMOTED", "Cancel the booking instead");
    if (status === "WAITING") {
      await endWaiting(trx, slotId, id);
      const change = { action: "waitlist.left", subjectId: id, slotId } as const;
      const [before, after] = [{ status: "WAITING" }, { status: "LEFT" }];
      await writeAudit(trx, actor, [{ ...change, before, after }]);
    }
    return getWaitlistEntry({ db: trx }, { id });
  });
}

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

/**
 * Sends everybody home who waits for a locked slot.
 * @returns the entries that waited
 */
export async function closeWaitlist(trx: Transaction<Database>, slotId: string): Promise<string[]> {
  const entries = await endWaiting(trx, slotId);
  return entries.map(({ id }) => id);
}

/** Entries of a locked slot that wait no more: one, or all. */
async function endWaiting(
  trx: Transaction<Database>,
  slotId: string,
  id?: string,
): Promise<{ id: string }[]> {
  const { rows } = await sql<{ id: string }>`
    WITH ended AS (
      UPDATE waitlist_entries SET status = 'LEFT', updated_at = clock_timestamp()
      WHERE slot_id = ${slotId} AND status = 'WAITING' AND id = coalesce(${id ?? null}::uuid, id) RETURNING id
    ), counted AS (
      UPDATE slots SET waiting = waiting - (SELECT count(*) FROM ended) WHERE id = ${slotId}
    )
    SELECT id FROM ended`.execute(trx);
  return rows;
}

/**
 * @returns how many places are free that those who wait, and have been let in before, could not use
 * @throws why nobody may wait for so many places of this slot
 */
async function requireNoRoom(
  trx: Transaction<Database>,
  slot: LockedSlot,
  quantity: number,
): Promise<number> {
  if (!slot.isBookable) throw new HoldfastError("NOT_BOOKABLE");
  if (quantity > slot.capacity) throw invalidInput("quantity", `the slot has ${slot.capacity} places`);
  const { booked, waiting } = await trx
    .selectFrom("slots")
    .select(["booked", "waiting"])
    .where("id", "=", slot.id)
    .executeTakeFirstOrThrow();
  if (waiting === 0 && booked + quantity <= slot.capacity) throw new HoldfastError("SLOT_NOT_FULL");
  if (waiting >= WAITLIST_MAX_ENTRIES) throw new HoldfastError("WAITLIST_FULL");
  return slot.capacity - booked;
}

/** How long somebody should wait before asking again: nobody knows when a list moves up. */
const SHARE_RETRY_AFTER_SECONDS = 60;

/**
 * One entry may wait for as many places as a booking may have; the share is about several.
 * @throws RATE_LIMITED where a contact waits for more of a locked slot's places than it may
 */
async function requireFairShare(
  trx: Transaction<Database>,
  { slotId, quantity, customer }: JoinWaitlistInput,
  maxPlaces: number,
): Promise<void> {
  if (!customer.contact) return;
  const { places } = await trx
    .selectFrom("waitlist_entries")
    .select(sql<number>`coalesce(sum(quantity), 0)::integer`.as("places"))
    .where("slot_id", "=", slotId)
    .where("status", "=", "WAITING")
    .where(sql`lower(customer_contact)`, "=", sql`lower(${customer.contact})`)
    .executeTakeFirstOrThrow();
  if (places === 0 || places + quantity <= maxPlaces) return;
  throw new HoldfastError("RATE_LIMITED", "This contact waits for as many places of the slot as it may", {
    retryAfterSeconds: SHARE_RETRY_AFTER_SECONDS,
  });
}

const selectEntries = (db: Kysely<Database>) => db.selectFrom("waitlist_entries").select(waitlistColumns);
