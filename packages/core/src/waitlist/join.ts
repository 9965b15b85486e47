import {
  HoldfastError,
  invalidInput,
  type JoinedWaitlistEntry,
  type JoinWaitlistInput,
  WAITLIST_MAX_ENTRIES,
} from "@holdfast/contract";
import { sql } from "kysely";
import { writeAudit } from "../audit/index.ts";
import { type HoldsContext, withinHoldLimits } from "../holds/index.ts";
import { keyedRequest, runIdempotentWithin } from "../idempotency/index.ts";
import {
  countWaiting,
  hasRoom,
  type LockedSlot,
  requireContactShare,
  withLockedSlot,
} from "../inventory/index.ts";
import {
  type CreateOptions,
  contactKeyColumn,
  hasContact,
  isStaff,
  newId,
  newToken,
  type Trx,
} from "../shared/index.ts";
import { getWaitlistEntry } from "./entry.ts";

/**
 * Joins the waitlist of a slot that has too few free places, once per idempotency key.
 * @returns the entry with its token
 * @throws SLOT_NOT_FOUND; NOT_BOOKABLE; SLOT_NOT_FULL where the places can simply be booked; WAITLIST_FULL;
 *   INVALID_INPUT for more places than the slot has; CONTACT_LIMIT; CONTACT_REQUIRED for a customer; IDEMPOTENCY_KEY_IN_USE, IDEMPOTENCY_MISMATCH; RATE_LIMITED as
 *   `createBooking`, and where the contact waits for too many of the slot's places; BUSY
 */
export function joinWaitlist(
  ctx: HoldsContext,
  input: JoinWaitlistInput,
  options: CreateOptions = {},
): Promise<JoinedWaitlistEntry> {
  const id = newId();
  const place = () => join(ctx, id, input, options);
  return withinHoldLimits(ctx, [{ id, isEntry: true, ...input }], options.from, place, input.idempotencyKey);
}

function join(
  { holds, holdLimits, actor }: HoldsContext,
  id: string,
  input: JoinWaitlistInput,
  options: CreateOptions,
): Promise<JoinedWaitlistEntry> {
  const { slotId, quantity, customer, language } = input;
  const keyed = keyedRequest(actor, "waitlist.join", input);
  const { token, hash } = newToken(id, keyed?.idempotencyKey, keyed?.salt);
  return holds.transact(slotId, (ctx) =>
    runIdempotentWithin(ctx.trx, keyed, options, async () => {
      await withLockedSlot(ctx, slotId, async (slot) => {
        await requireNoRoom(ctx.trx, slot, quantity);
        // Nobody decides on a promotion, so that entries keep the limit whoever makes them.
        const giver = isStaff(actor) ? "system" : actor;
        await requireContactShare(ctx.trx, slot, { quantity, customer, actor: giver });
        if (holdLimits && options.from !== undefined && !isStaff(actor)) {
          await requireFairShare(ctx.trx, input, holdLimits.maxPlacesPerContact(slot.capacity));
        }
        await sql`
        WITH counted AS (${countWaiting(slotId, sql`1`)})
        INSERT INTO waitlist_entries
          (id, slot_id, quantity, customer_name, customer_contact, contact_key, token_hash, language)
        VALUES (${id}, ${slotId}, ${quantity}, ${customer.name}, ${customer.contact ?? null},
          ${contactKeyColumn(customer.contact) ?? null}, ${hash}::bytea, ${language ?? null})`.execute(
          ctx.trx,
        );
        const after = { status: "WAITING", quantity };
        await writeAudit(ctx.trx, actor, [{ action: "waitlist.joined", subjectId: id, slotId, after }]);
      });
      return { ...(await getWaitlistEntry({ db: ctx.trx }, { id })), token };
    }),
  );
}

/** @throws NOT_BOOKABLE, INVALID_INPUT, SLOT_NOT_FULL, WAITLIST_FULL where no entry may wait for so many places */
async function requireNoRoom(trx: Trx, slot: LockedSlot, quantity: number): Promise<void> {
  if (!slot.isBookable || slot.isInLeadTime || slot.hasEnded) throw new HoldfastError("NOT_BOOKABLE");
  if (quantity > slot.capacity) throw invalidInput("quantity", `the slot has ${slot.capacity} places`);
  if (await hasRoom(trx, slot, quantity)) throw new HoldfastError("SLOT_NOT_FULL");
  if (slot.waiting >= WAITLIST_MAX_ENTRIES) throw new HoldfastError("WAITLIST_FULL");
}

/** The `Retry-After` of a refusal. It is a guess, because nobody knows when a waitlist moves. */
const SHARE_RETRY_AFTER_SECONDS = 60;

/**
 * Limits the places of a locked slot for which the entries of one contact wait.
 * @throws RATE_LIMITED
 */
async function requireFairShare(
  trx: Trx,
  { slotId, quantity, customer }: JoinWaitlistInput,
  maxPlaces: number,
): Promise<void> {
  if (!customer.contact) return;
  const { places } = await trx
    .selectFrom("waitlist_entries")
    .select(sql<number>`coalesce(sum(quantity), 0)::integer`.as("places"))
    .where("slot_id", "=", slotId)
    .where("status", "=", "WAITING")
    .where(hasContact("waitlist_entries", customer.contact))
    .executeTakeFirstOrThrow();
  if (places + quantity <= maxPlaces) return;
  throw new HoldfastError("RATE_LIMITED", "This contact waits for as many places of the slot as it may", {
    retryAfterSeconds: SHARE_RETRY_AFTER_SECONDS,
  });
}
