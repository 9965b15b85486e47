import { HoldfastError } from "@holdfast/contract";
import { executePrepared } from "@holdfast/db";
import { sql } from "kysely";
import { type Actor, hasContactKey, isStaff, storedContactKey, type Trx } from "../shared/index.ts";
import { isExpired } from "./availability.ts";
import type { LockedSlot } from "./locks.ts";
import { releaseExpiredHolds } from "./release-expired.ts";

/* The limit of places that one contact may have of a slot. Whatever gives places to a contact asks here, under the slot's
   lock, so that no two of them count the same. */

/** Places of a locked slot that a customer is to get. */
export interface ContactClaim {
  slotId: string;
  quantity: number;
  customer: { contact?: string | null | undefined };
  /** Who gives them: customers need a contact and keep the limit, the system keeps it where there is a contact, staff need not. */
  actor: Actor;
}

/** What is counted beside the bookings of the contact, or is not. */
interface CountOptions {
  /** Bookings that do not count, because the claims are for their own places. */
  butFor?: readonly string[];
  /** Whether waiting entries count, as they do unless the claim is for theirs. */
  isWaitingCounted?: boolean;
}

const CONTACT_REQUIRED = new HoldfastError(
  "CONTACT_REQUIRED",
  "The slot has a limit of places per contact: a contact is needed",
);

/** Made once each, like `NO_SEAT`. */
const limitErrors = new Map<number, HoldfastError>();

function limitReached(places: number): HoldfastError {
  const known = limitErrors.get(places);
  if (known) return known;
  const error = new HoldfastError(
    "CONTACT_LIMIT",
    `One contact may have ${places} ${places === 1 ? "place" : "places"} of this slot, waiting entries included`,
  );
  limitErrors.set(places, error);
  return error;
}

/** The places that contacts have of locked slots with a limit, and those that are given to them since. */
export class ContactShares {
  readonly #limits: ReadonlyMap<string, number>;
  readonly #places: Map<string, number>;
  /** Places of expired holds that were released to count exactly, by slot. */
  readonly released: ReadonlyMap<string, number>;

  constructor(
    limits: ReadonlyMap<string, number>,
    places: Map<string, number>,
    released: ReadonlyMap<string, number>,
  ) {
    this.#limits = limits;
    this.#places = places;
    this.released = released;
  }

  /** CONTACT_REQUIRED or CONTACT_LIMIT, where a claim that was read is not to be granted. */
  refusalOf(claim: ContactClaim): HoldfastError | undefined {
    const limit = this.#limits.get(claim.slotId);
    if (limit === undefined || isStaff(claim.actor)) return undefined;
    const key = keyOf(claim);
    if (key === undefined) return claim.actor === "system" ? undefined : CONTACT_REQUIRED;
    return (this.#places.get(key) ?? 0) + claim.quantity > limit ? limitReached(limit) : undefined;
  }

  /** Counts a claim, unless it is not to be granted; returns whether it is. */
  grant(claim: ContactClaim): boolean {
    if (this.refusalOf(claim)) return false;
    this.add(claim);
    return true;
  }

  /** Counts a claim that is granted. */
  add(claim: ContactClaim): void {
    const key = keyOf(claim);
    if (key !== undefined) this.#places.set(key, (this.#places.get(key) ?? 0) + claim.quantity);
  }
}

const keyOf = ({ slotId, customer: { contact } }: ContactClaim) =>
  contact ? `${slotId} ${storedContactKey(contact)}` : undefined;

/**
 * Counts the places that contacts have of locked slots: live holds, confirmed bookings and, as far as they count, waiting
 * entries. A slot without a limit costs nothing. An expired hold of a contact that would else have too many is released, so
 * that it cannot come back; one that is being confirmed counts.
 */
export async function readContactShares(
  trx: Trx,
  slots: readonly LockedSlot[],
  claims: readonly ContactClaim[],
  options: CountOptions = {},
): Promise<ContactShares> {
  const limits = limitsOf(slots);
  const asked = askedContacts(limits, claims);
  if (asked.size === 0) return new ContactShares(limits, new Map(), new Map());
  let rows = await countPlaces(trx, [...asked.values()], options);
  const crowded = rows.filter(({ slotId, contactKey, places, expired }) => {
    const { quantity = 0 } = asked.get(`${slotId} ${contactKey}`) ?? {};
    return expired.length > 0 && places + quantity > (limits.get(slotId) ?? 0);
  });
  let released = new Map<string, number>();
  if (crowded.length > 0) {
    const slotIds = [...new Set(crowded.map(({ slotId }) => slotId))];
    const holds = crowded.flatMap(({ expired }) => expired);
    released = await releaseExpiredHolds(trx, slotIds, holds);
    rows = await countPlaces(trx, [...asked.values()], options);
  }
  const places = new Map(rows.map((row) => [`${row.slotId} ${row.contactKey}`, row.places]));
  return new ContactShares(limits, places, released);
}

/**
 * The refusal of one claim on a locked slot.
 * @returns CONTACT_REQUIRED, CONTACT_LIMIT, or undefined where it may be granted
 */
export async function contactRefusal(
  trx: Trx,
  slot: LockedSlot,
  claim: Omit<ContactClaim, "slotId">,
  options: CountOptions = {},
): Promise<HoldfastError | undefined> {
  const ofSlot = { ...claim, slotId: slot.id };
  return (await readContactShares(trx, [slot], [ofSlot], options)).refusalOf(ofSlot);
}

/** @throws CONTACT_REQUIRED, CONTACT_LIMIT as `contactRefusal` returns it */
export async function requireContactShare(
  trx: Trx,
  slot: LockedSlot,
  claim: Omit<ContactClaim, "slotId">,
): Promise<void> {
  const refusal = await contactRefusal(trx, slot, claim);
  if (refusal) throw refusal;
}

const limitsOf = (slots: readonly LockedSlot[]): Map<string, number> =>
  new Map(slots.flatMap(({ id, max_per_contact: limit }) => (limit === null ? [] : [[id, limit] as const])));

/** A contact whose places are counted, and how many more are claimed for it. */
interface AskedContact {
  slotId: string;
  contactKey: string;
  quantity: number;
}

function askedContacts(
  limits: ReadonlyMap<string, number>,
  claims: readonly ContactClaim[],
): Map<string, AskedContact> {
  const asked = new Map<string, AskedContact>();
  for (const claim of claims) {
    const key = keyOf(claim);
    if (key === undefined || !limits.has(claim.slotId) || isStaff(claim.actor)) continue;
    const { quantity = 0 } = asked.get(key) ?? {};
    const contactKey = storedContactKey(claim.customer.contact ?? "");
    asked.set(key, { slotId: claim.slotId, contactKey, quantity: quantity + claim.quantity });
  }
  return asked;
}

interface CountedContact {
  slotId: string;
  contactKey: string;
  /** Those of expired holds among them. */
  places: number;
  /** The expired holds. */
  expired: string[];
}

/** One statement for all contacts. It must be one after the lock's, for its clock and its snapshot. */
function countPlaces(
  trx: Trx,
  asked: readonly AskedContact[],
  { butFor = [], isWaitingCounted = true }: CountOptions,
): Promise<CountedContact[]> {
  const rows = JSON.stringify(
    asked.map(({ slotId, contactKey }) => ({ slot_id: slotId, contact_key: contactKey })),
  );
  const key = sql`asked.contact_key`;
  return executePrepared(
    trx,
    sql<CountedContact>`
    SELECT asked.slot_id AS "slotId", asked.contact_key AS "contactKey", had.places + queued.places AS places, had.expired
    FROM json_to_recordset(${rows}::json) AS asked (slot_id uuid, contact_key text) CROSS JOIN LATERAL (
      SELECT coalesce(sum(quantity), 0)::integer AS places,
        coalesce(array_agg(id::text) FILTER (WHERE ${isExpired}), '{}') AS expired
      FROM bookings WHERE bookings.slot_id = asked.slot_id AND ${hasContactKey("bookings", key)}
        AND bookings.status IN ('PENDING', 'CONFIRMED') AND bookings.id <> ALL(${butFor}::uuid[])
    ) AS had CROSS JOIN LATERAL (
      SELECT coalesce(sum(quantity), 0)::integer AS places FROM waitlist_entries
      WHERE ${isWaitingCounted}::boolean AND waitlist_entries.slot_id = asked.slot_id
        AND ${hasContactKey("waitlist_entries", key)} AND waitlist_entries.status = 'WAITING'
    ) AS queued`,
  );
}
